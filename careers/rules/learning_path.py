"""The order in which to close the gaps of one role, and what to learn each step from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heappop, heappush
from typing import NamedTuple

from careers.rules.matching import Explanation


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that a person has at a lower level (0 to 4) than a role needs (1 to 5)."""

    skill: str
    title: str
    have: int
    level: int
    importance: int

    @property
    def urgency(self) -> tuple[int, int, str]:
        """The smallest goes first: most important, then quickest to close, then by title."""
        return -self.importance, self.level - self.have, self.title


def gaps_in(explanation: Explanation) -> list[Gap]:
    """The gaps of an explained match: what is rated below the level needed."""
    return [
        Gap(
            skill=line.need.skill,
            title=line.need.title,
            have=line.counted,
            level=line.need.level,
            importance=line.need.importance,
        )
        for line in explanation.missing
    ]


class Hours(NamedTuple):
    """An estimate of the time that one learner needs: at least `low` hours, at most `high`."""

    low: int
    high: int


NO_HOURS = Hours(0, 0)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one resource teaches of one skill: from a level (0 to 4) to a higher one (1 to 5).

    `hours` is None where nobody has estimated it; `is_main` tells the subject of the resource
    from what it teaches along the way.
    """

    resource: str
    skill: str
    level_from: int
    level_to: int
    hours: Hours | None
    is_free: bool
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One gap and the lessons that close it, in order; `reached` is the level they carry to."""

    gap: Gap
    lessons: tuple[Lesson, ...]

    @property
    def hours(self) -> Hours:
        """Of the lessons whose hours were estimated."""
        return _sum(lesson.hours for lesson in self.lessons)

    @property
    def reached(self) -> int:
        furthest = self.lessons[-1].level_to if self.lessons else self.gap.have
        return min(furthest, self.gap.level)

    @property
    def is_complete(self) -> bool:
        return self.reached == self.gap.level


def not_taught(level: int, lessons: Iterable[Lesson]) -> list[int]:
    """The levels below `level` (1 to 5) at which no lesson takes anybody in and carries them on."""
    offered = list(lessons)
    return [at for at in range(level) if not _useful(offered, at)]


def hours_of(steps: Iterable[Step]) -> Hours:
    """Hours of all lessons together, each resource counted once; those not estimated count none."""
    hours = {one.resource: one.hours for step in steps for one in step.lessons}
    return _sum(hours.values())


def plan(
    gaps: Iterable[Gap],
    prerequisites: Iterable[tuple[str, str]],
    lessons: Iterable[Lesson],
) -> list[Step]:
    """A step for each gap, none before a step for one of its prerequisites, direct or not.

    `prerequisites` are (skill, prerequisite) pairs of the whole catalogue; a circle among them
    raises graphlib.CycleError. Of the steps that could come next the most urgent does.
    """
    by_skill: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        by_skill.setdefault(lesson.skill, []).append(lesson)
    ordered = _in_order({gap.skill: gap for gap in gaps}, prerequisites)
    return [Step(gap, _lessons_for(gap, by_skill.get(gap.skill, []))) for gap in ordered]


def _in_order(gaps: Mapping[str, Gap], prerequisites: Iterable[tuple[str, str]]) -> list[Gap]:
    graph: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(gaps, ()))
    for skill, needs in prerequisites:
        graph.add(skill, needs)
    graph.prepare()
    waiting: list[tuple[tuple[int, int, str], str]] = []
    ordered = []
    while graph.is_active():
        if ready := graph.get_ready():
            for skill in ready:
                if skill in gaps:
                    heappush(waiting, (gaps[skill].urgency, skill))
                else:
                    graph.done(skill)  # nothing to learn here, but what needs it may be free now
        else:
            _, skill = heappop(waiting)
            ordered.append(gaps[skill])
            graph.done(skill)
    return ordered


def _lessons_for(gap: Gap, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The fewest lessons that carry from level to level, as far as there are any."""
    offered = list(lessons)
    chosen: list[Lesson] = []
    at = gap.have
    while at < gap.level:
        useful = _useful(offered, at)
        if not useful:
            break
        best = min(useful, key=lambda lesson: _preference(lesson, gap.level))
        chosen.append(best)
        at = best.level_to
    return tuple(chosen)


def _useful(lessons: Iterable[Lesson], at: int) -> list[Lesson]:
    """Those open to somebody at a level and going beyond it.

    A lesson for people who are aware of a skill takes in beginners too.
    """
    return [one for one in lessons if one.level_from <= max(at, 1) and one.level_to > at]


def _sum(estimates: Iterable[Hours | None]) -> Hours:
    known = [hours or NO_HOURS for hours in estimates]
    return Hours(sum(hours.low for hours in known), sum(hours.high for hours in known))


def _preference(lesson: Lesson, need: int) -> tuple[int, bool, bool, float, str]:
    """The smallest is best: carries furthest towards the need, is about it, free, short."""
    hours = float("inf") if lesson.hours is None else sum(lesson.hours)
    reach = min(lesson.level_to, need)
    return -reach, not lesson.is_main, not lesson.is_free, hours, lesson.resource
