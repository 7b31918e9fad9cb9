from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.models import RateLimitCount

PORTION = 5_000  # rows a transaction: others write in between


class Command(BaseCommand):
    help = "Delete counts of tries that count no longer. Run it daily, with clearsessions."

    def handle(self, *args: Any, **options: Any) -> None:
        ended, count = RateLimitCount.objects.all().ended(timezone.now()), 0
        while keys := list(ended.values_list("key", flat=True)[:PORTION]):
            count += ended.filter(key__in=keys).delete()[0]
        self.stdout.write(f"{count} counts deleted")
