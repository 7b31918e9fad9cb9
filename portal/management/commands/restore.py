from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.backup import BackupError, explained, restore
from portal.core.locks import StillLockedError, one_at_a_time


class Command(BaseCommand):
    help = "Put what a file of 'manage.py backup' holds into the database: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A file that 'manage.py backup' wrote.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Restore into a database that is not empty; all that it holds is lost.",
        )

    def handle(self, *args: Any, file: Path, replace: bool, verbosity: int, **options: Any) -> None:
        say = self.stdout.write if verbosity > 1 else str
        try:
            with one_at_a_time(self.stderr.write):
                is_older = restore(file, say, replace=replace)
        except DatabaseError as error:
            raise CommandError(f"{explained(error)}\nNothing was restored.") from error
        except (BackupError, StillLockedError, OSError) as error:
            raise CommandError(f"{error}\nNothing was restored.") from error
        if verbosity:
            self.stdout.write(f"Restored {file}.")
        if is_older:
            self.stdout.write("It is of an older version of the portal: run 'manage.py migrate'.")
