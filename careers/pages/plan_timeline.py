"""A plan as a picture over time: what its axis shows, and when each goal is reached."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from careers.graphics.axis import Tick, percent_along, ticks
from careers.graphics.timeline import Bar, bar_of
from careers.models import Role
from careers.planning.dates import DateRange
from careers.planning.plans import PersonalPlan, PlannedStep

MOST_TICKS = 5  # what fits in 320 px


class TimelineStep(NamedTuple):
    """A step with its two bars: of a quick learner, and of one who takes the time."""

    planned: PlannedStep
    quick: Bar
    careful: Bar


class Finish(NamedTuple):
    """When a goal is reached, and where the picture says so, in percent."""

    role: Role
    done: DateRange
    early: float
    late: float

    @property
    def width(self) -> float:
        return self.late - self.early


class Timeline(NamedTuple):
    ticks: list[Tick]
    today: float | None  # None: outside the picture, or its first day
    steps: list[TimelineStep]
    finishes: list[Finish]


def timeline_of(plan: PersonalPlan) -> Timeline | None:
    """None where there is no step to draw, or too little is known to date them."""
    if not (plan.steps and plan.is_dated):
        return None
    end = plan.last_step.done.late + timedelta(days=1)
    today = timezone.localdate()
    steps = _with_bars(plan)
    return Timeline(
        ticks=ticks(plan.start, end, MOST_TICKS),
        today=percent_along(today, plan.start, end) if plan.start < today < end else None,
        steps=steps,
        finishes=[one for role in plan.roles if plan.finish and (one := _finish(role, steps))],
    )


def _with_bars(plan: PersonalPlan) -> list[TimelineStep]:
    length = plan.last_step.weeks.careful.last
    return [
        TimelineStep(one, bar_of(one.weeks.quick, length), bar_of(one.weeks.careful, length))
        for one in plan.steps
    ]


def _finish(role: Role, steps: list[TimelineStep]) -> Finish | None:
    """After the last step the role requires; None if it requires none.

    Quick and careful learners take the steps in the same order.
    """
    asking = [one for one in steps if _asks(role, one.planned)]
    if not asking:
        return None
    last = asking[-1]
    return Finish(role, last.planned.done, last.quick.end, last.careful.end)


def _asks(role: Role, planned: PlannedStep) -> bool:
    return any(ask.goal == role.title for ask in planned.step.gap.asks)
