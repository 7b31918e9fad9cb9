from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import connections, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower

from portal.core.accounts.email_addresses import EmailAddressField
from portal.core.accounts.password_validation import check_length

TAKEN = "An account with this email address already exists."


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        check_length(password or "")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Whoever has the address, however it is written."""
        return self.get(email=email or "")

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account, who signs in by email address."""

    is_content = False

    username = None  # type: ignore[assignment]
    email = EmailAddressField("email address", unique=True, error_messages={"unique": TAKEN})

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="portal_user_email_unique",
                violation_error_message=TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return self.email


class LoadedRowQuerySet(models.QuerySet["LoadedRow"]):
    def of(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def keep(self, rows: Iterable["LoadedRow"]) -> None:
        """Insert or update rows."""
        fresh = list(rows)
        for row in fresh:
            row.pk = None  # kind and slug identify the row
        self.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=["digest", "record", "file_digest"],
        )


class LoadedRow(models.Model):
    """What `load_content` last wrote for one row, to tell a curator's change from its own.

    The digest is empty if the loader wrote nothing, so that the row and its file are a curator's.
    """

    is_content = False

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, blank=True)
    # The data the digest was made of; None if only the digest is remembered.
    record = models.JSONField(null=True, blank=True)
    # Of what the file said when it and the row last agreed, after a load or a dump.
    file_digest = models.CharField(max_length=64, blank=True, default="")

    objects = LoadedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="portal_loadedrow_unique",
                violation_error_message="This row is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class ContentVersion(models.Model):
    """One row, whose value every write to the content replaces (`portal.core.content_version`)."""

    is_content = False

    value = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.value


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


class UnsentMailQuerySet(models.QuerySet["UnsentMail"]):
    def due(self, now: datetime) -> Self:
        return self.filter(due__lte=now).order_by("due", "pk")

    def expired(self, now: datetime) -> Self:
        return self.filter(created__lte=now - UnsentMail.KEPT)


class UnsentMail(models.Model):
    """An email no server accepted: what to say to whom, without the secret link it would contain.

    The link is made again when the email is resent (`portal.core.accounts.mail`).
    """

    is_content = False

    KEPT = timedelta(days=3)
    LEASE = timedelta(minutes=10)  # for whoever sends it; also the pause after a kill

    template = models.CharField(max_length=100)
    email = models.EmailField("email address")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True)
    site = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    due = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=1)

    objects = UnsentMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "email"],
                name="portal_unsentmail_unique",
                violation_error_message="This message is already stored.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} of {self.created:%Y-%m-%d %H:%M}"

    def claim(self, now: datetime) -> bool:
        """Claim it for sending; false if somebody else has it."""
        mine = UnsentMail.objects.filter(pk=self.pk, due=self.due)
        return bool(mine.update(due=now + self.LEASE))

    def put_off(self, now: datetime) -> None:
        """Try again later: after 5 minutes, then 10, 20 and so on, at most 6 hours."""
        rest = min(timedelta(minutes=5) * 2 ** (self.tries - 1), timedelta(hours=6))
        UnsentMail.objects.filter(pk=self.pk).update(tries=F("tries") + 1, due=now + rest)
