"""What a database error means for somebody waiting for a page: away, busy, full or read-only.

Anything else (a wrong query, a violated constraint) is a bug of ours, not one of these.
"""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum

import psycopg
from django.db import OperationalError, connections


class Failure(StrEnum):
    AWAY = "away"
    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read-only"


class RefusedError(OperationalError):
    """The database wasn't asked: a moment ago it didn't answer."""


class LockedError(RefusedError):
    """The write lock wasn't waited for: a moment ago it wasn't available."""


class NoAnswerError(psycopg.OperationalError):
    """The database took longer than it may."""


# SQLSTATE by prefix; the longest match counts.
SQLSTATES = {
    "08": Failure.AWAY,  # the connection failed
    "25006": Failure.READ_ONLY,  # a standby, or set so
    "28": Failure.AWAY,  # the server does not let us in
    "3D000": Failure.AWAY,  # there is no such database
    "40001": Failure.BUSY,  # serialization failure
    "40P01": Failure.BUSY,  # deadlock
    "53": Failure.BUSY,  # out of memory, of connections
    "53100": Failure.FULL,  # disk full
    "55P03": Failure.BUSY,  # lock_timeout
    "57014": Failure.BUSY,  # statement_timeout
    "57P": Failure.AWAY,  # shut down, crashed, starting up
    "58": Failure.AWAY,  # an error of its file system
    "XX001": Failure.AWAY,  # its files are damaged
    "XX002": Failure.AWAY,
}
SQLITE = {
    "SQLITE_BUSY": Failure.BUSY,
    "SQLITE_CANTOPEN": Failure.AWAY,
    "SQLITE_CORRUPT": Failure.AWAY,
    "SQLITE_FULL": Failure.FULL,
    "SQLITE_IOERR": Failure.AWAY,
    "SQLITE_LOCKED": Failure.BUSY,
    "SQLITE_NOTADB": Failure.AWAY,
    "SQLITE_PROTOCOL": Failure.BUSY,
    "SQLITE_READONLY": Failure.READ_ONLY,
}
# What may not happen again on a second try: the server was restarted, or two transactions collided.
PASSING = ("08", "40001", "40P01", "57P")


def failure_of(error: BaseException | None) -> Failure | None:
    for one in _chain(error):
        if isinstance(one, RefusedError):
            return Failure.BUSY if isinstance(one, LockedError) else Failure.AWAY
        if isinstance(one, psycopg.Error):
            return _of_postgresql(one)
        if isinstance(one, sqlite3.Error):
            return _of_sqlite(one)
    return None


def is_passing(error: BaseException | None) -> bool:
    """A connection ended before its answer came, or two transactions collided."""
    for one in _chain(error):
        if isinstance(one, psycopg.Error):
            if one.sqlstate:
                return one.sqlstate.startswith(PASSING)
            return isinstance(one, psycopg.OperationalError) and not isinstance(one, NoAnswerError)
    return False


def reconnect() -> None:
    """Close the connections that ended, so that the next query opens new ones."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _of_postgresql(error: psycopg.Error) -> Failure | None:
    if error.sqlstate is None:
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        return Failure.AWAY if lost else None
    fitting = [start for start in SQLSTATES if error.sqlstate.startswith(start)]
    return SQLSTATES[max(fitting, key=len)] if fitting else None


def _of_sqlite(error: sqlite3.Error) -> Failure | None:
    name = getattr(error, "sqlite_errorname", "")
    return next((SQLITE[start] for start in SQLITE if name.startswith(start)), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and its causes, as far as the database reported them."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
