"""What a few answers say of a person: which roles they may come from, and how they would match.

A Bayesian posterior over roles, as the game of twenty questions and adaptive tests keep one
(van der Linden and Glas, Elements of Adaptive Testing, 2010). Somebody who comes from a role has
each skill that it asks at the level needed, or one lower, or one higher, or lacks it; a skill that
it does not ask they mostly lack. Answers multiply the likelihoods of the roles (Bayes' rule). What
was not answered is expected as the roles in play have it, so that readiness x use, which the
matches are ordered by, can be expected too. What was skipped earns nothing, as in the match.

Where roles take any of several skills, the choice is a thing of its own beside its skills. It is
answered once one of them is at the level that the most demanding role asks, or all were asked: that
somebody does not know AWS says nothing of them before they were asked about Azure.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Generic, NamedTuple, TypeVar

from careers.rules.levels import HIGHEST
from careers.rules.needs import Alternative, Need

RoleT = TypeVar("RoleT", bound=Hashable)

LOWER, HIGHER = 0.25, 0.25  # how often somebody is a level under or over what their role needs
LACKED = 0.1  # how often they lack a skill that it needs
STRAY = 0.004  # any other level: answers are never impossible
NOT_ASKED = (0.9, 0.05, 0.03, 0.01, 0.007, 0.003)  # the levels of a skill that a role does not ask
HEAD_START = log(10)  # the role that somebody works in now, against any other
IN_PLAY = 0.002  # the least probability of a role that is reckoned with

LEVELS = range(HIGHEST + 1)


class Asker(NamedTuple):
    """A need by the number of its role.

    What is asked goes by a number too: one of a skill, or of a choice between skills.
    """

    role: int
    level: int
    importance: int


@dataclass(frozen=True, slots=True)
class Catalogue(Generic[RoleT]):
    """What all roles need, by number: made once for as long as the content stays the same.

    `accepted` are the skills that answer each number, `numbers` those that a skill answers.
    `needs` holds number -> (level, importance) of each role, `held` the levels that somebody from
    it is expected to have, `askers` who asks each number; `points` and `used` are what somebody
    from one role is expected to earn in another.
    """

    roles: tuple[RoleT, ...]
    accepted: tuple[tuple[Alternative, ...], ...]
    numbers: dict[str, tuple[int, ...]]
    needs: tuple[dict[int, tuple[int, int]], ...]
    held: tuple[dict[int, int], ...]
    askers: tuple[tuple[Asker, ...], ...]
    weights: tuple[int, ...]
    points: tuple[tuple[float, ...], ...]
    used: tuple[tuple[float, ...], ...]

    def level(self, role: int, number: int) -> int:
        """What the role needs, 1 to 5, or 0 where it does not ask that."""
        return self.needs[role].get(number, (0, 0))[0]

    def known(self, answers: Mapping[str, int | None]) -> dict[int, int | None]:
        """What the answers say, by number: skill -> level 0 to 5, None where skipped."""
        touched = dict.fromkeys(number for one in answers for number in self.numbers.get(one, ()))
        return {
            number: self._best(number, answers)
            for number in touched
            if self._is_settled(number, answers)
        }

    def _best(self, number: int, answers: Mapping[str, int | None]) -> int | None:
        levels = (answers.get(one.skill) for one in self.accepted[number])
        return max((level for level in levels if level is not None), default=None)

    def _is_settled(self, number: int, answers: Mapping[str, int | None]) -> bool:
        most = max(asked.level for asked in self.askers[number])
        return (self._best(number, answers) or 0) >= most or all(
            one.skill in answers for one in self.accepted[number]
        )


class Sums(NamedTuple):
    """What somebody from one role is expected to earn in every role, by number."""

    points: list[float]
    used: list[float]
    values: list[float]  # readiness x use, but for a factor that all roles share


@dataclass(frozen=True, slots=True)
class Belief:
    """The roles in play, the likeliest first, each with its probability and its sums."""

    likely: dict[int, float]
    sums: dict[int, Sums]
    answered: frozenset[int]

    def order(self) -> list[int]:
        """All roles by the value expected of them, ties in the order of the catalogue."""
        lines = [(share, self.sums[role].values) for role, share in self.likely.items()]
        roles = range(len(lines[0][1]) if lines else 0)
        expected = [sum(share * values[role] for share, values in lines) for role in roles]
        return sorted(roles, key=lambda role: -expected[role])


def _levels_for(need: int) -> tuple[float, ...]:
    """How likely each level from 0 to 5 is for somebody whose role needs one of 1 to 5."""
    shares = [STRAY] * len(LEVELS)
    shares[need] += 1 - LOWER - HIGHER
    shares[need - 1] += LOWER
    shares[min(need + 1, HIGHEST)] += HIGHER
    shares = [share * (1 - LACKED) / sum(shares) for share in shares]
    return (shares[0] + LACKED, *shares[1:])


def _mean(need: int, level: int) -> float:
    return sum(share * min(have, level) for have, share in enumerate(EXPECTED[need]))


def _covariance(need: int, one: int, other: int) -> float:
    both = sum(
        share * min(have, one) * min(have, other) for have, share in enumerate(EXPECTED[need])
    )
    return both - _mean(need, one) * _mean(need, other)


# By the level that the person's role needs, 0 where it does not ask the skill.
LIKELY = (NOT_ASKED, *(_levels_for(need) for need in LEVELS[1:]))
LOGS = tuple(tuple(log(share) for share in shares) for shares in LIKELY)
# What was not asked is expected to be lacked: with 180 such skills the little that is known of
# each would add up to more than what a role is about.
EXPECTED = ((1.0, *(0.0,) * HIGHEST), *LIKELY[1:])
MEANS = tuple(tuple(_mean(need, level) for level in LEVELS) for need in LEVELS)
# Of the levels that count towards a need of one level and towards one of another.
COVARIANCES = tuple(
    tuple(tuple(_covariance(need, one, other) for other in LEVELS) for one in LEVELS)
    for need in LEVELS
)


def prepare(roles: Mapping[RoleT, Iterable[Need]]) -> Catalogue[RoleT]:
    """Number roles, in the order given, and what they ask, in the order of its titles."""
    asked = {role: tuple(needs) for role, needs in roles.items()}
    kinds = {frozenset(need.skills): need for needs in asked.values() for need in needs}
    ordered = sorted(kinds, key=lambda kind: (kinds[kind].title, kinds[kind].skills))
    place = {kind: number for number, kind in enumerate(ordered)}
    numbers: dict[str, tuple[int, ...]] = {}
    for kind, number in place.items():
        for skill in kind:
            numbers[skill] = (*numbers.get(skill, ()), number)
    needs = tuple(
        {place[frozenset(need.skills)]: (need.level, need.importance) for need in needs}
        for needs in asked.values()
    )
    askers: list[list[Asker]] = [[] for _ in ordered]
    for role, line in enumerate(needs):
        for number, (level, importance) in line.items():
            askers[number].append(Asker(role, level, importance))
    held = tuple(_held(needs, place, numbers) for needs in asked.values())
    expected = [_expected_of(person, needs) for person in held]
    return Catalogue(
        roles=tuple(asked),
        accepted=tuple(kinds[kind].accepted for kind in ordered),
        numbers=numbers,
        needs=needs,
        held=held,
        askers=tuple(map(tuple, askers)),
        weights=tuple(sum(importance for _, importance in line.values()) or 1 for line in needs),
        points=tuple(points for points, _ in expected),
        used=tuple(used for _, used in expected),
    )


def _held(
    needs: Iterable[Need],
    place: Mapping[frozenset[str], int],
    numbers: Mapping[str, tuple[int, ...]],
) -> dict[int, int]:
    """The levels by number of somebody who does what a role asks.

    Of a choice that is the first listed skill, which counts wherever it will do.
    """
    held: dict[int, int] = {}
    for need in needs:
        for number in (place[frozenset(need.skills)], *numbers[need.skill]):
            held[number] = max(need.level, held.get(number, 0))
    return held


def believe(
    catalogue: Catalogue[RoleT], answers: Mapping[int, int | None], present: int | None = None
) -> Belief:
    """The belief after answers: what is asked, by number -> level 0 to 5, None where skipped."""
    likely = _posterior(catalogue, answers, present)
    sums = {role: _sums(catalogue, answers, role) for role in likely}
    return Belief(likely, sums, frozenset(answers))


def _posterior(
    catalogue: Catalogue[RoleT], answers: Mapping[int, int | None], present: int | None
) -> dict[int, float]:
    logs = [0.0] * len(catalogue.roles)
    if present is not None:
        logs[present] = HEAD_START
    for skill, have in answers.items():
        if have is not None:
            for asked in catalogue.askers[skill]:
                logs[asked.role] += LOGS[asked.level][have] - LOGS[0][have]
    most = max(logs, default=0)
    shares = [exp(one - most) for one in logs]
    least = IN_PLAY * sum(shares)
    kept = {role: share for role, share in enumerate(shares) if share > least}
    total = sum(kept.values())
    return {role: kept[role] / total for role in sorted(kept, key=lambda role: -kept[role])}


def _sums(catalogue: Catalogue[RoleT], answers: Mapping[int, int | None], person: int) -> Sums:
    points, used = list(catalogue.points[person]), list(catalogue.used[person])
    held = catalogue.held[person]
    for number, have in answers.items():
        means = MEANS[held.get(number, 0)]
        for role, level, importance in catalogue.askers[number]:
            more = min(have or 0, level) - means[level]
            points[role] += importance * more / level
            used[role] += more
    lines = zip(points, used, catalogue.weights, strict=True)
    return Sums(points, used, [earned * use / weight for earned, use, weight in lines])


def _expected_of(
    held: Mapping[int, int], needs: Iterable[Mapping[int, tuple[int, int]]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The points and the used levels that somebody from a role is expected to have in each."""
    points, used = [], []
    for line in needs:
        means = {number: MEANS[held.get(number, 0)][level] for number, (level, _) in line.items()}
        used.append(sum(means.values()))
        points.append(sum(line[one][1] * mean / line[one][0] for one, mean in means.items()))
    return tuple(points), tuple(used)
