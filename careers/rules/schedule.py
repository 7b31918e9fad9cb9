"""In which weeks the steps of a plan are taken, counted from 1; the caller gives them dates."""

from collections.abc import Iterable
from typing import NamedTuple

from careers.rules.learning_path import Step
from careers.rules.lessons import Hours, total


class Weeks(NamedTuple):
    """The first and the last week of a step."""

    first: int
    last: int


class Span(NamedTuple):
    """The weeks of a step for a learner who needs the fewest hours, and for one who needs all."""

    quick: Weeks
    careful: Weeks


def added_hours(steps: Iterable[Step]) -> list[Hours]:
    """What each step adds to the plan: the hours of the resources that no step before it takes."""
    counted: set[str] = set()
    added = []
    for step in steps:
        new = [one for one in step.lessons if one.resource not in counted]
        counted |= {one.resource for one in new}
        added.append(total(one.hours for one in new))
    return added


def schedule(added: Iterable[Hours], per_week: int) -> list[Span]:
    """The weeks of each step, one after the other, at whole hours a week; fewer than 1 count as 1.

    A step that adds no hours lies in the week in which the one before it ends.
    """
    spans = []
    low = high = 0
    per_week = max(per_week, 1)
    for hours in added:
        quick = _weeks(low, low + hours.low, per_week)
        spans.append(Span(quick, _weeks(high, high + hours.high, per_week)))
        low, high = low + hours.low, high + hours.high
    return spans


def _weeks(before: int, after: int, per_week: int) -> Weeks:
    last = max(1, -(-after // per_week))
    return Weeks(min(before // per_week + 1, last), last)
