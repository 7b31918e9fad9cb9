"""What tests of settings share."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


SITE_URL = "https://localhost"


KEY = "a-key-that-is-long-and-has-many-different-characters-0123456789"


def run(code: str, **environ: str) -> subprocess.CompletedProcess:
    """A Python that knows nothing but what it is given: no .env, no settings of the tests."""
    given = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SITE_URL": SITE_URL, **environ}
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(  # noqa: PLW1510 -- a failure is what some tests look for
        command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60
    )


def settings(*names: str, **environ: str) -> list:
    """The values of some settings, as JSON can say them."""
    code = (
        "import json; from portal import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {names!r}], default=str))"
    )
    done = run(code, **{"SECRET_KEY": KEY, **environ})
    assert done.stderr == ""
    return json.loads(done.stdout)
