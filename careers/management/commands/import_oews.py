from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from careers.importers.oews import WorkbookError, read_workbook
from careers.importers.pay import import_edition
from portal.core.locks import StillLockedError, one_at_a_time


class Command(BaseCommand):
    help = (
        "Update the US pay figures from the national workbook of the Occupational Employment "
        "and Wage Statistics (national_MYYYY_dl.xlsx): all or nothing, and never over what a "
        "curator changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing."
        )
        parser.add_argument(
            "--take",
            action="append",
            default=[],
            metavar="ROLE",
            help="Import over what a curator changed in the pay of this role, named by its slug. "
            "May be repeated.",
        )

    def handle(
        self, *args: Any, file: Path, dry_run: bool, take: Sequence[str], **options: Any
    ) -> None:
        try:
            edition = read_workbook(file)
            with one_at_a_time(self.stderr.write):
                report = import_edition(edition, taken=take, dry_run=dry_run)
        except WorkbookError as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        except (StillLockedError, OperationalError) as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        for line in report.lines:
            self.stdout.write(line)
        would = " (a dry run: nothing was changed)" if dry_run else ""
        self.stdout.write(f"May {edition.year}: {report}{would}")
