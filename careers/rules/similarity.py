"""How alike roles are, which is another question than how ready a person is for one."""

from collections import Counter
from collections.abc import Hashable, Mapping
from math import fsum, log, sqrt
from typing import TypeVar

# What a similarity is at least, and how people say it. Of all pairs of the roles shipped, one in
# fifty is much alike and one in ten alike or more.
WORDS = {0.4: "much alike", 0.2: "alike", 0.05: "a little alike"}

RoleT = TypeVar("RoleT", bound=Hashable)
SkillT = TypeVar("SkillT", bound=Hashable)


def rarity(roles: Mapping[RoleT, Mapping[SkillT, float]]) -> dict[SkillT, float]:
    """How much each skill tells roles apart: ln(1 + all roles / roles that ask it).

    From ln 2 for a skill that all ask, upwards. The inverse document frequency of Spärck Jones
    (1972), smoothed so that common skills still count a little.
    """
    asked = Counter(skill for asks in roles.values() for skill in asks)
    return {skill: log(1 + len(roles) / times) for skill, times in asked.items()}


def similarity(
    a: Mapping[SkillT, float], b: Mapping[SkillT, float], weight: Mapping[SkillT, float]
) -> float:
    """The cosine of two roles, each a mapping of skill to importance x level: 0 to 1, symmetric.

    `weight` is the rarity of each skill. A role that asks nothing is like no other: 0. Summed
    without rounding on the way, so that the order of skills decides no tie.
    """
    dot = fsum(a[skill] * b[skill] * weight[skill] ** 2 for skill in a.keys() & b.keys())
    size = _length(a, weight) * _length(b, weight)
    return min(dot / size, 1.0) if size else 0.0


def in_words(likeness: float) -> str:
    """A similarity from 0 to 1 as people say it."""
    if not likeness:
        return "share no skill"
    return next((words for least, words in WORDS.items() if likeness >= least), "hardly alike")


def neighbours(
    role: RoleT, roles: Mapping[RoleT, Mapping[SkillT, float]], most: int
) -> list[RoleT]:
    """The roles most like one of them, the likest first, at most `most`; none that shares nothing.

    Ties keep the order of `roles`.
    """
    if role not in roles:
        return []
    weight = rarity(roles)
    likeness = {
        other: similarity(roles[role], asks, weight)
        for other, asks in roles.items()
        if other != role
    }
    return [other for other in sorted(likeness, key=lambda r: -likeness[r]) if likeness[other]][
        :most
    ]


def _length(asks: Mapping[SkillT, float], weight: Mapping[SkillT, float]) -> float:
    return sqrt(fsum((value * weight[skill]) ** 2 for skill, value in asks.items()))
