from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, F, Max, Sum


class NothingFoundQuerySet(models.QuerySet["NothingFound"]):
    def in_words(self) -> Self:
        """Those whose words are known, with how often and on how many days they were asked."""
        return self.exclude(text="").annotate(
            times=Sum("days__times"), day_count=Count("days"), last=Max("days__day")
        )

    def new_on(self, day: date) -> Self:
        """Those that were first asked on a day."""
        return self.filter(first_day=day)

    def without_days(self) -> Self:
        return self.filter(days=None)


class NothingFound(models.Model):
    """Something that was asked for and not found.

    What it was is told by a keyed hash alone, until it has been asked on five different days.
    The key is empty for all that is not told apart, such as what looks like an address.
    """

    is_content = False

    class Place(models.TextChoices):
        SEARCH = "search", "Search"
        START = "start", "What do you do today?"

    DAYS_TO_KNOW = 5

    place = models.CharField(max_length=12, choices=Place)
    key = models.CharField(max_length=64, blank=True)
    text = models.CharField("words", max_length=60, blank=True)
    first_day = models.DateField(db_index=True)

    objects = NothingFoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "nothing found"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key"],
                name="portal_nothingfound_unique",
                violation_error_message="This is already counted.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"not in words, {self.get_place_display()}"

    def count(self, day: date, text: str) -> None:
        """Count it once more, and keep its words if this is the fifth day that it was asked."""
        if self.days.add_one(day):
            return
        _, is_new = self.days.get_or_create(day=day, defaults={"times": 1})
        if not is_new:  # somebody else was quicker
            self.days.add_one(day)
        elif self.key and not self.text and self.days.count() >= self.DAYS_TO_KNOW:
            type(self).objects.filter(pk=self.pk).update(text=text)


class NothingFoundDayQuerySet(models.QuerySet["NothingFoundDay"]):
    def add_one(self, day: date) -> int:
        return self.filter(day=day).update(times=F("times") + 1)

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)

    def by_place_since(self, day: date) -> dict[str, int]:
        """How often nothing was found since a day, by place."""
        rows = self.filter(day__gte=day).order_by().values_list("of__place")
        return dict(rows.annotate(Sum("times")))


class NothingFoundDay(models.Model):
    """How often it was asked on one day."""

    is_content = False

    KEPT = timedelta(days=90)

    of = models.ForeignKey(NothingFound, models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    objects = NothingFoundDayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "day"],
                name="portal_nothingfoundday_unique",
                violation_error_message="This day is already counted.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.times} on {self.day}"
