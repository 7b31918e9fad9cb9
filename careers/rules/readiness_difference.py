"""Why this role and not that: where the difference between two readiness figures comes from.

Each skill earns a share of a role's readiness: its points over all points of the role. What a
skill earns in the one role less what it earns in the other is its part of the difference, and
the parts of all skills add up to the difference, exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from careers.rules.matching import Explanation, Line
from careers.rules.score import Score


@dataclass(frozen=True, slots=True)
class Share:
    """What one skill earns in a role, and what it could, in percent of the role, not rounded."""

    line: Line
    weight: int

    @property
    def earned(self) -> Fraction:
        return 100 * self.line.points / self.weight

    @property
    def lost(self) -> Fraction:
        return 100 * (self.line.need.importance - self.line.points) / self.weight


@dataclass(frozen=True, slots=True)
class Contribution:
    """One skill in both roles; None where a role does not ask it.

    Of a choice it is the alternative that counts, or the first while none is rated.
    """

    skill: str
    title: str
    this: Share | None
    that: Share | None

    @property
    def difference(self) -> Fraction:
        """Percent that the skill puts this role before that one; below 0: behind it."""
        return _earned(self.this) - _earned(self.that)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two matches side by side; the skill with the greatest difference comes first."""

    this: Score
    that: Score
    contributions: tuple[Contribution, ...]

    @property
    def difference(self) -> Fraction:
        """Readiness of this role less that of the other, in percent, not rounded."""
        return self.this.exact - self.that.exact

    def deciding(self, most: int) -> list[Contribution]:
        """The skills that part the two roles most, at most `most` for each of them."""
        before = [one for one in self.contributions if one.difference > 0]
        behind = [one for one in self.contributions if one.difference < 0]
        return [*before[:most], *behind[:most]]


def contrast(this: Explanation, that: Explanation) -> Contrast:
    """Lay two matches of one profile side by side; ties keep the order of the lines."""
    here, there = _shares(this), _shares(that)
    titles: dict[str, str] = {}
    for line in (*this.lines, *that.lines):
        if line.need.is_choice or line.skill not in titles:  # the choice says more
            titles[line.skill] = line.title
    contributions = [
        Contribution(skill, title, here.get(skill), there.get(skill))
        for skill, title in titles.items()
    ]
    contributions.sort(key=lambda one: -abs(one.difference))
    return Contrast(this.score, that.score, tuple(contributions))


def costliest(shares: Iterable[Share | None], most: int) -> list[Share]:
    """What a role loses most by, at most `most`."""
    lossy = [share for share in shares if share and share.lost]
    return sorted(lossy, key=lambda share: -share.lost)[:most]


def _shares(match: Explanation) -> dict[str, Share]:
    return {line.skill: Share(line, match.score.weight) for line in match.lines}


def _earned(share: Share | None) -> Fraction:
    return share.earned if share else Fraction()
