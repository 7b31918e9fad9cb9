from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.content.dumping import dump
from portal.content.records import ContentError
from portal.management.commands.load_content import KINDS


class Command(BaseCommand):
    help = "Write the content of the database back over the content files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.BASE_DIR,
            help="The folder that holds careers/content and scalability/content.",
        )

    def handle(self, *args: Any, root: Path, **options: Any) -> None:
        try:
            lines = dump(KINDS, root)
        except ContentError as error:
            raise CommandError(f"{error}\nNo file was written.") from error
        for line in lines:
            self.stdout.write(line)
        self.stdout.write(f"{len(lines)} files written or removed")
