"""How ratings changed over time, and what that did to the readiness for a role.

Days are whole numbers that grow by one a day, such as a date's ordinal. Readiness on a day is that
of `matching.explain` for the ratings at its end, with what the role asks today: the past is
measured by the present, so that a line moves only where the person did.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from careers.rules.implied import NO_LINKS, Links, implied_by
from careers.rules.matching import explain
from careers.rules.needs import Need


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A level from 0 to 5 that a person gave themselves on a day; None: taken back."""

    day: int
    skill: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A change beside what stood before it; None: not rated."""

    day: int
    skill: str
    before: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A value at the end of a day; None where nothing may be claimed."""

    day: int
    value: int | None


def completed(changes: Iterable[LevelChange], ratings: Iterable[LevelChange]) -> list[LevelChange]:
    """The changes in order, with those ratings of today that no change accounts for."""
    told = sorted(changes, key=lambda change: change.day)
    last = {change.skill: change.level for change in told}
    untold = [one for one in ratings if one.skill not in last or last[one.skill] != one.level]
    return sorted([*told, *untold], key=lambda change: change.day)


def turns(changes: Iterable[LevelChange]) -> list[Turn]:
    """Each change in order, with the level before it; what changed nothing is left out."""
    levels: dict[str, int | None] = {}
    turned = []
    for one in changes:
        before = levels.get(one.skill)
        if one.level != before:
            turned.append(Turn(one.day, one.skill, before, one.level))
        levels[one.skill] = one.level
    return turned


def of_latest_days(changes: Sequence[LevelChange], most: int) -> list[LevelChange]:
    """The changes of the latest days that have any, with all before them on the first of these.

    What stands at the end of each of these days stays as it was.
    """
    days = sorted({change.day for change in changes})
    first = days[-most:][0] if days else 0
    return [change if change.day >= first else replace(change, day=first) for change in changes]


def readiness(
    changes: Iterable[LevelChange], needs: Sequence[Need], links: Links = NO_LINKS
) -> list[Point]:
    """Readiness in percent at the end of each day on which it changed.

    None where less of the role was known than a percentage may be claimed of; days before the
    first claim are left out.
    """
    points: list[Point] = []
    for day, ratings in _by_day(changes):
        score = explain(needs, ratings, implied_by(ratings, links)).score
        value = score.readiness if score.is_enough else None
        if value != (points[-1].value if points else None):
            points.append(Point(day, value))
    return points


def running_total(days: Iterable[int]) -> list[Point]:
    """How many things had happened by the end of each day on which one did."""
    total = 0
    points = []
    for day, same in groupby(sorted(days)):
        total += len(list(same))
        points.append(Point(day, total))
    return points


def _by_day(changes: Iterable[LevelChange]) -> Iterator[tuple[int, Mapping[str, int]]]:
    levels: dict[str, int] = {}
    for day, of_day in groupby(changes, key=lambda change: change.day):
        for change in of_day:
            if change.level is None:
                levels.pop(change.skill, None)
            else:
                levels[change.skill] = change.level
        yield day, levels
