"""What ratings say of skills that were not rated: whoever runs Kubernetes knows containers."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import NamedTuple

from careers.rules.prerequisites import Link

LEAST_IMPLYING = 2  # who is only aware of a skill need not have what it builds on

Links = Mapping[str, Sequence[Link]]  # by the skill that builds on another
NO_LINKS: Links = MappingProxyType({})


class Implied(NamedTuple):
    """A level from 1 to 5 that a rated skill implies, and that skill with its own level."""

    level: int
    by: str
    by_level: int


class Disagreement(NamedTuple):
    """A rating below what a rated skill that builds on it takes; the least it would be is known."""

    skill: str
    level: int
    needs: str
    have: int
    least: int


def links_by_skill(links: Iterable[Link]) -> dict[str, list[Link]]:
    by_skill: dict[str, list[Link]] = {}
    for link in links:
        by_skill.setdefault(link.skill, []).append(link)
    return by_skill


def implied_by(ratings: Mapping[str, int], links: Links) -> dict[str, Implied]:
    """Skill -> what is implied of it, for each that is not rated and that a rated one builds on.

    A skill known at 2 or more implies each of its prerequisites at the lower of its own level and
    the link's, and they theirs in turn. The highest wins; of equal ones that of the higher rating,
    then by slug. A rated skill is never implied, and passes on what it is rated.
    """
    found: dict[str, Implied] = {}
    # The highest first, so that the first to reach a skill is the one that counts.
    waiting = [(-level, -level, skill, skill) for skill, level in ratings.items()]
    heapify(waiting)
    while waiting:
        minus_level, minus_own, by, skill = heappop(waiting)
        if skill in found:
            continue
        if skill not in ratings:
            found[skill] = Implied(-minus_level, by, -minus_own)
        if -minus_level < LEAST_IMPLYING:
            continue
        for link in links.get(skill, ()):
            if link.needs not in ratings and link.needs not in found:
                heappush(waiting, (-min(-minus_level, link.level), minus_own, by, link.needs))
    return found


def disagreements(ratings: Mapping[str, int], links: Links) -> list[Disagreement]:
    """The ratings that cannot both be right, the furthest apart first, then by slug."""
    found = [
        Disagreement(skill, level, link.needs, ratings[link.needs], min(level, link.level))
        for skill, level in ratings.items()
        if level >= LEAST_IMPLYING
        for link in links.get(skill, ())
        if ratings.get(link.needs, level) < min(level, link.level)
    ]
    return sorted(found, key=lambda one: (one.have - one.least, one.skill, one.needs))
