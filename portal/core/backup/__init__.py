"""The whole database to one file and back: a consistent state, all or nothing."""

from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from portal.core import content_version
from portal.core.atomic_files import replacing
from portal.core.backup.engine import BackupError, Engine, Migration, Say
from portal.core.backup.postgresql import PostgreSQL
from portal.core.backup.sqlite import SQLite

ENGINES: dict[str, type[Engine]] = {"sqlite": SQLite, "postgresql": PostgreSQL}
OURS = ("portal", "0001_user")  # a migration that every database of the portal has

__all__ = ["BackupError", "back_up", "explained", "restore"]


def back_up(path: Path, say: Say, *, overwrite: bool = False) -> None:
    """Write a file that only its owner can read; people can go on writing to the database."""
    engine = _engine()
    _refuse_target(engine, path, overwrite=overwrite)
    with replacing(path, mode=0o600) as partial:
        engine.write(partial, say)


def restore(path: Path, say: Say, *, replace: bool = False) -> bool:
    """Replace what the database holds with what the file holds.

    Returns whether the backup is from an older version of the portal and needs migrations.
    """
    engine = _engine()
    _refuse_source(engine, path)
    with engine.opened(path) as backup:
        migrations = backup.migrations()
        _refuse_state(path, migrations)
        if not replace and backup.is_in_the_way():
            raise BackupError(
                "The database is not empty. To replace everything in it, restore with --replace."
            )
        backup.restore(say)
    content_version.install_triggers(engine.database.alias)
    return bool(_shipped() - migrations)


def explained(error: DatabaseError) -> str:
    """What to do about a database that cannot be opened or written to."""
    return _engine().explained(error)


def _engine() -> Engine:
    database = connections[DEFAULT_DB_ALIAS]
    return ENGINES[database.vendor](database)


def _refuse_target(engine: Engine, path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise BackupError(f"{path} is a folder. Give the name of a file in it.")
    if not path.parent.is_dir():
        raise BackupError(f"The folder {path.parent} doesn't exist. Create it first.")
    if engine.is_part_of(path):
        raise BackupError(f"{path} is the database itself. Choose another file.")
    if path.exists() and not overwrite:
        raise BackupError(
            f"{path} already exists. Choose another file, or use --overwrite to replace it."
        )


def _refuse_source(engine: Engine, path: Path) -> None:
    if not path.is_file():
        raise BackupError(f"{path} doesn't exist. Give a file written by 'manage.py backup'.")
    if engine.is_part_of(path):
        raise BackupError(f"{path} is the database itself. Give a backup of it.")
    with path.open("rb") as file:
        head = file.read(16)
    kind = next((one.name for one in ENGINES.values() if head.startswith(one.magic)), None)
    if kind is None:
        raise BackupError(f"{path} is not a backup. Give a file written by 'manage.py backup'.")
    if kind != engine.name:
        raise BackupError(
            f"{path} is a {kind} backup, but DATABASE_URL names {engine.name}."
            f" Restore it into a {kind} database."
        )


def _refuse_state(path: Path, migrations: set[Migration]) -> None:
    if OURS not in migrations:
        raise BackupError(f"{path} is not a backup of this portal. Give one that is.")
    if newer := sorted(migrations - _shipped()):
        names = ", ".join(".".join(one) for one in newer)
        raise BackupError(
            f"{path} is from a newer version of the portal, with the migrations {names}. "
            "Install that version, then restore."
        )


def _shipped() -> set[Migration]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
