"""Backups and restores while people write: each holds one state."""

import json
import shutil
import time
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.core.management import call_command

from tests.databases import (
    IS_SQLITE,
    own_database,
    served_by,
)

pytestmark = pytest.mark.skipif(
    not IS_SQLITE and not shutil.which("pg_dump"), reason="pg_dump is not installed here"
)


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
