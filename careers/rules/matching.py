"""How well a person matches a role: the definition, kept so plain that it can be checked by hand.

A role asks needs: a skill, a level and an importance. A profile rates skills 0 to 5, or does not
rate them; what it rates may imply others (`careers.rules.implied`). For each need:

    credit = min(have, level) / level    for a skill rated or implied; others are unknown, with none
    points = importance x credit
    fit    = telling weight x importance x min(have, level)    for a rated skill alone

A need may be met by any of several skills (a cloud provider: AWS, Azure or Google Cloud). It is one
need with one level and one importance, and the best of its rated skills counts, or of its implied
ones if none is rated; it is unknown only if it has neither.

Readiness is the share of all points that are earned, and the number that is shown; known is the
share of all importance that is rated or implied. Sums are counted in sixtieths, which every credit
is a whole number of, so that nothing is lost to rounding.

Fit is what roles are ordered by: the levels that a role puts to use, each weighed by the role and
by how telling the skill is (`careers.rules.telling`). The query that ranks all roles at once
(`careers.models.ranking`) computes the same sum; a test holds the two together. Fit leaves out what
is implied: counted with it, fewer of the roles that advisers name came first
(docs/adr/0015-the-order-by-fit.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from careers.rules.implied import Implied
from careers.rules.needs import Alternative, Need
from careers.rules.score import ENOUGH_KNOWN, SIXTIETHS, Score

NOTHING: Mapping[str, Implied] = MappingProxyType({})


ORDERING_RULE = (
    "Roles come in the order of fit. Each skill you rated counts the levels that the role asks, "
    "times its importance for the role, times a weight: a skill that few jobs have weighs much, "
    "one that nearly every job has weighs little. Equal roles come A to Z."
)


class Telling(NamedTuple):
    """What a rated skill adds to the fit: weight x importance x levels put to use, from 0."""

    title: str
    weight: int
    importance: int
    counted: int

    @property
    def fit(self) -> int:
        return self.weight * self.importance * self.counted


@dataclass(frozen=True, slots=True)
class Line:
    """One need beside the level a person has, 0 to 5, or None where it is unknown.

    Of a choice it is the level of the alternative that counts, which `by` names once one is known.
    `implied` says where the level comes from, if it was not rated; `telling` is what counts most
    for fit, which need not be the alternative that counts for the credit.
    """

    need: Need
    have: int | None
    by: Alternative | None = None
    implied: Implied | None = None
    telling: Telling | None = None

    @property
    def skill(self) -> str:
        """What to look at, or to raise: the skill that counts, or the first that would."""
        return self.by.skill if self.by else self.need.skill

    @property
    def title(self) -> str:
        """The need in words, and of a choice what counts: Azure, one of AWS, Azure, GCP."""
        if not self.by:
            return self.need.title
        return f"{self.by.title}, one of {', '.join(one.title for one in self.need.alternatives)}"

    @property
    def is_known(self) -> bool:
        return self.have is not None

    @property
    def is_rated(self) -> bool:
        return self.is_known and not self.implied

    @property
    def fit(self) -> int:
        return self.telling.fit if self.telling else 0

    @property
    def is_met(self) -> bool:
        return self.have is not None and self.have >= self.need.level

    @property
    def counted(self) -> int:
        """The levels that count, from 0 to the level needed."""
        return min(self.have or 0, self.need.level)

    @property
    def gap(self) -> int:
        """Levels still missing, from 0 to 5."""
        return self.need.level - self.counted

    @property
    def sixtieths(self) -> int:
        """The points in sixtieths, which is a whole number."""
        return self.need.importance * self.counted * SIXTIETHS // self.need.level

    @property
    def next_sixtieths(self) -> int:
        """What the next level would add to them; nothing once the need is met."""
        return self.need.importance * SIXTIETHS // self.need.level if self.gap else 0

    @property
    def points(self) -> Fraction:
        """From 0 to the importance."""
        return Fraction(self.sixtieths, SIXTIETHS)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One role and one profile, line by line: the sum behind the percentage."""

    lines: tuple[Line, ...]
    score: Score

    @property
    def matched(self) -> list[Line]:
        return [line for line in self.lines if line.is_rated and line.is_met]

    @property
    def missing(self) -> list[Line]:
        """The gaps: rated, but below the level needed."""
        return [line for line in self.lines if line.is_rated and not line.is_met]

    @property
    def implied(self) -> list[Line]:
        """Not rated, but implied by what is, up to the level needed or below it."""
        return [line for line in self.lines if line.implied]

    @property
    def unknown(self) -> list[Line]:
        return [line for line in self.lines if not line.is_known]

    @property
    def brought(self) -> list[Line]:
        """What the person brings: rated needs with a level that counts, the most telling first."""
        rated = [line for line in self.lines if line.fit]
        return sorted(rated, key=lambda line: -line.fit)

    @property
    def settling(self) -> list[Line]:
        """The fewest unknown needs that, once rated, make enough of the role known."""
        lines = []
        known = self.score.known_weight
        for line in sorted(self.unknown, key=lambda line: -line.need.importance):
            if known * 100 >= self.score.weight * ENOUGH_KNOWN:
                break
            known += line.need.importance
            lines.append(line)
        return lines


def explain(
    needs: Iterable[Need],
    ratings: Mapping[str, int],
    implied: Mapping[str, Implied] = NOTHING,
) -> Explanation:
    """Lay a role's needs beside a profile's ratings (skill -> level 0 to 5).

    The lines keep the order of the needs. A skill that is missing in `ratings` is unknown, unless
    `implied` has it.
    """
    lines = tuple(line_of(need, ratings, implied) for need in needs)
    essential = [line for line in lines if line.need.is_essential]
    score = Score(
        points=_sixtieths(lines),
        weight=_weight(lines),
        known_weight=_weight(line for line in lines if line.is_known),
        implied_weight=_weight(line for line in lines if line.implied),
        essential_points=_sixtieths(essential),
        essential_weight=_weight(essential),
        essential_known_weight=_weight(line for line in essential if line.is_known),
        fit=sum(line.fit for line in lines),
    )
    return Explanation(lines, score)


def line_of(
    need: Need, ratings: Mapping[str, int], implied: Mapping[str, Implied] = NOTHING
) -> Line:
    """Of a choice the highest rated alternative counts, of equal ones the first listed.

    Only if none is rated does the highest implied one count.
    """
    rated = [one for one in need.accepted if one.skill in ratings]
    if rated:
        best = max(rated, key=lambda one: ratings[one.skill])
        telling = max((_telling(one, need, ratings) for one in rated), key=lambda one: one.fit)
        by = best if need.is_choice else None
        return Line(need, ratings[best.skill], by, telling=telling)
    known = [one for one in need.accepted if one.skill in implied]
    if not known:
        return Line(need, None)
    best = max(known, key=lambda one: implied[one.skill].level)
    found = implied[best.skill]
    return Line(need, found.level, best if need.is_choice else None, found)


def _telling(one: Alternative, need: Need, ratings: Mapping[str, int]) -> Telling:
    counted = min(ratings[one.skill], need.level)
    return Telling(one.title, one.telling, need.importance, counted)


def _weight(lines: Iterable[Line]) -> int:
    return sum(line.need.importance for line in lines)


def _sixtieths(lines: Iterable[Line]) -> int:
    return sum(line.sixtieths for line in lines)
