"""Whether this process can serve the site, and if not, why: what `/readyz` answers."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet

from portal.core.database.deadline import within
from portal.core.database.failures import Failure, failure_of

logger = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds for all the queries together
LOCK_PATIENCE = 200  # milliseconds for each of SQLite's
HOLDS = 1.0  # second an answer is reused, so that many probes cost as little as one
LEAST_SPACE = 10_000_000  # bytes free beside SQLite's file
IN_WORDS = {
    Failure.AWAY: "no database",
    Failure.BUSY: "the database is too busy",
    Failure.FULL: "the disk of the database is full",
    Failure.READ_ONLY: "the database is read-only",
}


class Readiness:
    """The answer for now, computed by one thread at a time and at most once a second."""

    def __init__(self, content: Callable[[], QuerySet]) -> None:  # type: ignore[type-arg]
        self._content = content
        self._working = Lock()
        self._problem: str | None = None
        self._until = 0.0

    def problem(self) -> str | None:
        """What is in the way; None if nothing is."""
        if monotonic() < self._until:
            return self._problem
        with self._working:
            if monotonic() >= self._until:
                before, self._problem = self._problem, self._look()
                if self._problem != before:
                    logger.warning("Ready: %s", self._problem or "yes")
                self._until = monotonic() + HOLDS
            return self._problem

    def forget(self) -> None:
        self._until = 0.0

    def _look(self) -> str | None:
        try:
            with within(PATIENCE), _sqlite_in_a_hurry():
                return self._missing() or _not_writable() or _missing_files()
        except DatabaseError as error:
            return IN_WORDS.get(failure_of(error) or Failure.AWAY)

    def _missing(self) -> str | None:
        applied = frozenset(MigrationRecorder(connection).applied_migrations())
        if _waits(applied):
            return "migrations wait"
        return None if self._content().exists() else "no published content: run load_content"


@lru_cache(maxsize=1)
def _waits(applied: frozenset[tuple[str, str]]) -> bool:  # noqa: ARG001 -- the key of the answer
    """Reading the migrations takes a tenth of a second, so it is done once per database state."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _not_writable() -> str | None:
    """Ask whether we could write, but write nothing: probes hold no lock and renew no version."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")  # a standby says "on"
            return IN_WORDS[Failure.READ_ONLY] if cursor.fetchone() == ("on",) else None
    return _sqlite_not_writable()


def _sqlite_not_writable() -> str | None:
    if connection.in_atomic_block or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return None
    folder = Path(connection.settings_dict["NAME"]).parent
    if shutil.disk_usage(folder).free < LEAST_SPACE:
        return IN_WORDS[Failure.FULL]
    try:
        with connection.cursor() as cursor:
            cursor.connection.execute("BEGIN IMMEDIATE")
            cursor.connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        failure = failure_of(error) or Failure.AWAY
        # If another process is writing, so could we.
        return None if failure is Failure.BUSY else IN_WORDS[failure]
    return None


@contextmanager
def _sqlite_in_a_hurry() -> Iterator[None]:
    """SQLite has its own timeout: how long to wait for a lock is set on the connection."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {LOCK_PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _missing_files() -> str | None:
    """Pages name the style sheets by the manifest: without it, each page fails."""
    if not isinstance(staticfiles_storage, ManifestStaticFilesStorage):
        return None
    names = staticfiles_storage.hashed_files.values()
    if names and all(staticfiles_storage.exists(name) for name in names):
        return None
    return "static files are missing: run collectstatic, then restart"
