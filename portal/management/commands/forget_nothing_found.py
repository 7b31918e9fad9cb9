from typing import Any

from django.core.management.base import BaseCommand

from portal.core.nothing_found import forget_old_days


class Command(BaseCommand):
    help = "Delete counts of what was not found that are older than 90 days. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_days()} rows deleted")
