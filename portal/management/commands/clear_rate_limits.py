from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.core.batches import portions_of
from portal.models import RateLimitCount

PORTION = 2_000  # rows deleted in one transaction


class Command(BaseCommand):
    help = "Delete expired rate limit counts. Run it daily, with clearsessions."

    def handle(self, *args: Any, **options: Any) -> None:
        ended = RateLimitCount.objects.all().ended(timezone.now())
        keys = list(ended.values_list("key", flat=True))
        portions = portions_of(keys, PORTION)
        count = sum(ended.filter(key__in=portion).delete()[0] for portion in portions)
        self.stdout.write(f"{count} counts deleted")
