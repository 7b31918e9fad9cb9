"""Django's backend for SQLite, for many writers and one write lock.

SQLite checks less and less often whether the lock is free, so whoever has waited longest sees it
last, and under load fails after seconds in which others wrote a hundred times. With `breaker` in
OPTIONS, as for pages, all writers in this process queue instead, and the first in the queue checks
often. If it can't get the lock within `timeout`, everybody else's wait would use up threads as
well, until none is left for readers; so from then on one of them tries at a time, and the others
are refused at once.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from portal.core.database.breaker import locks
from portal.core.database.failures import Failure, LockedError, failure_of

READS = re.compile(r"\s*(SELECT|WITH|PRAGMA|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK)", re.IGNORECASE)
LOOK_AGAIN = 0.002  # seconds
line = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.timeout: float = settings_dict["OPTIONS"].get("timeout", 5)  # seconds
        if settings_dict["OPTIONS"].get("breaker"):
            self.execute_wrappers.append(self._write_in_turn)

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.pop("breaker", None)
        return params

    def _write_in_turn(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if self.in_atomic_block or READS.match(sql):  # the lock is already held, or not needed
            return execute(sql, *arguments)
        if not locks.admits():
            raise LockedError("the write lock wasn't available a moment ago")
        until = monotonic() + self.timeout
        with self._first_in_line():
            while True:
                try:
                    done = execute(sql, *arguments)
                except OperationalError as error:
                    if failure_of(error) is not Failure.BUSY:
                        raise
                    if monotonic() >= until:
                        locks.failed()
                        raise
                    sleep(LOOK_AGAIN)
                else:
                    locks.answered()
                    return done

    @contextmanager
    def _first_in_line(self) -> Iterator[None]:
        """The only one asking SQLite, which says at once whether the lock is free."""
        if not line.acquire(timeout=self.timeout):
            raise LockedError("too many others are waiting for the write lock")
        try:
            self._wait_for_locks(0)
            yield
        finally:
            line.release()
            self._wait_for_locks(self.timeout)

    def _wait_for_locks(self, seconds: float) -> None:
        if self.connection:
            self.connection.execute(f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")
