"""Django's backend for SQLite, for a write lock that somebody keeps.

All who write wait for one lock. When it could not be had within `timeout`, everybody else's wait
would take a thread as well, until none is left for those who only read; so with `breaker` in
OPTIONS one of them tries at a time, and the others are refused at once.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from portal.database.breaker import locks
from portal.database.failures import Failure, LockedError, failure_of

READS = re.compile(r"\s*(SELECT|WITH|PRAGMA|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK)", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        if settings_dict["OPTIONS"].get("breaker"):
            self.execute_wrappers.append(self._write_in_turn)

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.pop("breaker", None)
        return params

    def _write_in_turn(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if self.in_atomic_block or READS.match(sql):  # the lock is held already, or not needed
            return execute(sql, *arguments)
        if not locks.admits():
            raise LockedError("the write lock could not be had a moment ago")
        try:
            done = execute(sql, *arguments)
        except OperationalError as error:
            if failure_of(error) is Failure.BUSY:
                locks.failed()
            raise
        locks.answered()
        return done
