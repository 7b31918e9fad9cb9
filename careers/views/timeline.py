"""A plan as a picture over time: what its axis shows, and when each goal is reached."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from careers.graphics.axis import Tick, place, ticks
from careers.models import Role
from careers.planning.plans import Bar, Between, PersonalPlan, PlannedStep

MOST_TICKS = 5  # what 320 px hold


class Finish(NamedTuple):
    """When a goal is reached, and where the picture says so, in percent."""

    role: Role
    done: Between
    early: float
    late: float

    @property
    def width(self) -> float:
        return self.late - self.early


class Timeline(NamedTuple):
    ticks: list[Tick]
    today: float | None  # None: outside the picture, or its first day
    finishes: list[Finish]


def timeline_of(plan: PersonalPlan) -> Timeline | None:
    """None where there is no step to draw."""
    if not plan.steps:
        return None
    end = plan.last_step.done.late + timedelta(days=1)
    today = timezone.localdate()
    return Timeline(
        ticks=ticks(plan.start, end, MOST_TICKS),
        today=place(today, plan.start, end) if plan.start < today < end else None,
        finishes=[finish for role in plan.roles if (finish := _finish(role, plan))],
    )


def _finish(role: Role, plan: PersonalPlan) -> Finish | None:
    """After the last step that the role asks for; None where it asks for none, or none takes hours.

    Quick and careful learners take the steps in the same order.
    """
    asking = [step for step in plan.steps if _asks(role, step)]
    if not asking or not plan.finish:
        return None
    last = asking[-1]
    return Finish(role, last.done, _end(last.quick), _end(last.careful))


def _asks(role: Role, planned: PlannedStep) -> bool:
    return any(ask.goal == role.title for ask in planned.step.gap.asks)


def _end(bar: Bar) -> float:
    return round(bar.x + bar.width, 2)
