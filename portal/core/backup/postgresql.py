"""Backups of PostgreSQL by its own programs, which get the password through the environment."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from tempfile import TemporaryFile
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from portal.core.backup.engine import BackupError, Engine, Migration, OpenBackup, Say
from portal.core.content_version import RANDOM, VERSION

MIGRATIONS = "django_migrations"
PLAIN = ("--no-owner", "--no-privileges")  # whoever restores owns everything


class PostgreSQL(Engine):
    name = "PostgreSQL"
    magic = b"PGDMP"

    def is_part_of(self, path: Path) -> bool:  # noqa: ARG002
        return False  # the server's files are out of reach

    def write(self, target: Path, say: Say) -> None:
        say("pg_dump is writing")
        command, env = _connecting(
            self.database, "pg_dump", "--format=custom", "--no-password", *PLAIN, f"--file={target}"
        )
        _output(command, env, "The backup could not be written")

    @contextmanager
    def opened(self, path: Path) -> Iterator[OpenBackup]:
        listed = _read(path, "--list").splitlines()
        entries = (line.split() for line in listed if not line.startswith(";"))
        tables = {words[5] for words in entries if words[3] == "TABLE" and words[4] != "DATA"}
        _read(path, f"--file={os.devnull}")  # to the end
        yield _Archive(self.database, path, tables)

    def explained(self, error: Exception) -> str:
        return str(error)


@dataclass
class _Archive(OpenBackup):
    """A backup that pg_restore can read completely."""

    database: BaseDatabaseWrapper
    path: Path
    tables: set[str]

    def migrations(self) -> set[Migration]:
        if MIGRATIONS not in self.tables:
            return set()
        text = _read(self.path, "--data-only", f"--table={MIGRATIONS}", "--file=-")
        rows = text.partition(" FROM stdin;\n")[2].partition("\n\\.\n")[0].splitlines()
        return {(app, name) for _, app, name, *_ in (row.split("\t") for row in rows)}

    def is_in_the_way(self) -> bool:
        return bool(self._replaced())

    def restore(self, say: Say) -> None:
        say("pg_restore is reading")
        command, env = _connecting(
            self.database,
            "psql",
            *("--no-psqlrc", "--quiet", "--no-password", "--output=/dev/null"),
            "--set=ON_ERROR_STOP=1",
        )
        with TemporaryFile() as errors:
            writer = Popen(command, env=env, stdin=PIPE, stderr=errors)  # noqa: S603 -- our own words
            with suppress(BrokenPipeError), writer:  # psql's own output says why it stopped
                self._write_script(_pipe(writer.stdin))
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
        if writer.returncode:
            raise BackupError(f"The backup could not be restored: {said}")

    def _write_script(self, script: IO[bytes]) -> None:
        """Without the COMMIT at its end, the server rolls everything back."""
        script.write("\n".join(self._before()).encode())
        script.flush()
        command = [_found("pg_restore"), *PLAIN, "--file=-", str(self.path)]
        reader = Popen(command, stdout=PIPE, stderr=DEVNULL)  # noqa: S603 -- our own words
        with reader:
            shutil.copyfileobj(_pipe(reader.stdout), script)
        if reader.returncode:
            raise BackupError(f"{self.path} could not be read to its end.")
        renew = f"UPDATE {VERSION} SET value = {RANDOM['postgresql']};"  # noqa: S608 -- our names
        script.write(f"\nRESET search_path;\n{renew}\nCOMMIT;\n".encode())

    def _before(self) -> Iterator[str]:
        quote = self.database.ops.quote_name
        yield "SET client_min_messages = warning;"
        yield "BEGIN;"
        yield "SET LOCAL lock_timeout = '60s';"
        for table in sorted(self._replaced()):
            yield f"DROP TABLE IF EXISTS {quote(table)} CASCADE;"
        yield "DROP FUNCTION IF EXISTS renew_content_version() CASCADE;\n"

    def _replaced(self) -> set[str]:
        """The portal's tables in the database; anything else it holds stays."""
        introspection = self.database.introspection
        ours = {*introspection.django_table_names(), MIGRATIONS, *self.tables}
        return ours & set(introspection.table_names())


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise TypeError("This stream of the process is not a pipe.")
    return stream


def _connecting(
    database: BaseDatabaseWrapper, program: str, *parameters: str
) -> tuple[list[str], dict[str, str]]:
    """Connect as `manage.py dbshell` does."""
    settings = database.settings_dict
    command, env = DatabaseClient.settings_to_cmd_args_env(settings, list(parameters))
    return [_found(program), *command[1:]], {**os.environ, **(env or {})}


def _read(path: Path, *parameters: str) -> str:
    command = [_found("pg_restore"), *parameters, str(path)]
    return _output(command, None, f"{path} cannot be read")


def _found(program: str) -> str:
    if found := shutil.which(program):
        return found
    raise BackupError(
        f"{program} is not installed. Install PostgreSQL's client programs "
        "(postgresql-client) in the server's version or newer."
    )


def _output(command: list[str], env: dict[str, str] | None, failure: str) -> str:
    done = run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode:
        raise BackupError(f"{failure}: {_explained(done.stderr.strip())}")
    return done.stdout


def _explained(said: str) -> str:
    if "version mismatch" in said or "unsupported version" in said:
        return f"{said}\nInstall PostgreSQL's client programs in the server's version or newer."
    return said
