import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, OperationalError
from psycopg import errors
from psycopg_pool import PoolTimeout

from portal.core.database.failures import (
    Failure,
    LockedError,
    NoAnswerError,
    RefusedError,
    failure_of,
    is_passing,
)


def raised_by_django(error: Exception) -> OperationalError:
    wrapped = OperationalError("as Django says it")
    wrapped.__cause__ = error
    return wrapped


def sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (psycopg.OperationalError("server closed the connection"), Failure.AWAY),
        (psycopg.InterfaceError("the connection is closed"), Failure.AWAY),
        (NoAnswerError("no answer within 2.5 s"), Failure.AWAY),
        (PoolTimeout("couldn't get a connection"), Failure.AWAY),
        (errors.AdminShutdown("terminating"), Failure.AWAY),
        (errors.CannotConnectNow("starting up"), Failure.AWAY),
        (errors.InvalidCatalogName("no such database"), Failure.AWAY),
        (errors.InvalidPassword("no"), Failure.AWAY),
        (errors.IoError("could not read block"), Failure.AWAY),
        (errors.DataCorrupted("invalid page"), Failure.AWAY),
        (errors.QueryCanceled("statement timeout"), Failure.BUSY),
        (errors.LockNotAvailable("lock timeout"), Failure.BUSY),
        (errors.DeadlockDetected("deadlock"), Failure.BUSY),
        (errors.SerializationFailure("concurrent update"), Failure.BUSY),
        (errors.TooManyConnections("too many clients"), Failure.BUSY),
        (errors.DiskFull("no space left"), Failure.FULL),
        (errors.ReadOnlySqlTransaction("a standby"), Failure.READ_ONLY),
        (errors.UniqueViolation("twice"), None),
        (errors.UndefinedTable("no such table"), None),
        (psycopg.ProgrammingError("a fault of ours"), None),
        (sqlite("SQLITE_BUSY"), Failure.BUSY),
        (sqlite("SQLITE_BUSY_SNAPSHOT"), Failure.BUSY),
        (sqlite("SQLITE_FULL"), Failure.FULL),
        (sqlite("SQLITE_READONLY_DIRECTORY"), Failure.READ_ONLY),
        (sqlite("SQLITE_IOERR_WRITE"), Failure.AWAY),
        (sqlite("SQLITE_CORRUPT"), Failure.AWAY),
        (sqlite("SQLITE_NOTADB"), Failure.AWAY),
        (sqlite("SQLITE_CANTOPEN"), Failure.AWAY),
        (sqlite("SQLITE_CONSTRAINT_UNIQUE"), None),
        (sqlite("SQLITE_ERROR"), None),
        (RefusedError("not asked"), Failure.AWAY),
        (LockedError("not waited for"), Failure.BUSY),
    ],
)
def test_failure_is_told_from_a_fault_of_ours(error, failure):
    assert failure_of(error) == failure
    assert failure_of(raised_by_django(error)) == failure


@pytest.mark.parametrize("error", [None, ValueError("x"), IntegrityError("of no database")])
def test_other_errors_are_no_failures_of_the_database(error):
    assert failure_of(error) is None
    assert not is_passing(error)


def test_failure_is_found_behind_the_error_that_came_of_it():
    """A block that rolls back on a connection that is gone raises another error than the first."""
    later = ValueError("could not render")
    later.__context__ = raised_by_django(errors.DiskFull("no space left"))

    assert failure_of(later) == Failure.FULL


def test_circle_of_errors_ends():
    one, other = ValueError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one

    assert failure_of(one) is None


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (psycopg.OperationalError("server closed the connection"), True),
        (errors.AdminShutdown("terminating"), True),
        (errors.DeadlockDetected("deadlock"), True),
        (errors.SerializationFailure("concurrent update"), True),
        (NoAnswerError("no answer within 2.5 s"), False),
        (errors.QueryCanceled("statement timeout"), False),
        (errors.DiskFull("no space left"), False),
        (sqlite("SQLITE_BUSY"), False),
        (RefusedError("not asked"), False),
    ],
)
def test_second_try_is_worth_it_where_the_connection_ended(error, passing):
    assert is_passing(raised_by_django(error)) is passing


@pytest.mark.parametrize(
    ("spoil", "failure"),
    [
        pytest.param(lambda file: file.write_bytes(b"no database" * 999), Failure.AWAY, id="other"),
        pytest.param(lambda file: file.mkdir(), Failure.AWAY, id="a folder"),
    ],
)
def test_file_that_is_no_database_is_a_failure(tmp_path, spoil, failure):
    file = tmp_path / "site.sqlite3"
    spoil(file)
    with pytest.raises(sqlite3.Error) as caught:
        sqlite3.connect(file).execute("SELECT * FROM sqlite_master")

    assert failure_of(caught.value) == failure


def test_full_file_is_a_failure(tmp_path):
    connection = sqlite3.connect(tmp_path / "site.sqlite3")
    connection.execute("CREATE TABLE words (word)")
    connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("INSERT INTO words VALUES (zeroblob(100000))")
    connection.close()

    assert failure_of(caught.value) == Failure.FULL
