from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.backup import BackupError, back_up
from portal.core.locks import StillLockedError, one_at_a_time


class Command(BaseCommand):
    help = "Write the whole database to a file, in one consistent state, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="The file to write; only its owner can read it."
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace an existing file with this name."
        )

    def handle(
        self, *args: Any, file: Path, overwrite: bool, verbosity: int, **options: Any
    ) -> None:
        say = self.stdout.write if verbosity > 1 else str
        try:
            with one_at_a_time(self.stderr.write):
                back_up(file, say, overwrite=overwrite)
        except (BackupError, StillLockedError, DatabaseError, OSError) as error:
            raise CommandError(f"{error}\nNo backup was written.") from error
        if verbosity:
            self.stdout.write(f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB).")
