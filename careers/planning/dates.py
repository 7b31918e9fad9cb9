"""When the steps of a plan are finished: the weeks from the rules, as days."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from careers.models import PlanChoices
from careers.models.dates import LAST_DAY, last_day
from careers.rules.learning_path import Step
from careers.rules.lessons import Hours
from careers.rules.schedule import Span, added_hours, schedule


class DateRange(NamedTuple):
    """When a step or a plan is finished: by a quick learner, and by one who takes the time."""

    early: date
    late: date

    def __str__(self) -> str:
        return self._in_words("%B")

    @property
    def short(self) -> str:
        return self._in_words("%b")

    def _in_words(self, month: str) -> str:
        """The year appears once if both days are in it, and the day once if both are the same."""
        late = f"{self.late.day} {self.late:{month} %Y}{' or later' * (self.late >= LAST_DAY)}"
        if self.early == self.late:
            return late
        year = "" if self.early.year == self.late.year else " %Y"
        return f"{self.early.day} {self.early:{month}{year}} to {late}"


class StepDates(NamedTuple):
    """How many hours a step adds to the plan, in which weeks it is, and when it is finished."""

    added: Hours
    weeks: Span
    done: DateRange


def first_day_of(choices: PlanChoices) -> date:
    return choices.start or timezone.localdate()


def dated(steps: Iterable[Step], choices: PlanChoices) -> list[StepDates]:
    """The dates of each step, one after the other, at the chosen hours a week."""
    start, added = first_day_of(choices), added_hours(steps)
    return [
        StepDates(hours, weeks, _done(start, weeks))
        for hours, weeks in zip(added, schedule(added, choices.hours_per_week), strict=True)
    ]


def _done(start: date, weeks: Span) -> DateRange:
    return DateRange(last_day(start, weeks.quick.last), last_day(start, weeks.careful.last))
