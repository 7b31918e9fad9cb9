"""While somebody keeps SQLite's write lock, one writer waits for it and the others do not."""

import sqlite3

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.database.breaker import locks
from portal.database.failures import LockedError
from portal.database.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


def wrapper(file, **options) -> BaseDatabaseWrapper:
    settings = {"ENGINE": "portal.database.sqlite", "NAME": str(file), "TIME_ZONE": None}
    settings |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
    waits = {"transaction_mode": "IMMEDIATE", "timeout": 0, "breaker": True}
    return DatabaseWrapper(settings | {"OPTIONS": waits | options}, "default")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "site.sqlite3"
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("CREATE TABLE words (word TEXT)")
    made.close()
    return path


@pytest.fixture
def page(file):
    """The connection of somebody who waits for a page."""
    one = wrapper(file)
    yield one
    one.close()
    locks.reset()


@pytest.fixture
def held(file):
    """Somebody who keeps the lock."""
    somebody = sqlite3.connect(file, isolation_level=None)
    somebody.execute("BEGIN IMMEDIATE")
    yield somebody
    somebody.close()


def write(page) -> None:
    with page.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES ('a')")


def write_in_a_block(page) -> None:
    page.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    page.set_autocommit(True)


@pytest.mark.parametrize("way", [write, write_in_a_block])
def test_second_writer_is_refused_at_once(page, held, way):
    with pytest.raises(OperationalError, match="database is locked"):
        way(page)
    with pytest.raises(LockedError):
        way(page)


def test_readers_wait_for_nobody(page, held):
    with pytest.raises(OperationalError):
        write(page)
    with page.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM words")

        assert cursor.fetchone() == (0,)


def test_writers_are_let_in_once_the_lock_was_had(page, held):
    with pytest.raises(OperationalError):
        write(page)
    held.execute("ROLLBACK")
    locks._retry_at = 0.0  # noqa: SLF001 -- the pause is over
    write(page)

    assert not locks.is_open
    write(page)


def test_command_waits_each_time(file, held):
    command = wrapper(file, breaker=False)
    for _ in range(2):
        with pytest.raises(OperationalError, match="database is locked"):
            write(command)
    command.close()

    assert not locks.is_open


def test_fault_of_ours_opens_no_breaker(page):
    with page.cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO none_such VALUES (1)")

    assert not locks.is_open
