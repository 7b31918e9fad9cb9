from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F

from portal.models.people import User


class UnsentMailQuerySet(models.QuerySet["UnsentMail"]):
    def due(self, now: datetime) -> Self:
        return self.filter(due__lte=now).order_by("due", "pk")

    def expired(self, now: datetime) -> Self:
        return self.filter(created__lte=now - UnsentMail.KEPT)


class UnsentMail(models.Model):
    """A mail that no server took: what to say to whom, without the secret link it would carry.

    The link is made anew when the mail is sent again (`portal.core.accounts.mail`).
    """

    is_content = False

    KEPT = timedelta(days=3)
    LEASE = timedelta(minutes=10)  # for whoever sends it; as long as it rests after a kill

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
        """Take it to be sent; false where somebody else has it."""
        mine = UnsentMail.objects.filter(pk=self.pk, due=self.due)
        return bool(mine.update(due=now + self.LEASE))

    def put_off(self, now: datetime) -> None:
        """Try again later: after 5 minutes, then 10, 20 and so on, at most 6 hours."""
        rest = min(timedelta(minutes=5) * 2 ** (self.tries - 1), timedelta(hours=6))
        UnsentMail.objects.filter(pk=self.pk).update(tries=F("tries") + 1, due=now + rest)
