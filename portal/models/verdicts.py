from collections import defaultdict
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Sum


class VerdictCountQuerySet(models.QuerySet["VerdictCount"]):
    def add_one(self, page: str, answer: str, day: date) -> None:
        _, is_new = self.get_or_create(page=page, answer=answer, day=day, defaults={"times": 1})
        if not is_new:
            self.filter(page=page, answer=answer, day=day).update(times=F("times") + 1)

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)

    def by_page(self) -> dict[str, dict[str, int]]:
        """Page -> answer -> how often it was given, each in the order of its choices."""
        rows = self.order_by().values_list("page", "answer").annotate(Sum("times"))
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for page, answer, times in rows:
            counts[page][answer] = times
        return {
            page: {answer: counts[page].get(answer, 0) for answer in VerdictCount.Answer.values}
            for page in VerdictCount.Page.values
            if page in counts
        }


class VerdictCount(models.Model):
    """How often people said on one day whether a kind of page was right for them: nothing else."""

    is_content = False

    class Page(models.TextChoices):
        MATCHES = "matches", "Matches"
        PLAN = "plan", "Plan"

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    KEPT = timedelta(days=365)

    page = models.CharField(max_length=12, choices=Page)
    answer = models.CharField(max_length=8, choices=Answer)
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    objects = VerdictCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "answer", "day"],
                name="portal_verdictcount_unique",
                violation_error_message="This answer is already counted for that day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_page_display()}: {self.get_answer_display()}, {self.day}"
