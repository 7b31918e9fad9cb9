"""How well a person matches a role: the definition, kept so plain that it can be checked by hand.

A role asks needs: a skill, a level and an importance. A profile rates skills 0 to 5, or does not
rate them. For each need:

    credit = min(have, level) / level    for a rated skill; an unrated one is unknown and earns none
    points = importance x credit

A need may be met by any of several skills (a cloud provider: AWS, Azure or Google Cloud). It is one
need with one level and one importance, and the best of its rated skills counts; it is unknown only
if none of them is rated.

Readiness is the share of all points that are earned, rated the share of all importance that has a
rating. The query that ranks all roles at once (`Profile.scores`) computes the same sums; a test
holds the two together. Sums are counted in sixtieths, which every credit is a whole number of, so
that neither loses anything to rounding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from careers.rules.needs import Alternative, Need

SIXTIETHS = 60  # the least number that the levels 1 to 5 all divide
ENOUGH_RATED = 40  # percent of importance rated, below which nothing is claimed


class Band(StrEnum):
    READY = "ready"
    CLOSE = "close"
    STRETCH = "stretch"
    LONG_WAY = "long way"


class Threshold(NamedTuple):
    """The least whole percentages of a band."""

    essential: int
    readiness: int


BANDS = {
    Band.READY: Threshold(essential=90, readiness=80),
    Band.CLOSE: Threshold(essential=70, readiness=60),
    Band.STRETCH: Threshold(essential=40, readiness=35),
    Band.LONG_WAY: Threshold(essential=0, readiness=0),
}

ORDERING_RULE = (
    "Roles stand in the order of readiness multiplied by use, the highest first, equal ones by "
    "title; roles with too little rated come after them, the most rated first."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One need beside the level a person has, 0 to 5, or None where it was not rated.

    Of a choice it is the level of the alternative that counts, which `by` names once one is rated.
    """

    need: Need
    have: int | None
    by: Alternative | None = None

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
    def is_rated(self) -> bool:
        return self.have is not None

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
class Score:
    """The sums for one role and one profile, and every figure that is shown of them.

    Points are in sixtieths; weights are sums of importance; `used` is the sum of levels that the
    role puts to use, `own` the sum of all levels of the profile. Percentages are whole numbers,
    rounded down, so that 100 means everything.
    """

    points: int
    weight: int
    rated_weight: int
    essential_points: int
    essential_weight: int
    essential_rated_weight: int
    used: int
    own: int

    @property
    def readiness(self) -> int:
        return _percent(self.points, self.weight * SIXTIETHS)

    @property
    def exact(self) -> Fraction:
        """Readiness in percent, not rounded."""
        return Fraction(self.points * 100, self.weight * SIXTIETHS or 1)

    @property
    def essential(self) -> int | None:
        """Readiness over the essential needs alone; None where the role has none."""
        if not self.essential_weight:
            return None
        return _percent(self.essential_points, self.essential_weight * SIXTIETHS)

    @property
    def supporting(self) -> int | None:
        """Readiness over the supporting needs alone; None where the role has none."""
        if not self.supporting_weight:
            return None
        earned = self.points - self.essential_points
        return _percent(earned, self.supporting_weight * SIXTIETHS)

    @property
    def has_essential_rated(self) -> bool:
        return self.essential_rated_weight > 0

    @property
    def has_supporting_rated(self) -> bool:
        return self.rated_weight > self.essential_rated_weight

    @property
    def at_most(self) -> int:
        """What readiness can rise to by rating the rest; readiness itself is the least it is."""
        unrated = self.weight - self.rated_weight
        return _percent(self.points + unrated * SIXTIETHS, self.weight * SIXTIETHS)

    @property
    def rated(self) -> int:
        return _percent(self.rated_weight, self.weight)

    @property
    def use(self) -> int:
        """The share of the person's own rated strength that the role puts to use."""
        return _percent(self.used, self.own)

    @property
    def is_enough(self) -> bool:
        """Enough of the role is rated to claim anything."""
        return bool(self.weight) and self.rated_weight * 100 >= self.weight * ENOUGH_RATED

    @property
    def earned(self) -> Fraction:
        """All points earned, from 0 to the weight."""
        return Fraction(self.points, SIXTIETHS)

    @property
    def essential_earned(self) -> Fraction:
        """Points earned on essential needs, from 0 to their weight."""
        return Fraction(self.essential_points, SIXTIETHS)

    @property
    def supporting_earned(self) -> Fraction:
        """Points earned on supporting needs, from 0 to their weight."""
        return self.earned - self.essential_earned

    @property
    def supporting_weight(self) -> int:
        return self.weight - self.essential_weight

    @property
    def band(self) -> Band:
        essential = self.readiness if self.essential is None else self.essential
        return next(
            band
            for band, least in BANDS.items()
            if essential >= least.essential and self.readiness >= least.readiness
        )

    @property
    def rank(self) -> tuple[bool, Fraction]:
        """What roles are ordered by, the smallest first; ties are the caller's, by title."""
        if self.is_enough:
            return False, -Fraction(self.points * self.used, self.weight)
        return True, -Fraction(self.rated_weight, self.weight or 1)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One role and one profile, line by line: the sum behind the percentage."""

    lines: tuple[Line, ...]
    score: Score

    @property
    def matched(self) -> list[Line]:
        return [line for line in self.lines if line.is_met]

    @property
    def missing(self) -> list[Line]:
        """The gaps: rated, but below the level needed."""
        return [line for line in self.lines if line.is_rated and not line.is_met]

    @property
    def unknown(self) -> list[Line]:
        return [line for line in self.lines if not line.is_rated]

    @property
    def settling(self) -> list[Line]:
        """The fewest unrated needs that, once rated, make enough of the role rated."""
        lines = []
        rated = self.score.rated_weight
        for line in sorted(self.unknown, key=lambda line: -line.need.importance):
            if rated * 100 >= self.score.weight * ENOUGH_RATED:
                break
            rated += line.need.importance
            lines.append(line)
        return lines


def explain(needs: Iterable[Need], ratings: Mapping[str, int]) -> Explanation:
    """Lay a role's needs beside a profile's ratings (skill -> level 0 to 5).

    The lines keep the order of the needs. A skill that is missing in `ratings` is unknown.
    """
    lines = tuple(line_of(need, ratings) for need in needs)
    essential = [line for line in lines if line.need.is_essential]
    score = Score(
        points=_sixtieths(lines),
        weight=_weight(lines),
        rated_weight=_weight(line for line in lines if line.is_rated),
        essential_points=_sixtieths(essential),
        essential_weight=_weight(essential),
        essential_rated_weight=_weight(line for line in essential if line.is_rated),
        used=sum(line.counted for line in lines),
        own=sum(ratings.values()),
    )
    return Explanation(lines, score)


def line_of(need: Need, ratings: Mapping[str, int]) -> Line:
    """Of a choice the highest rated alternative counts, of equal ones the first listed."""
    if not need.alternatives:
        return Line(need, ratings.get(need.skill))
    rated = [one for one in need.alternatives if one.skill in ratings]
    best = max(rated, key=lambda one: ratings[one.skill], default=None)
    return Line(need, ratings[best.skill], best) if best else Line(need, None)


def _weight(lines: Iterable[Line]) -> int:
    return sum(line.need.importance for line in lines)


def _sixtieths(lines: Iterable[Line]) -> int:
    return sum(line.sixtieths for line in lines)


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole if whole else 0
