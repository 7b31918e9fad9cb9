"""Commands that write the whole database wait for each other, and end whole or not at all."""

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL

import pytest

from portal.core.locks import StillLockedError, one_at_a_time
from tests.content_files import ANALYST, ROWS
from tests.content_tree import edit, write_tree
from tests.databases import IS_SQLITE, served_by

WAITING = "Waiting for another load, dump, migration or restore to end.\n"


def commands(folder) -> dict[str, tuple]:
    return {
        "migrate": ("migrate", "--verbosity=0"),
        "load": ("load_content", "--root", folder),
        "dump": ("dump_content", "--root", folder),
        "backup": ("backup", folder / "a.backup"),
    }


@pytest.mark.parametrize("name", ["migrate", "load", "dump", "backup"])
def test_command_waits_for_another_and_says_so(database, tmp_path, name):
    write_tree(tmp_path)
    if name == "dump":
        database.manage("load_content", "--root", tmp_path)
    with database.locked():
        process = database.start(*commands(tmp_path)[name])
        assert process.stderr.readline() == WAITING
        assert process.poll() is None
    _, error = process.communicate(timeout=60)

    assert (process.returncode, error) == (0, "")


def test_command_gives_up_in_words_when_the_other_hangs(database, django_db_blocker):
    said = []
    with (
        django_db_blocker.unblock(),
        database.locked(),
        served_by(database),
        pytest.raises(StillLockedError, match="Check whether it hangs, then try again"),
        one_at_a_time(said.append, wait=0.3),
    ):
        pytest.fail("the lock was given twice")
    assert said == [WAITING.strip()]


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL keeps its own")
def test_lock_that_root_left_can_be_taken_by_whom_the_site_runs_as(database, django_db_blocker):
    with django_db_blocker.unblock(), served_by(database), one_at_a_time(pytest.fail):
        mode = Path(f"{database.name}.lock").stat().st_mode

    assert mode & 0o444 == 0o444


def test_lock_is_free_again_after_an_error(database, django_db_blocker):
    with django_db_blocker.unblock(), served_by(database):
        with pytest.raises(ZeroDivisionError), one_at_a_time(pytest.fail):
            _ = 1 / 0
        with database.locked():  # waits for ever if it is not
            pass


def test_two_loads_and_two_migrations_at_once_do_the_work_once(database, tmp_path):
    write_tree(tmp_path)
    words = [("migrate", "--verbosity=0"), ("load_content", "--root", tmp_path)]
    processes = [database.start(*command) for command in words for _ in range(2)]
    ended = [process.communicate(timeout=120) for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert {error for _, error in ended} <= {"", WAITING}
    assert sorted(out for out, _ in ended[2:]) == [
        "0 added, 0 changed, 0 kept, 0 removed\n",
        f"{ROWS} added, 0 changed, 0 kept, 0 removed\n",
    ]


@contextmanager
def held_up(database):
    """Nobody can save a case study, the last kind of a load, on PostgreSQL."""
    with database.connect() as connection:
        if database.vendor == "postgresql":
            connection.execute("BEGIN")
            connection.execute("LOCK TABLE scalability_casestudy IN SHARE MODE")
        yield


def is_writing(database) -> bool:
    """Whether somebody is inside a transaction that writes."""
    with database.connect() as connection:
        if database.vendor == "postgresql":
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            return connection.execute(waiting).fetchone() != (0,)
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        connection.execute("ROLLBACK")
    return False


def test_load_takes_nothing_from_a_curator_who_saves_meanwhile(database, tmp_path):
    write_tree(tmp_path)
    load = ("load_content", "--root", tmp_path)
    database.manage(*load)
    edit(tmp_path, ANALYST, "It ends with answers.", "It ends.")
    with database.connect() as connection:
        connection.execute("BEGIN" if database.vendor == "postgresql" else "BEGIN IMMEDIATE")
        connection.execute("UPDATE careers_role SET entry_route = 'By luck.'")
        process = database.start(*load)
        while not is_writing(database) and process.poll() is None:
            time.sleep(0.002)
        time.sleep(0.2)
        connection.execute("COMMIT")
        out, error = process.communicate(timeout=60)
        roles = connection.execute("SELECT DISTINCT entry_route FROM careers_role").fetchall()

    assert roles == [("By luck.",)]
    assert (process.returncode, error) == (0, "")
    assert "kept role data-analyst: a curator changed entry_route; its file changed" in out


def test_load_that_is_killed_leaves_all_or_nothing(database, tmp_path):
    write_tree(tmp_path)
    load = ("load_content", "--root", tmp_path)
    with held_up(database):
        process = database.start(*load)
        while not is_writing(database) and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(SIGKILL)
        process.communicate(timeout=60)
    assert process.returncode == -SIGKILL

    with database.connect() as connection:
        [count] = connection.execute("SELECT count(*) FROM portal_loadedrow").fetchone()
    added = ROWS - count
    assert count in {0, ROWS}
    assert database.manage(*load) == f"{added} added, 0 changed, 0 kept, 0 removed\n"
