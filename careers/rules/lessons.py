"""What resources teach: lessons, the levels between which they carry, and the hours they take."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Hours(NamedTuple):
    """An estimate of the time that one learner needs: at least `low` hours, at most `high`."""

    low: int
    high: int


NO_HOURS = Hours(0, 0)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one resource teaches of one skill: from a level (0 to 4) to a higher one (1 to 5).

    `hours` are those of the whole resource, None where nobody has estimated them; `is_main`
    tells the subject of the resource from what it teaches along the way.
    """

    resource: str
    skill: str
    level_from: int
    level_to: int
    hours: Hours | None
    is_free: bool
    is_main: bool = True
    kind: str = ""
    language: str = ""

    @property
    def starts(self) -> int:
        """The lowest level that it takes in: one for people who are aware takes beginners too."""
        return 0 if self.level_from <= 1 else self.level_from

    def carries(self, at: int) -> bool:
        """It is open to somebody at a level, and goes beyond it."""
        return self.starts <= at < self.level_to


def reached(lessons: Iterable[Lesson], have: int, level: int) -> int:
    """How far lessons of one skill carry somebody from a level towards another, and no further."""
    offered = list(lessons)
    at = have
    while at < level and (further := [one.level_to for one in offered if one.carries(at)]):
        at = max(further)
    return min(at, level)


def not_taught(level: int, lessons: Iterable[Lesson]) -> list[int]:
    """The levels below `level` (1 to 5) at which no lesson takes anybody in and carries them on."""
    offered = list(lessons)
    return [at for at in range(level) if not any(one.carries(at) for one in offered)]


def total(estimates: Iterable[Hours | None]) -> Hours:
    """The sum; what was not estimated counts none."""
    known = [hours or NO_HOURS for hours in estimates]
    return Hours(sum(hours.low for hours in known), sum(hours.high for hours in known))
