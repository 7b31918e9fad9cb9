from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.backup import BackupError, explained, restore
from portal.core.locks import StillLockedError, one_at_a_time


class Command(BaseCommand):
    help = "Restore a file written by 'manage.py backup' into the database, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A file written by 'manage.py backup'.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Restore into a database that is not empty; everything in it is lost.",
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
            self.stdout.write("It is from an older version of the portal: run 'manage.py migrate'.")
