"""What a skill builds on as a picture in rows: each skill is below everything it needs.

The drawing follows Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical
system structures" (1981): assign rows, let long links pass through the rows between, and order each
row by barycentres so that few links cross. Links implied by others are left out (Aho, Garey and
Ullman, "The transitive reduction of a directed graph", 1972). Rows hold few skills, filled as by
Coffman and Graham (1972), so that names stay legible on a phone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import combinations, pairwise, product
from statistics import fmean
from typing import NamedTuple, TypeAlias

MOST_IN_A_ROW = 3
SKILL_WIDTH, PASS_WIDTH = 9, 1  # fractions of the row
SWEEPS = 4


class PrerequisiteCell(NamedTuple):
    """A place in a row: a skill, or a link passing by from a skill further up."""

    skill: str
    row: int  # counted upwards; 0 is the skill the picture is about
    passes: bool


@dataclass(frozen=True, slots=True)
class PrerequisiteRow:
    """Cells from start to end; links lead from an x of this row to an x of the next.

    An x is the middle of a cell, from 0 at the start of a row to 100 at its end.
    """

    cells: tuple[PrerequisiteCell, ...]
    links: tuple[tuple[float, float], ...]


Needs: TypeAlias = Mapping[str, set[str]]  # skill -> what it needs
Order: TypeAlias = Sequence[Sequence[PrerequisiteCell]]
Links: TypeAlias = set[tuple[PrerequisiteCell, PrerequisiteCell]]  # from a row to the one below


def prerequisite_rows(skill: str, pairs: Iterable[tuple[str, str]]) -> tuple[PrerequisiteRow, ...]:
    """Everything a skill builds on, the furthest first; the last row is the skill alone.

    `pairs` are (skill, prerequisite) without a circle; their order doesn't affect the picture.
    """
    needs = _reduced(_reached(skill, pairs))
    cells, links = _passed(needs, _assigned(skill, needs))
    order = _untangled(cells, links)
    return tuple(
        PrerequisiteRow(tuple(row), tuple(sorted(_ends(row, below, links))))
        for row, below in zip(order, [*order[1:], ()], strict=True)
    )


def _reached(skill: str, pairs: Iterable[tuple[str, str]]) -> Needs:
    """The part of the graph that a skill builds on."""
    needs = defaultdict(set)
    for one, needed in pairs:
        needs[one].add(needed)
    reached: dict[str, set[str]] = {}
    waiting = [skill]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached[one] = needs[one]
            waiting.extend(needs[one])
    return reached


def _reduced(needs: Needs) -> Needs:
    """The same graph, without direct links to what a skill needs indirectly anyway."""
    below: dict[str, set[str]] = {}
    for one in TopologicalSorter(needs).static_order():
        below[one] = set().union(needs[one], *(below[needed] for needed in needs[one]))
    return {
        one: needed - set().union(*(below[other] for other in needed))
        for one, needed in needs.items()
    }


def _inverted(needs: Needs) -> Needs:
    needed_by = defaultdict(set)
    for one, needed in needs.items():
        for other in needed:
            needed_by[other].add(one)
    return needed_by


def _assigned(skill: str, needs: Needs) -> dict[str, int]:
    """The row of each skill: as close to what needs it as there is room, long chains first."""
    needed_by = _inverted(needs)
    height: dict[str, int] = {}
    for one in TopologicalSorter(needs).static_order():
        height[one] = 1 + max((height[needed] for needed in needs[one]), default=0)
    row_of = {skill: 0}
    row = 0
    while len(row_of) < len(needs):
        row += 1
        ready = [one for one in needs.keys() - row_of.keys() if needed_by[one] <= row_of.keys()]
        ready.sort(key=lambda one: (-height[one], one))
        row_of |= dict.fromkeys(ready[:MOST_IN_A_ROW], row)
    return row_of


def _passed(needs: Needs, row_of: Mapping[str, int]) -> tuple[Order, Links]:
    """The cells of each row, the furthest first, and the links between neighbouring rows."""
    rows: list[list[PrerequisiteCell]] = [[] for _ in range(max(row_of.values()) + 1)]
    links: Links = set()
    needed_by = _inverted(needs)
    for skill, top in sorted(row_of.items()):
        end = min((row_of[one] for one in needed_by[skill]), default=top - 1)
        chain = [PrerequisiteCell(skill, row, passes=row < top) for row in range(top, end, -1)]
        for cell in chain:
            rows[cell.row].append(cell)
        links.update(pairwise(chain))
        links.update(
            (cell, PrerequisiteCell(one, row_of[one], passes=False))
            for cell, one in product(chain, needed_by[skill])
            if row_of[one] == cell.row - 1
        )
    return rows[::-1], links


def _untangled(order: Order, links: Links) -> Order:
    """The order with the fewest crossings among a few sweeps down and up."""
    above, below = defaultdict(list), defaultdict(list)
    for upper, lower in sorted(links):
        above[lower].append(upper)
        below[upper].append(lower)
    best = order
    for _ in range(SWEEPS):
        order = _swept(order, above)
        order = _swept(order[::-1], below)[::-1]
        best = min(best, order, key=lambda one: _crossings(one, links))
    return best


def _swept(order: Order, neighbours: Mapping[PrerequisiteCell, list[PrerequisiteCell]]) -> Order:
    """Each row sorted by the mean of its neighbours in the row before."""
    swept = [order[0]]
    for row in order[1:]:
        place = _middles(swept[-1]) | _middles(row)
        middle = {cell: fmean(place[one] for one in neighbours.get(cell) or [cell]) for cell in row}
        swept.append(sorted(row, key=middle.__getitem__))
    return swept


def _crossings(order: Order, links: Links) -> int:
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for row, below in pairwise(order)
        for one, other in combinations(_ends(row, below, links), 2)
    )


def _ends(
    row: Sequence[PrerequisiteCell], below: Sequence[PrerequisiteCell], links: Links
) -> list[tuple[float, float]]:
    start, end = _middles(row), _middles(below)
    return [(start[one], end[other]) for one, other in links if one in start and other in end]


def _middles(row: Sequence[PrerequisiteCell]) -> dict[PrerequisiteCell, float]:
    widths = [PASS_WIDTH if cell.passes else SKILL_WIDTH for cell in row]
    return {
        cell: round((sum(widths[:number]) + widths[number] / 2) * 100 / sum(widths), 1)
        for number, cell in enumerate(row)
    }
