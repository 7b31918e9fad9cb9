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

MOST_PEOPLE, MOST_ROWS = 100, 2_000  # that go in one transaction: some 20 milliseconds
FEW = 20  # people who may go at once, however few there are


class Command(BaseCommand):
    help = (
        "Delete the profiles of visitors whose session has ended, in portions that let others "
        "write. Run it daily, with clearsessions; twice at once does no harm, nor does a kill."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say how many would go, and delete nothing."
        )
        parser.add_argument(
            "--more-than-a-tenth",
            action="store_true",
            help="Go on where more than a tenth of all visitors would go, as on the first run "
            "after a long time. Look first whether the clock of the server is right.",
        )

    def handle(self, *args: Any, dry_run: bool, more_than_a_tenth: bool, **options: Any) -> None:
        ended = timezone.now() - timedelta(seconds=settings.VISITOR_SESSION_AGE)
        visitors = Profile.objects.of_visitors()
        quiet = visitors.quiet_since(ended)
        keys, people = list(quiet.values_list("pk", flat=True)), visitors.count()
        if dry_run:
            self.stdout.write(f"{len(keys)} of {people} profiles would be forgotten")
            return
        if len(keys) > max(FEW, people // 10) and not more_than_a_tenth:
            raise CommandError(
                f"Nothing was deleted: {len(keys)} of {people} profiles would be forgotten, more "
                "than a tenth. If the clock of this server is right, add --more-than-a-tenth."
            )
        count = sum(_forget(quiet, portion) for portion in with_pauses(_portions(keys)))
        self.stdout.write(f"{count} profiles forgotten")


def _portions(keys: Sequence[int]) -> Iterator[list[int]]:
    """A single profile may have thousands of rows, so portions are cut by rows, too."""
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
    """Those who have not come back meanwhile; another run may have taken some of them."""
    rows = quiet.filter(pk__in=keys).select_for_update(skip_locked=True)
    found = list(rows.values_list("pk", flat=True))
    Profile.objects.filter(pk__in=found).delete()
    return len(found)
