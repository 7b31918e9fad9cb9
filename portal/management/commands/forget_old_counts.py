from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from portal.core.nothing_found import forget_old_days
from portal.models import VerdictCount


class Command(BaseCommand):
    help = (
        "Delete counts of what was not found, after 90 days, and of whether pages were right for "
        "people, after a year. Run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        old = VerdictCount.objects.all().before(localdate() - VerdictCount.KEPT)
        count = forget_old_days() + old.delete()[0]
        self.stdout.write(f"{count} rows deleted")
