"""Writers stand in line for SQLite's lock; while somebody keeps it, one waits and no other."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.database.breaker import locks
from portal.core.database.failures import LockedError
from portal.core.database.sqlite.base import DatabaseWrapper, line

pytestmark = pytest.mark.django_db


def wrapper(file, **options) -> BaseDatabaseWrapper:
    settings = {"ENGINE": "portal.core.database.sqlite", "NAME": str(file), "TIME_ZONE": None}
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


def begin(page) -> None:
    page.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def write_in_a_block(page) -> None:
    begin(page)
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


def test_nobody_waits_while_another_writes_all_it_has(file):
    turns, everybody = [], range(6)
    start = Barrier(len(everybody))

    def write_often(number: int) -> None:
        own = wrapper(file, timeout=30)
        start.wait()
        for _ in range(20):
            begin(own)
            turns.append(number)
            sleep(0.003)
            own.connection.commit()
            own.set_autocommit(True)
        own.close()

    with ThreadPoolExecutor(len(everybody)) as pool:
        list(pool.map(write_often, everybody))

    one_is_done = next(n for n in count(20) if 20 in Counter(turns[:n]).values())
    assert set(turns[:one_is_done]) == set(everybody)


def test_only_the_first_in_the_line_asks_sqlite(file):
    asked = []
    second = wrapper(file, timeout=30)
    second.inc_thread_sharing()
    second.execute_wrappers.insert(0, lambda execute, *rest: asked.append(execute(*rest)))
    with ThreadPoolExecutor(1) as pool:
        with line:
            waits = pool.submit(write, second)
            sleep(0.05)
            assert not asked
        waits.result(timeout=10)
    second.close()

    assert len(asked) == 1


def test_who_stood_too_long_in_the_line_is_refused_and_nobody_else(page):
    with line, pytest.raises(LockedError):
        write(page)

    assert not locks.is_open
    write(page)


def test_reading_waits_as_long_as_ever_once_something_was_written(file):
    own = wrapper(file, timeout=7)
    write(own)
    with own.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")

        assert cursor.fetchone() == (7_000,)
    own.close()
