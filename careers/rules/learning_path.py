"""The order in which to close the gaps of one or more goal roles, and how each step is taken."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heappop, heappush
from itertools import chain

from careers.rules.lessons import Hours, Lesson, reached, total
from careers.rules.resource_choice import Choices, LevelRange, choose_resources
from careers.rules.standing import Gap


@dataclass(frozen=True, slots=True)
class Stage:
    """One lesson of a step, and the others that would carry as far from the same level."""

    lesson: Lesson
    others: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One gap and the lessons that close it, in order.

    `leads_to` are the titles of the later steps that build on it, directly or not.
    """

    gap: Gap
    stages: tuple[Stage, ...]
    leads_to: tuple[str, ...] = ()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(stage.lesson for stage in self.stages)

    @property
    def hours(self) -> Hours:
        """Of the lessons whose hours were estimated."""
        return total(lesson.hours for lesson in self.lessons)

    @property
    def reached(self) -> int:
        """The level that the lessons carry to, at most the one needed."""
        return reached(self.lessons, self.gap.have, self.gap.level)

    @property
    def is_complete(self) -> bool:
        return self.reached == self.gap.level


def hours_of(steps: Iterable[Step]) -> Hours:
    """Hours of all lessons together, each resource counted once; those not estimated count none."""
    hours = {one.resource: one.hours for step in steps for one in step.lessons}
    return total(hours.values())


def build_plan(
    gaps: Iterable[Gap],
    prerequisites: Iterable[tuple[str, str]],
    lessons: Iterable[Lesson],
    choices: Choices | None = None,
) -> list[Step]:
    """A step for each gap, none before a step for one of its prerequisites, direct or not.

    `prerequisites` are (skill, prerequisite) pairs of the whole catalogue; a circle among them
    raises graphlib.CycleError. Of the steps that could come next the most urgent does. Which
    resources are taken, of those that the choices allow, is said in `resource_choice`.
    """
    pairs = list(prerequisites)
    ordered = _in_order({gap.skill: gap for gap in gaps}, pairs)
    stages = _stages(ordered, lessons, choices or Choices())
    later = _building_on(ordered, pairs)
    return [Step(gap, stages[gap.skill], later[gap.skill]) for gap in ordered]


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


def _building_on(
    ordered: list[Gap], prerequisites: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """For each gap's skill the titles of the other gaps that need it, directly or not."""
    leading: dict[str, list[str]] = {}
    for skill, needs in prerequisites:
        leading.setdefault(needs, []).append(skill)
    building = {}
    for gap in ordered:
        seen = {gap.skill}
        waiting = [gap.skill]
        while waiting:
            new = [one for one in leading.get(waiting.pop(), ()) if one not in seen]
            seen.update(new)
            waiting += new
        building[gap.skill] = tuple(
            one.title for one in ordered if one.skill in seen and one is not gap
        )
    return building


def _stages(
    gaps: list[Gap], lessons: Iterable[Lesson], choices: Choices
) -> dict[str, tuple[Stage, ...]]:
    """By skill, the stages of each gap with the resources that are best for all together."""
    offered: dict[str, list[Lesson]] = {gap.skill: [] for gap in gaps}
    for lesson in choices.offered(lessons):
        if lesson.skill in offered:
            offered[lesson.skill].append(lesson)
    ways = {gap.skill: LevelRange(gap.have, gap.level) for gap in gaps}
    taken = choose_resources(ways, chain.from_iterable(offered.values()), choices)
    return {gap.skill: _stages_of(gap, offered[gap.skill], taken) for gap in gaps}


def _stages_of(gap: Gap, offered: list[Lesson], taken: Collection[str]) -> tuple[Stage, ...]:
    """The fewest of the lessons taken that carry from level to level, and what else would."""
    chosen = [one for one in offered if one.resource in taken]
    stages = []
    at = gap.have
    while at < gap.level and (useful := [one for one in chosen if one.carries(at)]):
        best = min(useful, key=lambda one: (-min(one.level_to, gap.level), one.resource))
        goal = min(best.level_to, gap.level)
        others = [
            one for one in offered if one.carries(at) and one.level_to >= goal and one is not best
        ]
        stages.append(Stage(best, tuple(sorted(others, key=_shortest_first))))
        at = goal
    return tuple(stages)


def _shortest_first(lesson: Lesson) -> tuple[bool, int, str]:
    return lesson.hours is None, sum(lesson.hours or (0, 0)), lesson.resource
