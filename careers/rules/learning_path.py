"""The order in which to close the gaps of one or more goal roles, and how each step is taken."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heappop, heappush
from itertools import chain

from careers.rules.lessons import Hours, Lesson, reached, total
from careers.rules.levels import ESSENTIAL
from careers.rules.needs import Alternative, Need, any_of
from careers.rules.plan_choices import decide
from careers.rules.resource_choice import Choices, LevelRange, choose_resources


@dataclass(frozen=True, slots=True)
class Ask:
    """What one goal asks of a skill: a level from 1 to 5, an importance from 1 to 5.

    `others` are the skills that would do for the goal as well.
    """

    goal: str
    level: int
    importance: int
    others: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """What all goals ask of a skill, and the level (0 to 5) that a person has; None: not rated."""

    skill: str
    title: str
    asks: tuple[Ask, ...]
    have: int | None

    @property
    def accepted(self) -> tuple[Alternative, ...]:
        """The skill, and those that would do as well for every goal that asks it."""
        return Alternative(self.skill, self.title), *_for_all(self.asks)

    @property
    def is_choice(self) -> bool:
        return len(self.accepted) > 1

    @property
    def level(self) -> int:
        """The highest that a goal asks."""
        return max(ask.level for ask in self.asks)

    @property
    def importance(self) -> int:
        """The highest that a goal gives it."""
        return max(ask.importance for ask in self.asks)


@dataclass(frozen=True, slots=True)
class Gap:
    """A skill that a person has at a lower level (0 to 4) than their goals need (1 to 5).

    `asks` are those of the goals that need more than the person has.
    """

    skill: str
    title: str
    have: int
    level: int
    importance: int
    asks: tuple[Ask, ...] = ()

    @property
    def urgency(self) -> tuple[int, int, str]:
        """The smallest goes first: most important, then quickest to close, then by title."""
        return -self.importance, self.level - self.have, self.title

    @property
    def is_essential(self) -> bool:
        return self.importance >= ESSENTIAL

    @property
    def instead(self) -> str:
        """What would close it as well, in words: Azure or Google Cloud. Empty: nothing else."""
        return any_of(_for_all(self.asks))


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the goals ask, parted by what a person has and wants; each the important first."""

    gaps: tuple[Gap, ...]
    met: tuple[Demand, ...]
    unrated: tuple[Demand, ...]
    left_out: tuple[Demand, ...]
    rated: int
    had: int
    asked: int

    @property
    def percent(self) -> int | None:
        """Levels had of levels asked, of rated skills, rounded down; None while none is rated."""
        return self.had * 100 // self.asked if self.asked else None


def stand(
    goals: Mapping[str, Iterable[Need]],
    ratings: Mapping[str, int],
    left_out: Collection[str] = (),
) -> Standing:
    """Lay what the goals ask (title -> needs) beside the ratings (skill -> level 0 to 5).

    A level had counts up to the level asked. Skills left out (by slug) get no step; those that
    are rated count like all others in the levels had and asked. Where any of several skills would
    do, `plan_choices` says which of them is meant here.
    """
    demands = _demands(decide(goals, ratings, left_out), ratings)
    wanted = [one for one in demands if one.skill not in left_out]
    rated = [one for one in demands if one.have is not None]
    return Standing(
        gaps=tuple(gap for one in wanted if (gap := _gap(one))),
        met=tuple(one for one in wanted if one.have is not None and one.have >= one.level),
        unrated=tuple(one for one in wanted if one.have is None),
        left_out=tuple(one for one in demands if one.skill in left_out),
        rated=len(rated),
        had=sum(min(one.have or 0, one.level) for one in rated),
        asked=sum(one.level for one in rated),
    )


def _demands(goals: Mapping[str, Iterable[Need]], ratings: Mapping[str, int]) -> list[Demand]:
    titles: dict[str, str] = {}
    asks: dict[str, list[Ask]] = {}
    for goal, needs in goals.items():
        for need in needs:
            (skill, title, _), *others = need.accepted
            titles[skill] = title
            ask = Ask(goal, need.level, need.importance, tuple(others))
            asks.setdefault(skill, []).append(ask)
    demands = [
        Demand(skill, titles[skill], tuple(asks[skill]), ratings.get(skill)) for skill in asks
    ]
    return sorted(demands, key=lambda one: (-one.importance, one.title))


def _for_all(asks: Sequence[Ask]) -> tuple[Alternative, ...]:
    """Of the other skills those that would do for every goal that asks."""
    first = asks[0].others if asks else ()
    return tuple(one for one in first if all(one in ask.others for ask in asks))


def _gap(demand: Demand) -> Gap | None:
    have = demand.have
    if have is None or have >= demand.level:
        return None
    asks = tuple(ask for ask in demand.asks if ask.level > have)
    return Gap(demand.skill, demand.title, have, demand.level, demand.importance, asks)


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
