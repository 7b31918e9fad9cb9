"""The sums of a match, the figures that are shown of them, and the bands they fall in."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

SIXTIETHS = 60  # the least number that the levels 1 to 5 all divide
ENOUGH_KNOWN = 40  # percent of importance known, below which nothing is claimed


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


@dataclass(frozen=True, slots=True)
class Score:
    """The sums for one role and one profile, and every figure that is shown of them.

    Points are in sixtieths; weights are sums of importance. Percentages are whole numbers, rounded
    down, so that 100 means everything.
    """

    points: int
    weight: int
    known_weight: int
    implied_weight: int
    essential_points: int
    essential_weight: int
    essential_known_weight: int
    fit: int

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
    def has_essential_known(self) -> bool:
        return self.essential_known_weight > 0

    @property
    def has_supporting_known(self) -> bool:
        return self.known_weight > self.essential_known_weight

    @property
    def at_most(self) -> int:
        """What readiness can rise to by rating the rest; readiness itself is the least it is."""
        unknown = self.weight - self.known_weight
        return _percent(self.points + unknown * SIXTIETHS, self.weight * SIXTIETHS)

    @property
    def known(self) -> int:
        return _percent(self.known_weight, self.weight)

    @property
    def is_enough(self) -> bool:
        """Enough of the role is known to claim anything."""
        return bool(self.weight) and self.known_weight * 100 >= self.weight * ENOUGH_KNOWN

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
    def rank(self) -> int:
        """What roles are ordered by, the smallest first; ties are the caller's, by title."""
        return -self.fit


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole if whole else 0
