from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate

from portal.core.locks import StillLockedError, one_at_a_time


class Command(Migrate):
    """Django's command, but it waits for another one to end: two deploys may run at once."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with one_at_a_time(self.stderr.write, using=options["database"]):
                super().handle(*args, **options)
        except StillLockedError as error:
            raise CommandError(str(error)) from error
