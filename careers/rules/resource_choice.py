"""Which resources cover all steps of a plan in the least hours, one counting for all it teaches.

Between the level that a person has and the one that a step asks lie cells, one a level. A lesson
covers the cells of its skill from the level at which it takes people in up to the one it leads to,
a resource those of all its lessons. All cells that can be reached have to be covered, by resources
of the least weight together: the weighted set cover problem.

The weight of a resource says, the first first: that the person dropped it; that nobody estimated
its hours (it may be of any length, so it is taken only where there is no other way, and its hours
are in no sum); its hours, as the midpoint of their range; that it is not in hand, neither planned
nor started; that the skills are not its subject; that it is not free; that it is one more. One
that the person has done weighs next to nothing: nothing of it is left to do.

Method: a resource is taken where nothing else covers a cell, and left where another covers as much
and weighs no more, until neither happens; what remains falls into parts that share no cell, and
each is solved by branch and bound. It starts from the greedy choice (most cells for the weight;
Chvátal 1979, A greedy heuristic for the set-covering problem), goes on at the cell with the fewest
resources, and turns back where the least that the rest can weigh is too much: for each cell the
smallest share of a resource's weight, a feasible solution of the dual. This is exact, unless a part
takes more than MOST_NODES; then it is the best that was found, and no worse than the greedy choice,
which is at most 1 + 1/2 + ... + 1/n times the best, n being the most cells of one resource.

So without dropped and unestimated resources nothing but the hours decides, and an exact choice
never takes more hours where more resources are allowed or fewer skills are asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from math import lcm
from operator import add, itemgetter
from typing import NamedTuple, TypeAlias

from careers.rules.lessons import NO_HOURS, Lesson, reached

Weight: TypeAlias = tuple[int, ...]  # in parts: what the head of this file lists, in its order

MOST_NODES = 500  # of the search through one part: some 20 ms
WHOLE = lcm(*range(1, 26))  # one, in a weight: so that its share for each cell is a whole number
NOTHING: Weight = (0,) * 7


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants to learn, and what they do with which resource; `language` "": any."""

    free_only: bool = False
    avoided_kinds: frozenset[str] = frozenset()
    language: str = ""
    done: frozenset[str] = frozenset()
    in_hand: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    def offered(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """What the choices allow, and what is done already whatever they allow, for no hours."""
        return [
            replace(one, hours=NO_HOURS) if one.resource in self.done else one
            for one in lessons
            if one.resource in self.done or self._allows(one)
        ]

    def _allows(self, lesson: Lesson) -> bool:
        return (
            (lesson.is_free or not self.free_only)
            and lesson.kind not in self.avoided_kinds
            and self.language in ("", lesson.language)
        )


class LevelRange(NamedTuple):
    """From the level that a person has of a skill (0 to 4) to the one they need (1 to 5)."""

    have: int
    level: int


@dataclass(slots=True)
class _Offer:
    """A resource: its cells as the bits of a number, and its weight."""

    resource: str
    cells: int
    weight: Weight


def choose_resources(
    ways: Mapping[str, LevelRange],
    lessons: Iterable[Lesson],
    choices: Choices,
    most_nodes: int = MOST_NODES,
) -> set[str]:
    """The resources to take for the ways, by skill: first as far as can be, then least weight.

    `lessons` are those on offer; the result does not depend on their order.
    """
    offers = _offers(ways, lessons, choices)
    taken, rest = _settled(offers, _cells(offers))
    for part in _parts(rest):
        taken += _best(part, most_nodes)
    return {offer.resource for offer in taken}


def _offers(
    ways: Mapping[str, LevelRange], lessons: Iterable[Lesson], choices: Choices
) -> list[_Offer]:
    """Each resource that covers a cell, the lightest first, equal ones by name."""
    by_skill: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        by_skill.setdefault(lesson.skill, []).append(lesson)
    cells: dict[str, int] = {}
    useful: dict[str, list[Lesson]] = {}
    width = 0
    for skill, (have, level) in sorted(ways.items()):
        own = by_skill.get(skill, [])
        end = reached(own, have, level)
        for one in own:
            covered = _bits(max(one.starts, have), min(one.level_to, end))
            if covered:
                cells[one.resource] = cells.get(one.resource, 0) | covered >> have << width
                useful.setdefault(one.resource, []).append(one)
        width += end - have
    offers = [_Offer(name, cells[name], _weight(useful[name], choices)) for name in cells]
    return sorted(offers, key=_lightest_first)


def _bits(start: int, end: int) -> int:
    return (1 << end) - (1 << start) if start < end else 0


def _weight(lessons: list[Lesson], choices: Choices) -> Weight:
    one = lessons[0]
    if one.resource in choices.done:
        return (0, 0, 0, 0, 0, 0, WHOLE)
    return (
        WHOLE * (one.resource in choices.dropped),
        WHOLE * (one.hours is None),
        WHOLE * sum(one.hours or NO_HOURS),
        WHOLE * (one.resource not in choices.in_hand),
        WHOLE * (not any(lesson.is_main for lesson in lessons)),
        WHOLE * (not one.is_free),
        WHOLE,
    )


def _plus(weight: Weight, other: Weight) -> Weight:
    return tuple(map(add, weight, other))


def _share(weight: Weight, count: int) -> Weight:
    return tuple([part // count for part in weight])


def _lightest_first(offer: _Offer) -> tuple[Weight, str]:
    return offer.weight, offer.resource


def _cells(offers: Iterable[_Offer]) -> int:
    cells = 0
    for offer in offers:
        cells |= offer.cells
    return cells


def _settled(offers: list[_Offer], cells: int) -> tuple[list[_Offer], list[_Offer]]:
    """What has to be taken, and what is left to choose from for the cells that it leaves open."""
    taken: list[_Offer] = []
    while True:
        offers = _undominated(offers, cells)
        needed = _only_ones(offers)
        if not needed:
            return taken, offers
        taken += needed
        cells &= ~_cells(needed)


def _undominated(offers: Iterable[_Offer], cells: int) -> list[_Offer]:
    """Without those that cover nothing open that a lighter one does not cover alone.

    They come the lightest first, and of equal ones the first is kept.
    """
    kept: list[_Offer] = []
    for offer in offers:
        own = offer.cells & cells
        if own and not any(own | one.cells == one.cells for one in kept):
            kept.append(_Offer(offer.resource, own, offer.weight))
    return kept


def _only_ones(offers: Iterable[_Offer]) -> list[_Offer]:
    """Those that cover a cell which no other covers."""
    once = twice = 0
    for offer in offers:
        twice |= once & offer.cells
        once |= offer.cells
    return [offer for offer in offers if offer.cells & once & ~twice]


def _parts(offers: Iterable[_Offer]) -> list[list[_Offer]]:
    """Groups of offers that share no cell with one another, each the lightest first."""
    parts: list[list[_Offer]] = []
    for offer in offers:
        touching = [part for part in parts if _cells(part) & offer.cells]
        parts = [part for part in parts if part not in touching]
        parts.append([offer, *chain.from_iterable(touching)])
    return [sorted(part, key=_lightest_first) for part in parts]


@dataclass(slots=True)
class _Search:
    """Branch and bound through one part: the best so far, what it weighs, and the steps taken."""

    best: list[_Offer]
    weight: Weight
    nodes_left: int

    def go_on(self, offers: list[_Offer], cells: int, taken: list[_Offer], weight: Weight) -> None:
        """Look for something better among the offers for the open cells, with some taken."""
        if not cells and weight < self.weight:
            self.best, self.weight = taken, weight
        if not cells:
            return
        self.nodes_left -= 1
        covering, least = _outlook(offers, cells)
        left = offers
        for offer in covering:
            if self.nodes_left < 0 or _plus(weight, least) >= self.weight:
                return
            left = [one for one in left if one is not offer]
            self.go_on(left, cells & ~offer.cells, [*taken, offer], _plus(weight, offer.weight))


def _best(offers: list[_Offer], most_nodes: int) -> list[_Offer]:
    cells = _cells(offers)
    greedy = _greedy(offers, cells)
    search = _Search(greedy, reduce(_plus, (one.weight for one in greedy), NOTHING), most_nodes)
    search.go_on(offers, cells, [], NOTHING)
    return search.best


def _greedy(offers: list[_Offer], cells: int) -> list[_Offer]:
    """The most open cells for the weight each time, then without those that the others spare."""
    taken: list[_Offer] = []
    while cells:
        useful = [one for one in offers if one.cells & cells]
        best = min(useful, key=lambda one: _share(one.weight, (one.cells & cells).bit_count()))
        taken.append(best)
        cells &= ~best.cells
    for one in sorted(taken, key=_lightest_first, reverse=True):
        others = [other for other in taken if other is not one]
        if not one.cells & ~_cells(others):
            taken = others
    return taken


def _outlook(offers: list[_Offer], cells: int) -> tuple[list[_Offer], Weight]:
    """The offers for the open cell that has the fewest, and the least that all cells can weigh.

    No offers at all where a cell has none.
    """
    shares = [
        (_share(one.weight, count), one)
        for one in offers
        if (count := (one.cells & cells).bit_count())
    ]
    shares.sort(key=itemgetter(0))
    fewest, least = None, NOTHING
    while cells:
        cell = cells & -cells
        cells ^= cell
        covering = [share for share in shares if share[1].cells & cell]
        if fewest is None or len(covering) < len(fewest):
            fewest = covering
        least = _plus(least, covering[0][0]) if covering else least
    return [one for _, one in fewest or ()], least
