"""A restore puts all of a backup back or nothing, whatever happens meanwhile."""

import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.core import content_version
from tests.databases import IS_SQLITE, add_source, program, refused, served_by, sources

OTHER = b"PGDMP\1\2\3" if IS_SQLITE else b"SQLite format 3\0"

pytestmark = pytest.mark.skipif(
    not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump is not installed here"
)


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
        "The database is not empty. To replace everything in it, restore with --replace.\n"
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
    at_backup = content_version.current()
    call_command("restore", backup, replace=True, verbosity=0)
    restored = content_version.current()
    add_source(served, "after")

    assert len({at_backup, restored, content_version.current()}) == 3
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
    before = content_version.current()

    add_source(served, "after")

    assert content_version.current() != before


def test_restore_of_an_older_version_asks_for_migrations(served, tmp_path, capsys):
    forget = "DELETE FROM django_migrations WHERE app = 'portal' AND name LIKE '0012%'"
    with served.connect() as direct:
        direct.execute(forget)
    call_command("backup", tmp_path / "a.backup", verbosity=0)
    call_command("restore", tmp_path / "a.backup", replace=True)

    assert capsys.readouterr().out.endswith(
        "It is from an older version of the portal: run 'manage.py migrate'.\n"
    )


def test_restore_of_a_newer_version_is_refused(served, tmp_path):
    with served.connect() as direct:
        direct.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('careers', '9999_wings', '2027-01-01')"
        )
    call_command("backup", tmp_path / "a.backup", verbosity=0)

    assert refused(served, "restore", tmp_path / "a.backup", replace=True) == (
        f"{tmp_path / 'a.backup'} is from a newer version of the portal, with the migrations "
        "careers.9999_wings. Install that version, then restore.\nNothing was restored."
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
        (None, "doesn't exist. Give a file"),
        (b"", "is not a backup. Give a file written by 'manage.py backup'."),
        (b"-- a script of SQL\n", "is not a backup. Give a file written by 'manage.py backup'."),
        (OTHER, ", but DATABASE_URL names "),
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
