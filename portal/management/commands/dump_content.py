from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from portal.core.content.dumping import UntakenError, dump
from portal.core.content.records import ContentError
from portal.core.locks import StillLockedError, one_at_a_time
from portal.management.commands.load_content import KINDS


class Command(BaseCommand):
    help = "Write the content of the database back to the content files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.BASE_DIR,
            help="The folder that holds careers/content and scalability/content.",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="Also overwrite what the files hold and the database doesn't.",
        )

    def handle(self, *args: Any, root: Path, overwrite: bool, **options: Any) -> None:
        try:
            with one_at_a_time(self.stderr.write):
                lines = dump(KINDS, root, overwrite=overwrite)
        except UntakenError as error:
            hint = "Use --overwrite if the files may lose this."
            raise CommandError(f"{error}\nNo file was written. {hint}") from error
        except ContentError as error:
            raise CommandError(f"{error}\nNo file was written.") from error
        except OSError as error:
            raise CommandError(
                f"{error.filename}: {error.strerror}.\nNo file was written."
            ) from error
        except (StillLockedError, OperationalError) as error:
            raise CommandError(f"{error}\nNo file was written.") from error
        for line in lines:
            self.stdout.write(line)
        count = len(lines)
        self.stdout.write(f"{count} {'file' if count == 1 else 'files'} written or removed")
