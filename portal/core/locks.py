"""One command at a time: whatever rewrites the database waits for others that do."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

KEY = 0x706F7274616C  # "portal"; the same in all versions, so that old and new wait for each other
LONGEST_WAIT = 10 * 60  # seconds for another command, and for a lock of the database
PAUSE = 0.2  # seconds between two tries


class StillLockedError(Exception):
    """Another command held the lock for longer than this one was willing to wait."""


@contextmanager
def one_at_a_time(
    say: Callable[[str], object],
    using: str = DEFAULT_DB_ALIAS,
    wait: float = LONGEST_WAIT,
) -> Iterator[None]:
    """Hold the lock of the commands that load, dump, migrate or restore.

    It is released with its process, however that ends. Inside, statements may take longer than a
    page would allow.
    """
    database = connections[using]
    with _lock(database) as try_lock:
        until = time.monotonic() + wait
        if not try_lock():
            say("Waiting for another load, dump, migration or restore to end.")
            while not try_lock():
                if time.monotonic() > until:
                    raise StillLockedError(
                        f"Another load, dump, migration or restore has run for {wait:.0f} seconds. "
                        "Check whether it hangs, then try again."
                    )
                time.sleep(PAUSE)
        with _patience(database):
            yield


def _lock(database: BaseDatabaseWrapper) -> AbstractContextManager[Callable[[], bool]]:
    if database.vendor == "postgresql":
        return _advisory_lock(database)
    return _file_lock(database)


@contextmanager
def _advisory_lock(database: BaseDatabaseWrapper) -> Iterator[Callable[[], bool]]:
    held = False

    def try_lock() -> bool:
        nonlocal held
        held = bool(_value(database, "SELECT pg_try_advisory_lock(%s)", KEY))
        return held

    try:
        yield try_lock
    finally:
        if held:
            with suppress(DatabaseError):  # the lock ended with its connection
                _value(database, "SELECT pg_advisory_unlock(%s)", KEY)


@contextmanager
def _file_lock(database: BaseDatabaseWrapper) -> Iterator[Callable[[], bool]]:
    name = str(database.settings_dict["NAME"])
    if database.is_in_memory_db() or not Path(name).parent.is_dir():  # type: ignore[attr-defined]
        yield lambda: True  # nobody else has it, or SQLite will say what is wrong
        return
    # Nothing is written to it, and whoever runs a command must be able to open it, even if root
    # made it.
    number = os.open(f"{name}.lock", os.O_CREAT | os.O_RDONLY, 0o644)

    def try_lock() -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        yield try_lock
    finally:
        os.close(number)  # and with it the lock


@contextmanager
def _patience(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Pages give up soon; a command that changes everything must not."""
    if database.vendor == "postgresql":
        before = _value(database, "SELECT current_setting('statement_timeout')")
        _value(database, "SELECT set_config('statement_timeout', '0', false)")
        try:
            yield
        finally:
            with suppress(DatabaseError):
                _value(database, "SELECT set_config('statement_timeout', %s, false)", before)
    else:
        before = _value(database, "PRAGMA busy_timeout")
        _value(database, f"PRAGMA busy_timeout = {LONGEST_WAIT * 1000}")
        try:
            yield
        finally:
            _value(database, f"PRAGMA busy_timeout = {before}")


def _value(database: BaseDatabaseWrapper, question: str, *values: str | int) -> Any:
    with database.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
