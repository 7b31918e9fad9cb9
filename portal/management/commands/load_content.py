from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from careers import content_kinds as careers
from portal.core.content.hand_back import HandBack
from portal.core.content.loading import load
from portal.core.content.records import ContentError
from portal.core.locks import StillLockedError, one_at_a_time
from scalability import content_kinds as scalability

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
        parser.add_argument(
            "--take",
            action="append",
            default=[],
            metavar="KIND:SLUG[.FIELD]",
            help="Hand a row, or one field of it, back from a curator to its file: "
            "--take role:ml-engineer.purpose. May be repeated.",
        )
        parser.add_argument(
            "--allow-removal",
            action="store_true",
            help="Remove everything the files no longer hold, however much it is.",
        )

    def handle(
        self,
        *args: Any,
        root: Path,
        take: Sequence[str],
        allow_removal: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        try:
            with one_at_a_time(self.stderr.write):
                report = load(KINDS, root, taken=map(HandBack.of, take), may_remove=allow_removal)
        except ContentError as error:
            count = len(error.problems)
            raise CommandError(
                f"{error}\n{count} {'mistake' if count == 1 else 'mistakes'}; nothing was loaded."
            ) from error
        except (StillLockedError, OperationalError) as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        if verbosity:
            for line in report.lines if verbosity > 1 else report.notable():
                self.stdout.write(line)
            self.stdout.write(str(report))
