from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from django.db import connections, models, transaction
from django.db.models import F, Q


class RateLimit(NamedTuple):
    """How often a key was used within a number of seconds, starting with the first."""

    key: str
    most: int
    seconds: float


class RateLimitCountQuerySet(models.QuerySet["RateLimitCount"]):
    def full(self, limits: Iterable[RateLimit], now: datetime) -> Self:
        """The counts of limits that have been reached."""
        reached = [Q(key=limit.key, count__gte=limit.most) for limit in limits]
        return self.filter(Q(*reached, _connector=Q.OR), until__gt=now)

    def ended(self, now: datetime) -> Self:
        return self.filter(until__lte=now)

    def take(self, limits: Sequence[RateLimit], now: datetime) -> dict[str, datetime]:
        """Count once for each limit not yet reached; returns the keys counted, and until when.

        One statement, so that any number of workers count exactly; rows in the order of their keys,
        so that no two workers deadlock.
        """
        connection = connections[self.db]
        adapt = connection.ops.adapt_datetimefield_value
        values = [
            (limit.key, limit.most, adapt(now + timedelta(seconds=limit.seconds)))
            for limit in sorted(limits)
        ]
        sql = TAKE.format(rows=", ".join(["(%s, 1, %s, %s)"] * len(values)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [*(one for row in values for one in row), *[adapt(now)] * 3])
            return {key: _moment(until) for key, until in cursor.fetchall()}

    def give_back(self, taken: dict[str, datetime]) -> None:
        """Undo a count, unless a new period has begun meanwhile."""
        with transaction.atomic(using=self.db):
            kept = self.filter(key__in=taken).select_for_update().order_by("key")
            keys = [one.key for one in kept if one.count and one.until == taken[one.key]]
            self.filter(key__in=keys).update(count=F("count") - 1)


def _moment(value: datetime) -> datetime:
    """SQLite has no time zones; times are stored in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


# Works the same in PostgreSQL and SQLite.
TAKE = """
INSERT INTO portal_ratelimitcount AS kept (key, count, most, until) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.until <= %s THEN 1 ELSE kept.count + 1 END,
    until = CASE WHEN kept.until <= %s THEN excluded.until ELSE kept.until END,
    most = excluded.most
WHERE kept.until <= %s OR kept.count < excluded.most
RETURNING key, until
"""


class RateLimitCount(models.Model):
    """How often something was tried; the key stands for what and by whom without revealing it."""

    is_content = False

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    objects = RateLimitCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.count} of {self.most}"
