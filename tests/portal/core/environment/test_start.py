"""What somebody sees who starts the portal with a mistake: words, no traceback and no secret."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SECRET = "h4nter2sWord"
MANAGE = ["manage.py", "check"]
GUNICORN = ["-m", "gunicorn", "--config", "portal/gunicorn.py", "--bind", "127.0.0.1:0"]


def start(command: list[str], **variables: str) -> subprocess.CompletedProcess:
    given = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SITE_URL": "https://localhost",
        **variables,
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [MANAGE, GUNICORN], ids=["manage", "gunicorn"])
def test_mistake_ends_the_start_in_words(command, key):
    url = f"postgres://ada:{SECRET}#1@db/site"
    done = start(command, SECRET_KEY=key, DATABASE_URL=url)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("The portal can't start:\nDATABASE_URL must not contain # or")
    assert done.stderr.count("\n") == 2
    assert SECRET not in done.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("HTTPS=onn", "HTTPS is not understood: write on or off."),
        ("SECRET_KEY=b", "SECRET_KEY is set twice, on lines 1 and 2. Remove one."),
        ("HTPS=on", "HTPS, on line 2 of the environment file, is not known. Did you mean HTTPS?"),
    ],
)
def test_mistake_in_the_file_ends_the_start_in_words(wrong, told, key, tmp_path):
    file = tmp_path / "variables"
    file.write_text(f"SECRET_KEY={key}\n{wrong}\n")
    done = start(MANAGE, ENV_FILE=str(file))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The portal can't start:\n")
    assert done.stderr.endswith(f"{told}\n")
    assert key not in done.stderr


def test_gunicorn_serves_no_empty_site_under_a_wrong_name(key, tmp_path):
    database = tmp_path / "wrong-name.sqlite3"
    done = start(GUNICORN, SECRET_KEY=key, DATABASE_URL=f"sqlite:///{database}")

    assert done.returncode == 1
    assert f"DATABASE_URL names {database}, which doesn't exist" in done.stderr
    assert "Traceback" not in done.stderr
    assert not database.exists()


def test_migrate_makes_the_database_that_gunicorn_misses(key, tmp_path):
    database = tmp_path / "site.sqlite3"
    migrate = ["manage.py", "migrate", "portal", "zero", "--verbosity", "0"]
    done = start(migrate, SECRET_KEY=key, DATABASE_URL=f"sqlite:///{database}")

    assert (done.returncode, done.stderr) == (0, "")
    assert database.exists()
