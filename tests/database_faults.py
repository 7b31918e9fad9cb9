"""A database that fails, as its driver says it: every query ends in an error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import OperationalError, connection
from psycopg import errors

from portal.core import content_version


def sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


GONE = psycopg.OperationalError("server closed the connection unexpectedly")
FULL = errors.DiskFull("no space left on device")
LOCKED = sqlite_error("SQLITE_BUSY")
READ_ONLY = sqlite_error("SQLITE_READONLY")
HELD = errors.LockNotAvailable("canceling statement due to lock timeout")
SLOW = errors.QueryCanceled("canceling statement due to statement timeout")


@contextmanager
def failing(error: Exception, *, times: int | None = None, only: str = "") -> Iterator[list[str]]:
    """Fail so many queries, or all, that hold the words; gives the queries that failed."""
    failed: list[str] = []

    def fail(execute, sql, params, many, context):
        if only not in sql or (times is not None and len(failed) >= times):
            return execute(sql, params, many, context)
        failed.append(sql)
        raise OperationalError(str(error)) from error

    try:
        with connection.execute_wrapper(fail):
            yield failed
    finally:
        content_version.breaker.reset()
