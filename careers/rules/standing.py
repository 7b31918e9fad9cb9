"""Where a person stands before one or more goal roles: what is met, missing and unknown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from careers.rules.implied import Implied
from careers.rules.levels import ESSENTIAL
from careers.rules.matching import NOTHING
from careers.rules.needs import Alternative, Need, any_of
from careers.rules.plan_choices import decide


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
    """What all goals ask of a skill, and the level (0 to 5) that a person has; None: unknown.

    A level that was not rated, but is `implied`, says by what.
    """

    skill: str
    title: str
    asks: tuple[Ask, ...]
    have: int | None
    implied: Implied | None = None

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
    """All that the goals ask, parted by what a person has and wants; each the important first.

    `known` is the share of all importance of which a level is known, from 0 to 100 percent.
    """

    gaps: tuple[Gap, ...]
    met: tuple[Demand, ...]
    unknown: tuple[Demand, ...]
    left_out: tuple[Demand, ...]
    known: int
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
    implied: Mapping[str, Implied] = NOTHING,
) -> Standing:
    """Lay what the goals ask (title -> needs) beside the ratings (skill -> level 0 to 5).

    What is not rated stands at the level that is implied, if any, and is unknown otherwise. A
    level had counts up to the level asked. Skills left out (by slug) get no step; those that are
    rated count like all others in the levels had and asked. Where any of several skills would do,
    `plan_choices` says which of them is meant here.
    """
    levels = {**{skill: one.level for skill, one in implied.items()}, **ratings}
    demands = _demands(decide(goals, levels, left_out), levels, implied)
    wanted = [one for one in demands if one.skill not in left_out]
    rated = [one for one in demands if one.have is not None and not one.implied]
    return Standing(
        gaps=tuple(gap for one in wanted if (gap := _gap(one))),
        met=tuple(one for one in wanted if one.have is not None and one.have >= one.level),
        unknown=tuple(one for one in wanted if one.have is None),
        left_out=tuple(one for one in demands if one.skill in left_out),
        known=_known(wanted),
        rated=len(rated),
        had=sum(min(one.have or 0, one.level) for one in rated),
        asked=sum(one.level for one in rated),
    )


def _known(demands: Collection[Demand]) -> int:
    """The share of all importance of which a level is known, in percent, rounded down."""
    known = sum(one.importance for one in demands if one.have is not None)
    return known * 100 // (sum(one.importance for one in demands) or 1)


def _demands(
    goals: Mapping[str, Iterable[Need]], levels: Mapping[str, int], implied: Mapping[str, Implied]
) -> list[Demand]:
    titles: dict[str, str] = {}
    asks: dict[str, list[Ask]] = {}
    for goal, needs in goals.items():
        for need in needs:
            (skill, title, _), *others = need.accepted
            titles[skill] = title
            ask = Ask(goal, need.level, need.importance, tuple(others))
            asks.setdefault(skill, []).append(ask)
    demands = [
        Demand(skill, titles[skill], tuple(asks[skill]), levels.get(skill), implied.get(skill))
        for skill in asks
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
