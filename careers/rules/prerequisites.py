"""The prerequisite graph: which skill is better learned before which, and how far."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple


class Link(NamedTuple):
    """A skill builds on what it needs, at a level from 1 to 5."""

    skill: str
    needs: str
    level: int


def still_to_learn(links: Iterable[Link], levels: Mapping[str, int]) -> list[tuple[str, str]]:
    """The (skill, prerequisite) pairs for which a person is not rated at the link's level yet.

    What they have far enough need not come first, even if their goals ask more of it.
    """
    return [(link.skill, link.needs) for link in links if levels.get(link.needs, 0) < link.level]


def find_cycle(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A circle in the (skill, prerequisite) pairs, from a skill back to itself; empty if none.

    Each name in the result needs the one after it.
    """
    graph: TopologicalSorter[str] = TopologicalSorter()
    for skill, needs in pairs:
        graph.add(skill, needs)
    try:
        graph.prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()
