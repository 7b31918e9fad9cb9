"""Databases of a test's own, in a file or on the server, for what commands do to a whole one.

The database of the test suite is in memory on SQLite, and inside a transaction everywhere.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from portal.core.locks import KEY

IS_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
COUNTER = count(1)


@dataclass(frozen=True)
class OwnDatabase:
    """A database with every table of the portal, and nothing in them but what migrations write."""

    vendor: str
    name: str

    @property
    def url(self) -> str:
        if self.vendor == "sqlite":
            return f"sqlite:///{self.name}"
        server = settings.DATABASES["default"]
        user = f"{server['USER']}:{server['PASSWORD']}" if server["PASSWORD"] else server["USER"]
        port = f":{server['PORT']}" if server["PORT"] else ""
        return f"postgres://{user}@{server['HOST']}{port}/{self.name}"

    @property
    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-tests-of-the-commands-0123456789-abcdefghijklmnop",
            "HTTPS": "off",
            "EMAIL_URL": "memorymail://",
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }

    def run(self, command: list[object]) -> subprocess.CompletedProcess:
        """A command in the project's folder, of which this is the database."""
        words = list(map(str, command))
        return subprocess.run(
            words,
            env=self.environ,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *words: object) -> subprocess.Popen:
        """`manage.py` with these words, in a process of its own."""
        return subprocess.Popen(
            [sys.executable, settings.BASE_DIR / "manage.py", *map(str, words)],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *words: object) -> str:
        """What it prints; it must not fail, and must not say more than that."""
        process = self.start(*words)
        out, error = process.communicate(timeout=120)
        assert (process.returncode, error) == (0, "")
        return out

    @contextmanager
    def connect(self) -> Iterator[Any]:
        """A connection that commits each statement, unless it is told to begin."""
        if self.vendor == "sqlite":
            with closing(sqlite3.connect(self.name, isolation_level=None, timeout=60)) as opened:
                yield opened
        else:
            with closing(psycopg.connect(self.url, autocommit=True)) as opened:
                yield opened

    @contextmanager
    def locked(self) -> Iterator[None]:
        """As if another command was running."""
        if self.vendor == "sqlite":
            with Path(f"{self.name}.lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        else:
            with self.connect() as connection:
                connection.execute("SELECT pg_advisory_lock(%s)", [KEY])
                yield

    def digests(self) -> dict[str, str]:
        """A digest of the rows of each table but the version, which each restore renews."""
        tables = set(self._tables()) - {"portal_contentversion"}
        with self.connect() as connection:
            return {table: self._digest(connection, table) for table in sorted(tables)}

    def _tables(self) -> list[str]:
        listed = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        }
        with self.connect() as connection:
            return [name for (name,) in connection.execute(listed[self.vendor])]

    @staticmethod
    def _digest(connection: Any, table: str) -> str:
        rows = sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"').fetchall()))
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


@contextmanager
def own_database(folder: Path, template: OwnDatabase | None = None) -> Iterator[OwnDatabase]:
    """A copy of another one, or an empty one."""
    name = f"own_{os.getpid()}_{next(COUNTER)}"
    if IS_SQLITE:
        file = folder / f"{name}.sqlite3"
        if template:
            shutil.copy(template.name, file)
        yield OwnDatabase("sqlite", str(file))
        return
    server = OwnDatabase("postgresql", "postgres")
    with server.connect() as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE {template.name if template else 'template0'}"
        )
        try:
            yield OwnDatabase("postgresql", name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def served_by(database: OwnDatabase) -> Iterator[None]:
    """This process asks that database, as a process of the site would."""
    suite = connections["default"]
    own = suite.copy()
    own.settings_dict = {**suite.settings_dict, "NAME": database.name}
    own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"]}
    own.settings_dict["OPTIONS"].pop("pool", None)
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = suite


def add_source(database, slug: str) -> None:
    with database.connect() as direct:
        direct.execute(
            "INSERT INTO careers_source"
            " (slug, title, title_words, all_words, publisher, url, seen, kind) VALUES"
            f" ('{slug}', '{slug}', '', '', 'P', 'https://{slug}.example/', '2026-11-01', '')"
        )


def sources(database) -> list[str]:
    with database.connect() as direct:
        rows = direct.execute("SELECT slug FROM careers_source ORDER BY slug")
        return [slug for (slug,) in rows]


def refused(database, command: str, *words: object, **options: object) -> str:
    """What a command says that is refused and leaves the database as it was."""
    before = database.digests()
    with pytest.raises(CommandError) as caught:
        call_command(command, *words, **options)
    assert database.digests() == before
    return str(caught.value)


@contextmanager
def program(folder: Path, monkeypatch, name: str, text: str):
    """A program of this name that is found before all others."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        yield
