"""The prerequisite graph: which skill is better learned before which."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter


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
