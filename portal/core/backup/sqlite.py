"""Backups of SQLite by its online backup, which includes the write-ahead log that a copy would
miss.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.backup.engine import BackupError, Engine, Migration, OpenBackup, Say
from portal.core.content_version import RANDOM, VERSION

PORTION = 2_000  # pages, usually of 4 KB, between two progress reports
LONGEST_WAIT = 60  # seconds, for concurrent writers


class SQLite(Engine):
    name = "SQLite"
    magic = b"SQLite format 3\0"

    def is_part_of(self, path: Path) -> bool:
        name = _name(self.database)
        parts = (
            name.with_name(name.name + end) for end in ("", "-wal", "-shm", "-journal", ".lock")
        )
        return any(part.exists() and path.exists() and path.samefile(part) for part in parts)

    def write(self, target: Path, say: Say) -> None:
        try:
            with _connect(_name(self.database), "rw") as source, _connect(target, "rw") as copy:
                copy.execute("PRAGMA journal_mode = MEMORY")  # a failed copy is thrown away
                # Copies the state this transaction sees, whatever others write meanwhile. Without
                # it, each of their writes would start the copy again.
                source.execute("BEGIN")
                source.execute("SELECT 1 FROM sqlite_master").fetchone()
                _copy(source, copy, say)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file and nothing beside it
                _check(copy, "The database")
        except sqlite3.Error as error:
            raise BackupError(f"The backup could not be written: {error}.") from error

    @contextmanager
    def opened(self, path: Path) -> Iterator[OpenBackup]:
        name = _name(self.database)
        with TemporaryDirectory(dir=name.parent, prefix=f".{name.name}-") as folder:
            file = Path(folder) / "copy"
            file.touch()
            try:
                with _connect(path, "ro") as source, _connect(file, "rw") as copy:
                    _copy(source, copy, lambda _: None)
            except sqlite3.Error as error:
                raise BackupError(
                    f"{path} cannot be read: {error}. Take another backup."
                ) from error
            with _connect(file, "rw") as copy:
                _check(copy, str(path))
                yield _Copy(self.database, copy)

    def explained(self, error: Exception) -> str:
        name = _name(self.database)
        return (
            f"The database {name} could not be written: {error}. If it is damaged, stop the site, "
            f"move {name.name}, {name.name}-wal and {name.name}-shm elsewhere, and restore again."
        )


@dataclass
class _Copy(OpenBackup):
    """A copy of a backup beside the database, checked and open."""

    database: BaseDatabaseWrapper
    copy: sqlite3.Connection

    def migrations(self) -> set[Migration]:
        try:
            return set(self.copy.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.Error:
            return set()

    def is_in_the_way(self) -> bool:
        try:
            return bool(self.database.introspection.table_names())
        except DatabaseError as error:
            raise BackupError(SQLite(self.database).explained(error)) from error

    def restore(self, say: Say) -> None:
        """In one transaction of the database, so that no worker is left with the old file."""
        try:
            renewed = f"UPDATE {VERSION} SET value = {RANDOM['sqlite']}"  # noqa: S608 -- our names
            self.copy.execute(renewed)
            with _connect(_name(self.database), "rwc") as target:
                _copy(self.copy, target, say)
        except sqlite3.Error as error:
            raise BackupError(SQLite(self.database).explained(error)) from error


def _name(database: BaseDatabaseWrapper) -> Path:
    if database.is_in_memory_db():  # type: ignore[attr-defined]
        raise BackupError(
            "The database is in memory and ends with this process. Use a database in a file."
        )
    return Path(database.settings_dict["NAME"]).resolve()


@contextmanager
def _connect(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=LONGEST_WAIT)
    ) as connection:
        yield connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, say: Say) -> None:
    until = time.monotonic() + LONGEST_WAIT

    def report(status: int, remaining: int, total: int) -> None:
        nonlocal until
        if status not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            until = time.monotonic() + LONGEST_WAIT
            say(f"{total - remaining} of {total} pages")
        elif time.monotonic() > until:
            raise BackupError(
                f"The database was busy for {LONGEST_WAIT} seconds. Stop the site and try again."
            )

    source.backup(target, pages=PORTION, progress=report)


def _check(connection: sqlite3.Connection, what: str) -> None:
    try:
        [said] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        raise BackupError(f"{what} is damaged: {said}. Use an intact backup.")
