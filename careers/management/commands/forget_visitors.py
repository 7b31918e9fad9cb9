from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from careers.models import Profile
from careers.models.profiles import ProfileQuerySet
from portal.core.batches import with_pauses

MOST_PEOPLE, MOST_ROWS = 100, 2_000  # deleted in one transaction: about 20 milliseconds
FEW = 20  # people who may be deleted at once, however few there are


class Command(BaseCommand):
    help = (
        "Delete the profiles of visitors whose session has ended, in batches that let others "
        "write. Run it daily, with clearsessions. Running it twice at once or killing it is safe."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say how many would be deleted, and delete nothing.",
        )
        parser.add_argument(
            "--more-than-a-tenth",
            action="store_true",
            help="Continue even if more than a tenth of all visitors would go, as on the first run "
            "after a long time. Check first that the server's clock is right.",
        )

    def handle(self, *args: Any, dry_run: bool, more_than_a_tenth: bool, **options: Any) -> None:
        ended = timezone.now() - timedelta(seconds=settings.VISITOR_SESSION_AGE)
        visitors = Profile.objects.of_visitors()
        quiet = visitors.quiet_since(ended)
        keys, people = list(quiet.values_list("pk", flat=True)), visitors.count()
        if dry_run:
            self.stdout.write(f"{len(keys)} of {people} profiles would be deleted")
            return
        if len(keys) > max(FEW, people // 10) and not more_than_a_tenth:
            raise CommandError(
                f"Nothing was deleted: {len(keys)} of {people} profiles would be, more "
                "than a tenth. If this server's clock is right, add --more-than-a-tenth."
            )
        count = sum(_forget(quiet, portion) for portion in with_pauses(_portions(keys)))
        self.stdout.write(f"{count} profiles deleted")


def _portions(keys: Sequence[int]) -> Iterator[list[int]]:
    """A single profile may have thousands of rows, so batches are limited by rows too."""
    for start in range(0, len(keys), MOST_PEOPLE):
        some = Profile.objects.filter(pk__in=keys[start : start + MOST_PEOPLE])
        portion, rows = list[int](), 0
        for key, count in some.row_counts().items():
            if portion and rows + count > MOST_ROWS:
                yield portion
                portion, rows = [], 0
            portion.append(key)
            rows += count
        if portion:
            yield portion


@transaction.atomic
def _forget(quiet: ProfileQuerySet, keys: list[int]) -> int:
    """Those who haven't come back meanwhile; another run may have deleted some of them."""
    rows = quiet.filter(pk__in=keys).select_for_update(skip_locked=True)
    found = list(rows.values_list("pk", flat=True))
    Profile.objects.filter(pk__in=found).delete()
    return len(found)
