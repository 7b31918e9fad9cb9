"""Workers beside the tests: processes of their own, on a database that they really share."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def shared_database(folder: Path) -> dict[str, str]:
    """Where workers find their database: PostgreSQL's of the tests, or a file of their own.

    SQLite's database of the tests lies in the memory of this process.
    """
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        url = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        return {"DATABASE_URL": url}
    environ = {"DATABASE_URL": f"sqlite:///{folder / 'shared.sqlite3'}"}
    work(
        ["from django.core.management import call_command; call_command('migrate', verbosity=0)"],
        environ,
    )
    return environ


def work(codes: list[str], environ: dict[str, str]) -> list:
    """What each worker prints as JSON, all at work at once."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        **environ,
    }
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT,
            env=given,
            stdout=subprocess.PIPE,
            text=True,
        )
        for code in codes
    ]
    printed = [one.communicate(timeout=120)[0] for one in begun]
    assert [one.returncode for one in begun] == [0] * len(begun)
    return [json.loads(text) for text in printed if text.strip()]
