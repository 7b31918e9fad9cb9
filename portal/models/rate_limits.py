from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from django.db import connections, models, transaction
from django.db.models import F, Q


class RateLimit(NamedTuple):
    """So many times by one key within so many seconds, counted from the first."""

    key: str
    most: int
    seconds: float


class RateLimitCountQuerySet(models.QuerySet["RateLimitCount"]):
    def full(self, limits: Iterable[RateLimit], now: datetime) -> Self:
        """The counts of limits that are reached."""
        reached = [Q(key=limit.key, count__gte=limit.most) for limit in limits]
        return self.filter(Q(*reached, _connector=Q.OR), until__gt=now)

    def ended(self, now: datetime) -> Self:
        return self.filter(until__lte=now)

    def take(self, limits: Sequence[RateLimit], now: datetime) -> dict[str, datetime]:
        """Count once for each limit that is not reached; the keys counted, and until when.

        One statement, so that any number of workers at once count exactly; rows in the order of
        their keys, so that no two of them wait for each other.
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
        """Take back what was counted, unless a new count has begun meanwhile."""
        with transaction.atomic(using=self.db):
            kept = self.filter(key__in=taken).select_for_update().order_by("key")
            keys = [one.key for one in kept if one.count and one.until == taken[one.key]]
            self.filter(key__in=keys).update(count=F("count") - 1)


def _moment(value: datetime) -> datetime:
    """SQLite knows no time zones; what is kept is in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


# Understood alike by PostgreSQL and SQLite.
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
    """How often something was tried; the key says what and by whom, and tells nobody."""

    is_content = False

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    objects = RateLimitCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.count} of {self.most}"
