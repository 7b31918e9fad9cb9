"""Transactions that see one state of the database, whatever others write meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def writing_snapshot() -> Iterator[None]:
    """A transaction that fails if somebody else changes what it has read and is about to write.

    SQLite allows one writer at a time, so it can't happen there.
    """
    is_whole = not connection.in_atomic_block
    with transaction.atomic():
        if is_whole and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def reading_snapshot() -> Iterator[None]:
    """A transaction that sees none of the changes made while it reads, and blocks nobody."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # atomic() would take the write lock
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
