"""A backup is one state of the whole database, and a restore puts all of it back or nothing."""

import json
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from portal import versions
from tests.databases import own_database, served_by

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
OTHER = b"PGDMP\1\2\3" if IS_SQLITE else b"SQLite format 3\0"

pytestmark = [
    pytest.mark.skipif(
        not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump is not installed here"
    )
]


@pytest.fixture
def served(database, django_db_blocker):
    """A database that this process serves the site from."""
    with django_db_blocker.unblock(), served_by(database):
        yield database


@pytest.fixture
def backup(served, tmp_path):
    """A backup of it, with one source in it."""
    add_source(served, "before")
    call_command("backup", tmp_path / "portal.backup", verbosity=0)
    return tmp_path / "portal.backup"


def add_source(database, slug: str) -> None:
    with database.connect() as direct:
        direct.execute(
            "INSERT INTO careers_source (slug, title, publisher, url, seen)"
            f" VALUES ('{slug}', '{slug}', 'P', 'https://{slug}.example/', '2026-11-01')"
        )


def sources(database) -> list[str]:
    with database.connect() as direct:
        rows = direct.execute("SELECT slug FROM careers_source ORDER BY slug")
        return [slug for (slug,) in rows]


def refused(database, command: str, *words: object, **options: object) -> str:
    """What a command says that is refused and leaves the database as it was."""
    before = database.digests()
    with pytest.raises(CommandError) as caught:
        call_command(command, *words, **options)
    assert database.digests() == before
    return str(caught.value)


# --- A backup


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
        f"There is a file {backup} already. Name another, or use --overwrite to replace it.\n"
        "No backup was written."
    )
    assert backup.read_bytes() == before


def test_backup_into_no_folder_or_over_one_is_refused(served, tmp_path):
    missing = tmp_path / "missing" / "a.backup"

    assert refused(served, "backup", missing).startswith(f"There is no folder {missing.parent}.")
    assert refused(served, "backup", tmp_path, overwrite=True).startswith(
        f"{tmp_path} is a folder. Name a file in it."
    )


@pytest.mark.skipif(not IS_SQLITE, reason="the files of a server are its own")
@pytest.mark.parametrize("end", ["", "-wal"])
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_database_itself_is_no_backup(served, end, command):
    with served.connect() as direct:  # while it is open, its log is there
        direct.execute("UPDATE portal_contentversion SET value = 'a'")
        option = {"overwrite": True} if command == "backup" else {"replace": True}

        assert "is the database itself. Name " in refused(
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


@contextmanager
def program(folder: Path, monkeypatch, name: str, text: str):
    """A program of this name that is found before all others."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        yield


@pytest.mark.skipif(IS_SQLITE, reason="SQLite needs no program")
@pytest.mark.parametrize(("command", "missing"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_program_that_is_not_installed_is_named(served, backup, monkeypatch, command, missing):
    monkeypatch.setenv("PATH", "/nowhere")
    option = {"overwrite": True} if command == "backup" else {"replace": True}

    assert refused(served, command, backup, **option).startswith(
        f"{missing} is not installed here. Install PostgreSQL's client programs"
    )


@pytest.mark.skipif(IS_SQLITE, reason="SQLite needs no program")
def test_program_that_is_too_old_is_named_with_the_remedy(served, tmp_path, monkeypatch):
    said = "pg_dump: error: aborting because of server version mismatch\n"
    said += "pg_dump: detail: server version: 17.1; pg_dump version: 15.20"
    with program(tmp_path, monkeypatch, "pg_dump", f"echo '{said}' >&2; exit 1"):
        assert refused(served, "backup", tmp_path / "a.backup") == (
            f"The backup could not be written: {said}\nInstall PostgreSQL's client programs of the "
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


# --- A restore


def test_restore_puts_every_table_back(served, backup):
    before = served.digests()
    add_source(served, "after")

    call_command("restore", backup, replace=True, verbosity=0)

    assert sources(served) == ["before"]
    assert served.digests() == before


def test_restore_fills_an_empty_database(served, backup, empty_database, capsys):
    with served_by(empty_database):
        call_command("restore", backup)

    assert capsys.readouterr().out == f"Restored {backup}.\n"
    assert empty_database.digests() == served.digests()


def test_restore_needs_a_word_to_replace_what_is_there(served, backup):
    assert refused(served, "restore", backup) == (
        "The database is not empty. Restore with --replace if all that it holds may go.\n"
        "Nothing was restored."
    )


def test_restore_is_seen_by_who_has_the_database_open(served, backup):
    add_source(served, "after")
    with served.connect() as worker:
        count = "SELECT count(*) FROM careers_source"
        assert worker.execute(count).fetchone() == (2,)
        call_command("restore", backup, replace=True, verbosity=0)

        assert worker.execute(count).fetchone() == (1,)
        worker.execute("UPDATE careers_source SET title = 'Written by the worker'")

    with served.connect() as direct:
        rows = direct.execute("SELECT title FROM careers_source").fetchall()
    assert rows == [("Written by the worker",)]


def test_restore_renews_the_version_and_its_triggers_renew_it_on(served, backup):
    at_backup = versions.current()
    call_command("restore", backup, replace=True, verbosity=0)
    restored = versions.current()
    add_source(served, "after")

    assert len({at_backup, restored, versions.current()}) == 3
    assert None not in {at_backup, restored}


def test_restore_brings_triggers_to_a_backup_without_them(served, tmp_path):
    with served.connect() as direct:
        if IS_SQLITE:
            named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in direct.execute(named).fetchall():
                direct.execute(f'DROP TRIGGER "{name}"')
        else:
            direct.execute("DROP FUNCTION renew_content_version() CASCADE")
    call_command("backup", tmp_path / "a.backup", verbosity=0)
    call_command("restore", tmp_path / "a.backup", replace=True, verbosity=0)
    before = versions.current()

    add_source(served, "after")

    assert versions.current() != before


def test_restore_of_an_older_version_asks_for_migrations(served, tmp_path, capsys):
    forget = "DELETE FROM django_migrations WHERE app = 'portal' AND name LIKE '0012%'"
    with served.connect() as direct:
        direct.execute(forget)
    call_command("backup", tmp_path / "a.backup", verbosity=0)
    call_command("restore", tmp_path / "a.backup", replace=True)

    assert capsys.readouterr().out.endswith(
        "It is of an older version of the portal: run 'manage.py migrate'.\n"
    )


def test_restore_of_a_newer_version_is_refused(served, tmp_path):
    with served.connect() as direct:
        direct.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('careers', '9999_wings', '2027-01-01')"
        )
    call_command("backup", tmp_path / "a.backup", verbosity=0)

    assert refused(served, "restore", tmp_path / "a.backup", replace=True) == (
        f"{tmp_path / 'a.backup'} is of a newer version of the portal, which has the migrations "
        "careers.9999_wings. Install that version, and restore with it.\nNothing was restored."
    )


def test_restore_of_another_applications_database_is_refused(served, empty_database, tmp_path):
    with served_by(empty_database):
        call_command("backup", tmp_path / "a.backup", verbosity=0)

    assert "is not a backup of this portal" in refused(
        served, "restore", tmp_path / "a.backup", replace=True
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no file "),
        (b"", "is not a backup. Name a file that 'manage.py backup' wrote."),
        (b"-- a script of SQL\n", "is not a backup. Name a file that 'manage.py backup' wrote."),
        (OTHER, ", and DATABASE_URL names "),
    ],
    ids=["no file", "empty file", "script", "other database"],
)
def test_file_that_is_no_backup_is_refused(served, tmp_path, content, says):
    file = tmp_path / "a.backup"
    if content is not None:
        file.write_bytes(content)

    assert says in refused(served, "restore", file, replace=True)


@pytest.mark.parametrize("part", [0.02, 0.5, 0.97])
def test_backup_that_was_cut_short_is_refused(served, backup, part):
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * part)])

    assert refused(served, "restore", backup, replace=True).endswith("Nothing was restored.")


def test_backup_that_is_damaged_inside_is_refused(served, backup):
    data = bytearray(backup.read_bytes())
    if IS_SQLITE:
        data[4096 * 3 : 4096 * 40] = b"\xff" * 4096 * 37
    else:
        data[-3000:-2000] = b"\xff" * 1000
    backup.write_bytes(data)

    assert refused(served, "restore", backup, replace=True).endswith("Nothing was restored.")


@pytest.mark.skipif(IS_SQLITE, reason="a restore of SQLite has no script")
def test_restore_that_breaks_off_in_the_middle_changes_nothing(served, backup, monkeypatch):
    """The file is whole when it is checked, and half of it is there afterwards."""
    real = shutil.which("pg_restore")
    half = f"""case "$*" in
      *--data-only*|*--file=/*|*--list*) exec {real} "$@";;
      *) {real} "$@" | head -c 60000; exit 1;;
    esac"""
    with program(backup.parent, monkeypatch, "pg_restore", half):
        assert "could not be read to its end" in refused(served, "restore", backup, replace=True)


@pytest.mark.skipif(IS_SQLITE, reason="SQLite has no views of others here")
def test_restore_leaves_what_is_not_the_portals(served, backup):
    with served.connect() as direct:
        direct.execute("CREATE TABLE somebody_elses (id int)")
    call_command("restore", backup, replace=True, verbosity=0)

    with served.connect() as direct:
        assert direct.execute("SELECT count(*) FROM somebody_elses").fetchone() == (0,)


@pytest.mark.skipif(not IS_SQLITE, reason="a server mends itself")
def test_restore_over_a_database_that_is_destroyed_says_what_to_do(database, backup, tmp_path):
    Path(database.name).write_bytes(b"\0" * 5000)
    for end in ("-wal", "-shm"):
        Path(f"{database.name}{end}").unlink(missing_ok=True)
    done = database.run([sys.executable, settings.BASE_DIR / "manage.py", "restore", backup])

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "stop the site, move" in done.stderr


# --- While people write


class Writer(Thread):
    """Adds to two tables and counts in both, a transaction each time, until it is stopped."""

    def __init__(self, database, number: int, stop: Event) -> None:
        super().__init__()
        self.database, self.number, self.stop = database, number, stop
        self.done = 0

    def run(self) -> None:
        with self.database.connect() as direct:
            while not self.stop.is_set():
                direct.execute("BEGIN IMMEDIATE" if IS_SQLITE else "BEGIN")
                name = f"{self.number}-{self.done}"
                direct.execute(f"INSERT INTO auth_group (name) VALUES ('{name}')")
                direct.execute(
                    "INSERT INTO portal_loadedrow (kind, slug, digest, file_digest)"
                    f" VALUES ('writer', '{name}', '', '')"
                )
                direct.execute("COMMIT")
                self.done += 1


@contextmanager
def writers(database, count: int = 3):
    stop = Event()
    threads = [Writer(database, number, stop) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def pairs(database) -> tuple[set[str], set[str]]:
    """The names that writers left in either table."""
    with database.connect() as direct:
        groups = direct.execute("SELECT name FROM auth_group WHERE name <> 'Curators'")
        one = {name for (name,) in groups.fetchall()}
        rows = direct.execute("SELECT slug FROM portal_loadedrow WHERE kind = 'writer'")
        return one, {slug for (slug,) in rows.fetchall()}


def fill(database) -> None:
    """Enough rows that a backup takes its time."""
    filler = json.dumps({"body": "x" * 3000})
    with database.connect() as direct:
        direct.execute("BEGIN")
        for n in range(3000):
            direct.execute(
                "INSERT INTO portal_loadedrow (kind, slug, digest, file_digest, record)"
                f" VALUES ('filler', '{n}', '', '', '{filler}')"
            )
        direct.execute("COMMIT")


def test_backup_and_restore_while_writers_write_hold_one_state(served, tmp_path, empty_database):
    fill(served)
    with writers(served) as threads:
        done = []
        for n in range(3):
            while sum(thread.done for thread in threads) < (n + 1) * 20:
                time.sleep(0.01)
            call_command("backup", tmp_path / f"{n}.backup", verbosity=0)
            done.append(sum(thread.done for thread in threads))
        with served_by(empty_database):
            call_command("restore", tmp_path / "2.backup", verbosity=0)
        assert all(thread.is_alive() for thread in threads)
    groups, rows = pairs(empty_database)

    assert groups == rows
    assert 60 <= len(groups) <= done[2]
    with own_database(tmp_path) as another, served_by(another):
        call_command("restore", tmp_path / "2.backup", verbosity=0)
        assert another.digests() == empty_database.digests()
        call_command("restore", tmp_path / "0.backup", replace=True, verbosity=0)
        assert len(pairs(another)[0]) < len(groups)
        assert len(set(map(frozenset, pairs(another)))) == 1
    groups, rows = pairs(served)
    assert groups == rows
    assert len(groups) == sum(thread.done for thread in threads)


def test_restore_while_writers_write_is_one_state_too(served, tmp_path):
    with writers(served) as threads:
        while sum(thread.done for thread in threads) < 20:
            time.sleep(0.01)
    call_command("backup", tmp_path / "a.backup", verbosity=0)
    saved = pairs(served)[0]
    fresh = []
    with served.connect() as reader:
        reader.execute("UPDATE auth_group SET name = name || '-later' WHERE name <> 'Curators'")
        call_command("restore", tmp_path / "a.backup", replace=True, verbosity=0)
        fresh = reader.execute("SELECT name FROM auth_group WHERE name <> 'Curators'").fetchall()

    assert {name for (name,) in fresh} == saved
    assert pairs(served)[0] == pairs(served)[1] == saved


def test_command_lines_of_the_guide_work(database, tmp_path):
    assert database.manage("backup", tmp_path / "a.backup").startswith("Wrote ")
    assert database.manage("restore", "--replace", tmp_path / "a.backup").startswith("Restored ")
