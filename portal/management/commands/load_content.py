from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from careers import catalogue as careers
from portal.content.loading import load
from portal.content.records import ContentError
from scalability import catalogue as scalability

KINDS = (*careers.KINDS, *scalability.KINDS)


class Command(BaseCommand):
    help = "Load the content files: all or nothing, and never over what a curator changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.BASE_DIR,
            help="The folder that holds careers/content and scalability/content.",
        )

    def handle(self, *args: Any, root: Path, verbosity: int, **options: Any) -> None:
        try:
            report = load(KINDS, root)
        except ContentError as error:
            count = len(error.problems)
            raise CommandError(
                f"{error}\n{count} {'mistake' if count == 1 else 'mistakes'}; nothing was loaded."
            ) from error
        if verbosity:
            for line in report.lines if verbosity > 1 else report.notable():
                self.stdout.write(line)
            self.stdout.write(str(report))
