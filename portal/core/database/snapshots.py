"""Transactions that see one state of the database, whatever others write meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def writing_snapshot() -> Iterator[None]:
    """A transaction that ends where somebody else changes what it has read and means to write.

    SQLite has one writer at a time, so there nobody does.
    """
    is_whole = not connection.in_atomic_block
    with transaction.atomic():
        if is_whole and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def reading_snapshot() -> Iterator[None]:
    """A transaction that sees nothing of what is changed while it reads, and holds nobody up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # atomic() would take the lock of those who write
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
