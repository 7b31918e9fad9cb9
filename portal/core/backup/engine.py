"""What a database engine must offer so that its databases can be backed up and restored."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

Migration = tuple[str, str]  # app and name
Say = Callable[[str], object]


class BackupError(Exception):
    """A backup that was not written or restored, and what to do about it; nothing has changed."""


class OpenBackup(Protocol):
    """A backup that was read completely, and the database it is to be restored into."""

    def migrations(self) -> set[Migration]: ...

    def is_in_the_way(self) -> bool:
        """Whether the database holds anything that a restore would replace."""

    def restore(self, say: Say) -> None:
        """In one transaction, replace the contents of the database with those of the backup."""


@dataclass
class Engine(ABC):
    name: ClassVar[str]
    magic: ClassVar[bytes]  # the bytes its backups begin with

    database: BaseDatabaseWrapper

    @abstractmethod
    def is_part_of(self, path: Path) -> bool:
        """Whether the file is the database itself or belongs to it."""

    @abstractmethod
    def write(self, target: Path, say: Say) -> None: ...

    @abstractmethod
    def opened(self, path: Path) -> AbstractContextManager[OpenBackup]: ...

    @abstractmethod
    def explained(self, error: Exception) -> str:
        """What to do about a database that cannot be opened or written to."""
