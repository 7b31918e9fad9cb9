"""Workers beside the tests: processes of their own, on a database that they really share."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.db import connection

from tests.databases import OwnDatabase

ROOT = Path(__file__).resolve().parents[1]


def shared_database(folder: Path, migrated: OwnDatabase) -> dict[str, str]:
    """Where workers find their database: PostgreSQL's of the tests, or a copy of a migrated file.

    SQLite's database of the tests lies in the memory of this process.
    """
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        url = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        return {"DATABASE_URL": url}
    return {"DATABASE_URL": f"sqlite:///{shutil.copy(migrated.name, folder / 'shared.sqlite3')}"}


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
