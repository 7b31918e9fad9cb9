"""What a few answers say of a person: which roles they may come from, and how they would match.

A Bayesian posterior over roles, as the game of twenty questions and adaptive tests keep one
(van der Linden and Glas, Elements of Adaptive Testing, 2010). Somebody who comes from a role has
each skill that it asks at the level needed, or one lower, or one higher, or lacks it; a skill that
it does not ask they mostly lack. Answers multiply the likelihoods of the roles (Bayes' rule). What
was not answered is expected as the roles in play have it, so that readiness x use, which the
matches are ordered by, can be expected too. What was skipped earns nothing, as in the match.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Generic, NamedTuple, TypeVar

from careers.rules.levels import HIGHEST
from careers.rules.matching import Need

RoleT = TypeVar("RoleT", bound=Hashable)

LOWER, HIGHER = 0.25, 0.25  # how often somebody is a level under or over what their role needs
LACKED = 0.1  # how often they lack a skill that it needs
STRAY = 0.004  # any other level: answers are never impossible
NOT_ASKED = (0.9, 0.05, 0.03, 0.01, 0.007, 0.003)  # the levels of a skill that a role does not ask
HEAD_START = log(10)  # the role that somebody works in now, against any other
IN_PLAY = 0.002  # the least probability of a role that is reckoned with

LEVELS = range(HIGHEST + 1)


class Asked(NamedTuple):
    """A need by the number of its role."""

    role: int
    level: int
    importance: int


@dataclass(frozen=True, slots=True)
class Catalogue(Generic[RoleT]):
    """What all roles need, by number: made once for as long as the content stays the same.

    `needs` holds skill -> (level, importance) of each role, `askers` who asks each skill;
    `points` and `used` are what somebody from one role is expected to earn in another.
    """

    roles: tuple[RoleT, ...]
    skills: tuple[str, ...]
    titles: tuple[str, ...]
    numbers: dict[str, int]
    needs: tuple[dict[int, tuple[int, int]], ...]
    askers: tuple[tuple[Asked, ...], ...]
    weights: tuple[int, ...]
    points: tuple[tuple[float, ...], ...]
    used: tuple[tuple[float, ...], ...]

    def level(self, role: int, skill: int) -> int:
        """What the role needs, 1 to 5, or 0 where it does not ask the skill."""
        return self.needs[role].get(skill, (0, 0))[0]


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
    """Number roles, in the order given, and skills, in the order of their titles."""
    asked = {role: tuple(needs) for role, needs in roles.items()}
    titles = {need.skill: need.title for needs in asked.values() for need in needs}
    skills = sorted(titles, key=lambda skill: (titles[skill], skill))
    numbers = {skill: number for number, skill in enumerate(skills)}
    needs = tuple(
        {numbers[need.skill]: (need.level, need.importance) for need in needs}
        for needs in asked.values()
    )
    askers: list[list[Asked]] = [[] for _ in skills]
    for role, line in enumerate(needs):
        for skill, (level, importance) in line.items():
            askers[skill].append(Asked(role, level, importance))
    expected = [_expected_of(person, needs) for person in needs]
    return Catalogue(
        roles=tuple(asked),
        skills=tuple(skills),
        titles=tuple(titles[skill] for skill in skills),
        numbers=numbers,
        needs=needs,
        askers=tuple(map(tuple, askers)),
        weights=tuple(sum(importance for _, importance in line.values()) or 1 for line in needs),
        points=tuple(points for points, _ in expected),
        used=tuple(used for _, used in expected),
    )


def believe(
    catalogue: Catalogue[RoleT], answers: Mapping[int, int | None], present: int | None = None
) -> Belief:
    """The belief after answers: the number of a skill -> its level 0 to 5, None where skipped."""
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
    for skill, have in answers.items():
        means = MEANS[catalogue.level(person, skill)]
        for role, level, importance in catalogue.askers[skill]:
            more = min(have or 0, level) - means[level]
            points[role] += importance * more / level
            used[role] += more
    lines = zip(points, used, catalogue.weights, strict=True)
    return Sums(points, used, [earned * use / weight for earned, use, weight in lines])


def _expected_of(
    person: Mapping[int, tuple[int, int]], needs: Iterable[Mapping[int, tuple[int, int]]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The points and the used levels that somebody from a role is expected to have in each."""
    points, used = [], []
    for line in needs:
        means = {
            skill: MEANS[person.get(skill, (0, 0))[0]][level] for skill, (level, _) in line.items()
        }
        used.append(sum(means.values()))
        points.append(sum(line[skill][1] * mean / line[skill][0] for skill, mean in means.items()))
    return tuple(points), tuple(used)
