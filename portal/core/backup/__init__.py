"""The whole database into one file and back: a consistent state, all of it or nothing."""

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
    """Write a file that only its owner reads; people may go on writing to the database."""
    engine = _engine()
    _refuse_target(engine, path, overwrite=overwrite)
    with replacing(path, mode=0o600) as partial:
        engine.write(partial, say)


def restore(path: Path, say: Say, *, replace: bool = False) -> bool:
    """Put what the file holds in the place of what the database holds.

    Whether it is of an older version of the portal, and needs migrations.
    """
    engine = _engine()
    _refuse_source(engine, path)
    with engine.opened(path) as backup:
        migrations = backup.migrations()
        _refuse_state(path, migrations)
        if not replace and backup.is_in_the_way():
            raise BackupError(
                "The database is not empty. Restore with --replace if all that it holds may go."
            )
        backup.restore(say)
    content_version.install_triggers(engine.database.alias)
    return bool(_shipped() - migrations)


def explained(error: DatabaseError) -> str:
    """What to do about a database that cannot be opened or written."""
    return _engine().explained(error)


def _engine() -> Engine:
    database = connections[DEFAULT_DB_ALIAS]
    return ENGINES[database.vendor](database)


def _refuse_target(engine: Engine, path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise BackupError(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent}. Make it first.")
    if engine.is_part_of(path):
        raise BackupError(f"{path} is the database itself. Name another file.")
    if path.exists() and not overwrite:
        raise BackupError(
            f"There is a file {path} already. Name another, or use --overwrite to replace it."
        )


def _refuse_source(engine: Engine, path: Path) -> None:
    if not path.is_file():
        raise BackupError(f"There is no file {path}. Name one that 'manage.py backup' wrote.")
    if engine.is_part_of(path):
        raise BackupError(f"{path} is the database itself. Name a backup of it.")
    with path.open("rb") as file:
        head = file.read(16)
    kind = next((one.name for one in ENGINES.values() if head.startswith(one.magic)), None)
    if kind is None:
        raise BackupError(f"{path} is not a backup. Name a file that 'manage.py backup' wrote.")
    if kind != engine.name:
        raise BackupError(
            f"{path} is a backup of {kind}, and DATABASE_URL names {engine.name}."
            f" Restore it into a database of {kind}."
        )


def _refuse_state(path: Path, migrations: set[Migration]) -> None:
    if OURS not in migrations:
        raise BackupError(f"{path} is not a backup of this portal. Name one that is.")
    if newer := sorted(migrations - _shipped()):
        names = ", ".join(".".join(one) for one in newer)
        raise BackupError(
            f"{path} is of a newer version of the portal, which has the migrations {names}. "
            "Install that version, and restore with it."
        )


def _shipped() -> set[Migration]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
