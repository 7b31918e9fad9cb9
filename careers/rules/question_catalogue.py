"""What questions are chosen from: roles, and the kinds of people who may be asked.

A kind is who works in one of the roles, or comes from a starting occupation. Of a role it is known
what it needs, of an occupation what is typical. What these build on is expected too, as far as they
imply it, but with less trust: people do not always rate themselves so.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, prod
from statistics import fmean
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from careers.rules.implied import Links, implied_by
from careers.rules.likely_levels import LIKELY, MEANS, if_implied, in_field, of_occupation, of_role
from careers.rules.needs import Alternative, Need
from careers.rules.work_branches import DOING, WORK_BRANCHES

RoleT = TypeVar("RoleT", bound=Hashable)

NO_LINKS: Links = MappingProxyType({})

MISTAKEN = 0.06  # how often somebody ticks what they do not do, or leaves out what they do
ANY_FIELD = 0.05  # how often somebody says that they work in a field that is not their own
FIELDS_OF_ROLES = {"it": 0.5, "data": 0.5}  # and who works in a role


class Origin(NamedTuple):
    """An occupation that people come from: its field, and skill -> level that is typical."""

    slug: str
    field: str
    levels: Mapping[str, int]


class Asker(NamedTuple):
    """A need by the number of its role.

    What is asked goes by a number too: one of a skill, or of a choice between skills.
    """

    role: int
    level: int
    importance: int


class Ticked(NamedTuple):
    """The logarithms of how likely a kind is to tick a box, and to leave it."""

    yes: float
    no: float


@dataclass(frozen=True, eq=False)
class Catalogue(Generic[RoleT]):
    """What roles need and kinds have, by number: made once for as long as the content stays.

    `accepted` are the skills that answer each number, `numbers` those that a skill answers; `needs`
    holds number -> need of each role, `askers` who asks each number. Kinds are the roles, in their
    order, then the occupations: `expected` holds what is expected of each (`likely_levels`), by
    number, `boxes` which boxes they tick, by their keys.
    """

    roles: tuple[RoleT, ...]
    kinds: dict[Hashable, int]
    links: Links
    accepted: tuple[tuple[Alternative, ...], ...]
    numbers: dict[str, tuple[int, ...]]
    needs: tuple[dict[int, Need], ...]
    askers: tuple[tuple[Asker, ...], ...]
    expected: tuple[dict[int, int], ...]
    boxes: dict[str, tuple[Ticked, ...]]

    @cached_property
    def telling(self) -> list[int]:
        return [max(one.telling for one in accepted) for accepted in self.accepted]

    @cached_property
    def most(self) -> list[int]:
        """The level that the most demanding role asks of each number."""
        return [max(asked.level for asked in askers) for askers in self.askers]

    @cached_property
    def having(self) -> list[list[tuple[int, int]]]:
        """Of each number the kinds that it is expected of, and what is expected."""
        having: list[list[tuple[int, int]]] = [[] for _ in self.accepted]
        for kind, expected in enumerate(self.expected):
            for number, what in expected.items():
                having[number].append((kind, what))
        return having

    @cached_property
    def fits(self) -> list[list[float]]:
        return [self._fits_of(expected) for expected in self.expected]

    def _fits_of(self, expected: Mapping[int, int]) -> list[float]:
        fits = [0.0] * len(self.roles)
        for number, what in expected.items():
            telling, means = self.telling[number], MEANS[what]
            for role, level, importance in self.askers[number]:
                fits[role] += telling * importance * means[level]
        return fits

    def level(self, role: int, number: int) -> int:
        """What the role needs, 1 to 5, or 0 where it does not ask that."""
        need = self.needs[role].get(number)
        return need.level if need else 0

    def slope(self, role: int, number: int) -> tuple[int, int]:
        """What a level of it adds to the fit of the role, up to which level."""
        need = self.needs[role].get(number)
        return (self.telling[number] * need.importance, need.level) if need else (0, 0)


def prepare(
    roles: Mapping[RoleT, Iterable[Need]],
    occupations: Iterable[Origin] = (),
    links: Links = NO_LINKS,
) -> Catalogue[RoleT]:
    """Number roles, in the order given, and what they ask, in the order of its titles."""
    asked = {role: tuple(needs) for role, needs in roles.items()}
    origins = tuple(occupations)
    choices = {frozenset(need.skills): need for needs in asked.values() for need in needs}
    ordered = sorted(choices, key=lambda one: (choices[one].title, choices[one].skills))
    place = {choice: number for number, choice in enumerate(ordered)}
    needs = tuple({place[frozenset(need.skills)]: need for need in line} for line in asked.values())
    numbers = _by_skill(ordered)
    kinds = [
        *(({need.skill: need.level for need in line}, of_role) for line in asked.values()),
        *((one.levels, of_occupation) for one in origins),
    ]
    in_fields = {field: _expected_in(field, origins, numbers) for field in _fields(origins)}
    expected = (
        *(_expected(levels, what, numbers, links) for levels, what in kinds),
        *in_fields.values(),
    )
    fields = [*([""] * len(asked)), *(one.field for one in origins), *in_fields]
    return Catalogue(
        roles=tuple(asked),
        kinds={
            key: n
            for n, key in enumerate(
                [*asked, *(one.slug for one in origins), *(("field", one) for one in in_fields)]
            )
        },
        links=links,
        accepted=tuple(choices[choice].accepted for choice in ordered),
        numbers=numbers,
        needs=needs,
        askers=_askers(needs, len(ordered)),
        expected=expected,
        boxes={**_branch_boxes(expected, numbers), **_field_boxes(fields)},
    )


def _by_skill(choices: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    numbers: dict[str, tuple[int, ...]] = {}
    for number, choice in enumerate(choices):
        for skill in choice:
            numbers[skill] = (*numbers.get(skill, ()), number)
    return numbers


def _askers(needs: Iterable[Mapping[int, Need]], count: int) -> tuple[tuple[Asker, ...], ...]:
    askers: list[list[Asker]] = [[] for _ in range(count)]
    for role, line in enumerate(needs):
        for number, need in line.items():
            askers[number].append(Asker(role, need.level, need.importance))
    return tuple(map(tuple, askers))


def _expected(
    levels: Mapping[str, int],
    what: Callable[[int], int],
    numbers: Mapping[str, tuple[int, ...]],
    links: Links,
) -> dict[int, int]:
    """What is expected by number, of levels; of a choice it is what the best of its skills is."""
    named = {skill: what(level) for skill, level in levels.items()}
    implied = {skill: if_implied(one.level) for skill, one in implied_by(levels, links).items()}
    # What is named counts, even if it is less.
    return {**_best_by_number(implied, numbers), **_best_by_number(named, numbers)}


def _fields(origins: Iterable[Origin]) -> list[str]:
    return list(dict.fromkeys(one.field for one in origins))


def _expected_in(
    field: str, origins: Iterable[Origin], numbers: Mapping[str, tuple[int, ...]]
) -> dict[int, int]:
    """Of somebody in a field whose occupation is none of those that are known."""
    levels = [_best_by_number(one.levels, numbers) for one in origins if one.field == field]
    found = {}
    for number in {number for one in levels for number in one}:
        having = [one[number] for one in levels if number in one]
        if what := in_field(round(fmean(having)), len(having) / len(levels)):
            found[number] = what
    return found


def _best_by_number(
    levels: Mapping[str, int], numbers: Mapping[str, tuple[int, ...]]
) -> dict[int, int]:
    best: dict[int, int] = {}
    for skill, level in levels.items():
        for number in numbers.get(skill, ()):
            best[number] = max(level, best.get(number, 0))
    return best


def _branch_boxes(
    expected: Sequence[Mapping[int, int]], numbers: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[Ticked, ...]]:
    """Somebody ticks what they do: a skill of the branch at `DOING` or more."""
    boxes = {}
    for branch in WORK_BRANCHES:
        asked = {number for skill in branch.skills for number in numbers.get(skill, ())}
        chances = []
        for kind in expected:
            nothing = prod(sum(LIKELY[kind[one]][:DOING]) for one in asked if one in kind)
            chances.append(_ticked(MISTAKEN + (1 - 2 * MISTAKEN) * (1 - nothing)))
        boxes[branch.key] = tuple(chances)
    return boxes


def _field_boxes(fields: Sequence[str]) -> dict[str, tuple[Ticked, ...]]:
    """Somebody ticks the field of their occupation; who works in a role has none of their own."""
    return {
        field: tuple(
            _ticked(
                (1 - MISTAKEN if own == field else ANY_FIELD)
                if own
                else FIELDS_OF_ROLES.get(field, ANY_FIELD)
            )
            for own in fields
        )
        for field in dict.fromkeys(one for one in fields if one)
    }


def _ticked(chance: float) -> Ticked:
    return Ticked(log(chance), log(1 - chance))
