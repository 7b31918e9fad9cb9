"""A backup is one state of the whole database in one file, for its owner alone."""

import shutil
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.databases import (
    IS_SQLITE,
    add_source,
    program,
    refused,
    served_by,
    sources,
)

pytestmark = pytest.mark.skipif(
    not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump is not installed here"
)


def test_backup_is_for_its_owners_eyes_and_leaves_nothing_beside_it(backup, capsys):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in backup.parent.glob("*backup*")] == ["portal.backup"]

    call_command("backup", backup, overwrite=True)
    size = backup.stat().st_size / 1e6
    assert capsys.readouterr().out == f"Wrote {backup} ({size:.1f} MB).\n"
    assert backup.stat().st_mode & 0o777 == 0o600


def test_backup_replaces_no_file_unless_it_is_told_to(served, backup):
    before = backup.read_bytes()

    assert refused(served, "backup", backup) == (
        f"{backup} already exists. Choose another file, or use --overwrite to replace it.\n"
        "No backup was written."
    )
    assert backup.read_bytes() == before


def test_backup_into_no_folder_or_over_one_is_refused(served, tmp_path):
    missing = tmp_path / "missing" / "a.backup"

    assert refused(served, "backup", missing).startswith(
        f"The folder {missing.parent} doesn't exist."
    )
    assert refused(served, "backup", tmp_path, overwrite=True).startswith(
        f"{tmp_path} is a folder. Give the name of a file in it."
    )


@pytest.mark.skipif(not IS_SQLITE, reason="the files of a server are its own")
@pytest.mark.parametrize("end", ["", "-wal"])
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_database_itself_is_no_backup(served, end, command):
    with served.connect() as direct:  # while it is open, its log is there
        direct.execute("UPDATE portal_contentversion SET value = 'a'")
        option = {"overwrite": True} if command == "backup" else {"replace": True}

        assert "is the database itself. " in refused(
            served, command, Path(f"{served.name}{end}"), **option
        )


@pytest.mark.parametrize("is_there", [False, True], ids=["new file", "old file"])
def test_backup_on_a_full_disk_is_an_error_in_words_and_leaves_nothing_half(
    database, tmp_path, is_there
):
    file = tmp_path / "folder" / "a.backup"
    file.parent.mkdir()
    if is_there:
        file.write_text("the backup of yesterday")
    run = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000));"
    run += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    run += "from django.core.management import execute_from_command_line as do; do(sys.argv)"
    done = database.run([sys.executable, "-c", run, "backup", file, "--overwrite"])

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The backup could not be written: ")
    assert done.stderr.endswith("\nNo backup was written.\n")
    assert [one.name for one in file.parent.iterdir()] == (["a.backup"] if is_there else [])
    assert not is_there or file.read_text() == "the backup of yesterday"


@pytest.mark.skipif(not IS_SQLITE, reason="a server's files are never copied")
def test_backup_holds_what_a_copy_of_the_file_would_miss(served, tmp_path, empty_database):
    with served.connect() as direct:  # nothing leaves the log while it is open
        direct.execute("SELECT 1 FROM careers_source").fetchone()
        add_source(served, "in-the-log")
        copy = shutil.copy(served.name, tmp_path / "copy.sqlite3")
        call_command("backup", tmp_path / "a.backup", verbosity=0)
        assert direct.execute("SELECT count(*) FROM careers_source").fetchone() == (1,)

    with served_by(empty_database):
        call_command("restore", copy, verbosity=0)
        assert sources(empty_database) == []
        call_command("restore", tmp_path / "a.backup", replace=True, verbosity=0)
        assert sources(empty_database) == ["in-the-log"]


@pytest.mark.skipif(not IS_SQLITE, reason="SQLite only")
def test_backup_of_a_database_in_memory_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="The database is in memory and ends with this process"):
        call_command("backup", tmp_path / "a.backup")


# --- Programs of PostgreSQL


@pytest.mark.skipif(IS_SQLITE, reason="SQLite needs no program")
@pytest.mark.parametrize(("command", "missing"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_program_that_is_not_installed_is_named(served, backup, monkeypatch, command, missing):
    monkeypatch.setenv("PATH", "/nowhere")
    option = {"overwrite": True} if command == "backup" else {"replace": True}

    assert refused(served, command, backup, **option).startswith(
        f"{missing} is not installed. Install PostgreSQL's client programs"
    )


@pytest.mark.skipif(IS_SQLITE, reason="SQLite needs no program")
def test_program_that_is_too_old_is_named_with_the_remedy(served, tmp_path, monkeypatch):
    said = "pg_dump: error: aborting because of server version mismatch\n"
    said += "pg_dump: detail: server version: 17.1; pg_dump version: 15.20"
    with program(tmp_path, monkeypatch, "pg_dump", f"echo '{said}' >&2; exit 1"):
        assert refused(served, "backup", tmp_path / "a.backup") == (
            f"The backup could not be written: {said}\nInstall PostgreSQL's client programs in the "
            "server's version or newer.\nNo backup was written."
        )
    assert not list(tmp_path.glob("*.backup*"))


@pytest.mark.skipif(IS_SQLITE, reason="SQLite has no password")
def test_password_is_not_on_the_command_line(served, tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "secret-word")
    seen = tmp_path / "seen"
    with program(
        tmp_path, monkeypatch, "pg_dump", f'echo "$*" > {seen}; echo "$PGPASSWORD" >> {seen}'
    ):
        call_command("backup", tmp_path / "a.backup", verbosity=0)

    words, password = seen.read_text().splitlines()
    assert "secret-word" not in words
    assert password == "secret-word"
