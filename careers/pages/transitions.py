"""The way from one role to the others, and the way back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from careers.formats import hours
from careers.models import Role, Teaches
from careers.models.prerequisite_graph import prerequisite_graph
from careers.pages.matches import listed
from careers.rules.lessons import Hours, Lesson
from careers.rules.matching import Line
from careers.rules.needs import Need
from careers.rules.transitions import Distance, distance, hours_to_close


class Direction(NamedTuple):
    """From one role to another: what is there, what is missing, and how long it takes."""

    there: Distance
    summary: str
    time: str
    bar: list[tuple[str, int, int]]  # of 100: what it shows, where it begins, how wide it is
    shared: str
    higher: str
    new: str


class Transition(NamedTuple):
    role: Role
    there: Direction
    back: Direction


def transitions_from(
    here: Sequence[Need], roles: Sequence[Role], needs: Mapping[int, Sequence[Need]]
) -> list[Transition]:
    links = prerequisite_graph().links
    ways = {}
    for role in roles:
        asked = needs.get(role.pk, [])
        ways[role] = distance(here, asked, links), distance(asked, here, links)
    missing = {gap.skill for pair in ways.values() for way in pair for gap in way.gaps}
    lessons = Teaches.objects.published().lessons_by_skill(missing)
    return [
        Transition(role, _direction(there, lessons), _direction(back, lessons))
        for role, (there, back) in ways.items()
    ]


def nearest_first(
    here: Sequence[Need], others: Sequence[Role], needs: Mapping[int, Sequence[Need]]
) -> list[Role]:
    """In the order of how ready somebody at the levels of the present role is; ties by title."""
    links = prerequisite_graph().links
    ready = {role: distance(here, needs.get(role.pk, ()), links).score for role in others}
    return sorted(others, key=lambda role: (-ready[role].exact, role.title))


def _direction(there: Distance, lessons: Mapping[str, Sequence[Lesson]]) -> Direction:
    return Direction(
        there=there,
        summary=_summary(len(there.shared), len(there.higher), len(there.new)),
        time=_time(there, hours_to_close(there.gaps, lessons)),
        bar=_bar(there),
        shared=listed(line.need.title for line in there.shared),
        higher=_with_levels(there.higher),
        new=_with_levels(there.new),
    )


def _summary(shared: int, higher: int, new: int) -> str:
    carried = "1 skill carries over" if shared == 1 else f"{shared} skills carry over"
    return f"{carried}, {higher} to raise, {new} new"


def _time(there: Distance, estimate: Hours) -> str:
    if not there.levels:
        return "Nothing is missing."
    levels = f"{there.levels} level{'' if there.levels == 1 else 's'} to learn"
    return (
        f"{levels}: {hours(estimate)} of study."
        if estimate.high
        else f"{levels}; no hours are known."
    )


def _bar(there: Distance) -> list[tuple[str, int, int]]:
    """The importance of what carries over, has to rise and is new, in parts of 100."""
    parts, start = [], 0
    for name, lines in (("have", there.shared), ("higher", there.higher), ("unknown", there.new)):
        done = start + sum(line.need.importance for line in lines)
        left, right = (round(100 * sum_ / (there.score.weight or 1)) for sum_ in (start, done))
        if right > left:
            parts.append((name, left, right - left))
        start = done
    return parts


def _with_levels(lines: Sequence[Line]) -> str:
    return listed(f"{one.need.title} ({one.counted} to {one.need.level})" for one in lines)
