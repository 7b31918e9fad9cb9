"""How alike roles are, which is another question than how ready a person is for one.

A role is an arrow: a coordinate for each skill that it asks, importance x level x rarity. Likeness
is the cosine between two of them. Tools are brought to one length first, a tenth of the rest's
(squared): roles list two tools or forty, often rare ones, and would else be told apart by how long
their lists are. Over O*NET's occupations (tests/careers/rules/test_similarity_onet.py) that raises
how many of the ten likest are among the official ten from 2.4 to 4.0.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from itertools import combinations
from math import fsum, log, sqrt
from operator import mul
from typing import TypeVar

# What a similarity is at least, and how people say it. Of all pairs of the roles shipped, one in
# fifty is much alike and one in ten alike or more.
WORDS = {0.4: "much alike", 0.2: "alike", 0.05: "a little alike"}

RoleT = TypeVar("RoleT", bound=Hashable)
SkillT = TypeVar("SkillT", bound=Hashable)

TOOLS = 0.1  # the squared length of the tools of a role, where that of its other skills is 1


def rarity(roles: Mapping[RoleT, Mapping[SkillT, float]]) -> dict[SkillT, float]:
    """How much each skill tells roles apart: ln(1 + all roles / roles that ask it).

    From ln 2 for a skill that all ask, upwards. The inverse document frequency of Spärck Jones
    (1972), smoothed so that common skills still count a little.
    """
    asked = Counter(skill for asks in roles.values() for skill in asks)
    return {skill: log(1 + len(roles) / times) for skill, times in asked.items()}


def similarity(
    a: Mapping[SkillT, float],
    b: Mapping[SkillT, float],
    weight: Mapping[SkillT, float],
    tools: Collection[SkillT] = frozenset(),
) -> float:
    """The cosine of two roles, each a mapping of skill to importance x level: 0 to 1, symmetric.

    `weight` is the rarity of each skill; `tools` are the skills that are one. A role that asks
    nothing is like no other: 0.
    """
    return _cosine(_direction(a, weight, tools), _direction(b, weight, tools))


def similarity_in_words(likeness: float) -> str:
    """A similarity from 0 to 1 as people say it."""
    if not likeness:
        return "share no skill"
    return next((words for least, words in WORDS.items() if likeness >= least), "hardly alike")


def neighbours(
    role: RoleT,
    roles: Mapping[RoleT, Mapping[SkillT, float]],
    most: int,
    tools: Collection[SkillT] = frozenset(),
) -> list[RoleT]:
    """The roles most like one of them, the likest first, at most `most`; none that shares nothing.

    Ties keep the order of `roles`.
    """
    if role not in roles:
        return []
    directions = _directions(roles, tools)
    own = directions.pop(role)
    return _likest({other: _cosine(own, one) for other, one in directions.items()}, most)


def all_neighbours(
    roles: Mapping[RoleT, Mapping[SkillT, float]],
    most: int,
    tools: Collection[SkillT] = frozenset(),
) -> dict[RoleT, list[RoleT]]:
    """The `neighbours` of each role, with no pair of roles compared twice."""
    return {role: _likest(alike, most) for role, alike in likenesses(roles, tools).items()}


def likenesses(
    roles: Mapping[RoleT, Mapping[SkillT, float]], tools: Collection[SkillT] = frozenset()
) -> dict[RoleT, dict[RoleT, float]]:
    """How alike each role is to every other, with no pair compared twice."""
    directions = _directions(roles, tools)
    likeness: dict[RoleT, dict[RoleT, float]] = {role: {} for role in roles}
    for one, other in combinations(roles, 2):
        likeness[one][other] = likeness[other][one] = _cosine(directions[one], directions[other])
    return likeness


def _directions(
    roles: Mapping[RoleT, Mapping[SkillT, float]], tools: Collection[SkillT]
) -> dict[RoleT, dict[SkillT, float]]:
    weight = rarity(roles)
    return {role: _direction(asks, weight, tools) for role, asks in roles.items()}


def _direction(
    asks: Mapping[SkillT, float], weight: Mapping[SkillT, float], tools: Collection[SkillT]
) -> dict[SkillT, float]:
    """An arrow of length 1, the tools in proportion to the rest where there are both."""
    used = {skill: value * weight[skill] for skill, value in asks.items() if skill in tools}
    rest = {skill: value * weight[skill] for skill, value in asks.items() if skill not in tools}
    if not (used and rest):
        return _scaled({**used, **rest}, 1)
    return {**_scaled(used, TOOLS / (1 + TOOLS)), **_scaled(rest, 1 / (1 + TOOLS))}


def _scaled(asks: Mapping[SkillT, float], squared: float) -> dict[SkillT, float]:
    """Brought to a length, given squared. Summed without rounding on the way, so that the order
    of skills decides no tie.
    """
    length = sqrt(fsum(value**2 for value in asks.values()) / squared)
    return {skill: value / length for skill, value in asks.items()} if length else {}


def _cosine(a: Mapping[SkillT, float], b: Mapping[SkillT, float]) -> float:
    shared = a.keys() & b.keys()
    return min(fsum(map(mul, map(a.__getitem__, shared), map(b.__getitem__, shared))), 1.0)


def _likest(likeness: Mapping[RoleT, float], most: int) -> list[RoleT]:
    ordered = sorted(likeness, key=lambda role: -likeness[role])
    return [role for role in ordered[:most] if likeness[role]]
