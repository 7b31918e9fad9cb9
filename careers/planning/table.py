"""A plan as a table."""

from collections.abc import Iterator

from careers.planning.plans import PersonalPlan, PlannedResource, PlannedStep
from portal.core.downloads import Cell

COLUMNS = (
    *("Step", "Skill", "From level", "To level", "Importance", "Goals", "Resource", "By"),
    *("Address", "Kind", "Cost", "Practice", "Hours from", "Hours to", "Hours count at step"),
    *("State", "Done by, at the earliest", "Done by, at the latest"),
)


def table_of(plan: PersonalPlan) -> Iterator[tuple[Cell, ...]]:
    """The column headers, then a row for each resource of a step; one for a step without any."""
    yield COLUMNS
    for step in plan.steps:
        yield from _rows(step)


def _rows(step: PlannedStep) -> Iterator[tuple[Cell, ...]]:
    gap = step.step.gap
    goals = ", ".join(ask.goal for ask in gap.asks)
    skill = (step.number, gap.title, gap.have, gap.level, gap.importance, goals)
    dates = (
        (step.done.early.isoformat(), step.done.late.isoformat()) if step.is_dated else (None,) * 2
    )
    if not step.taken:
        yield (*skill, *[None] * 10, *dates)
    for one in step.taken:
        yield (*skill, *_cells(one), *dates)


def _cells(taken: PlannedResource) -> tuple[Cell, ...]:
    resource, hours = taken.resource, taken.lesson.hours
    return (
        resource.title,
        resource.by,
        resource.url,
        resource.get_kind_display(),
        resource.get_cost_display(),
        resource.get_practice_display(),
        hours.low if hours else None,
        hours.high if hours else None,
        taken.counted_at,
        taken.state,
    )
