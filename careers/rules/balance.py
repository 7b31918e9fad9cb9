"""How much of a role is model development and how much system optimisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    MODEL = "model development"
    SYSTEM = "system optimisation"


SIDE_OF_CATEGORY = {
    "mathematics-statistics": Side.MODEL,
    "data-analysis": Side.MODEL,
    "machine-learning": Side.MODEL,
    "deep-learning": Side.MODEL,
    "language-ai": Side.MODEL,
    "vision-audio": Side.MODEL,
    "research": Side.MODEL,
    "software-engineering": Side.SYSTEM,
    "data-engineering": Side.SYSTEM,
    "infrastructure": Side.SYSTEM,
    "mlops": Side.SYSTEM,
    "performance": Side.SYSTEM,
}

# Skills that belong elsewhere than the subject they are filed under.
SIDE_OF_SKILL = {
    "data-annotation": Side.MODEL,
    "dataset-curation": Side.MODEL,
    "queueing-theory": Side.SYSTEM,
    "vector-databases": Side.SYSTEM,
    "edge-ml": Side.SYSTEM,
    "embedded-systems": Side.SYSTEM,
}

ENOUGH = 20  # percent of the points of a role that a side needs to count as asked


class AskedSkill(NamedTuple):
    """A skill, the category it is filed under, and its importance for a role, 1 to 5."""

    skill: str
    category: str
    importance: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The points of a role's match, and how many of them come from each side.

    `model` and `system` together are at most `points`: some skills belong to neither side.
    """

    model: int
    system: int
    points: int

    @property
    def model_share(self) -> int:
        """In percent of the points, 0 to 100, rounded down."""
        return self._share(self.model)

    @property
    def system_share(self) -> int:
        """In percent of the points, 0 to 100, rounded down."""
        return self._share(self.system)

    @property
    def sides(self) -> frozenset[Side]:
        """The sides that hold ENOUGH of the points: none, one or both."""
        shares = {Side.MODEL: self.model_share, Side.SYSTEM: self.system_share}
        return frozenset(side for side, share in shares.items() if share >= ENOUGH)

    @property
    def rank(self) -> tuple[int, int]:
        """The smallest goes first: the most of the lesser side, then the most of the greater."""
        lesser, greater = sorted([self.model_share, self.system_share])
        return -lesser, -greater

    def _share(self, part: int) -> int:
        return 100 * part // self.points if self.points else 0


def side_of(skill: str, category: str) -> Side | None:
    """The side that a skill belongs to; None for what serves both or neither, such as Python."""
    return SIDE_OF_SKILL.get(skill, SIDE_OF_CATEGORY.get(category))


def balance(asked: Iterable[AskedSkill]) -> Balance:
    """The balance of a role: its points are the sum of importance, as in the match."""
    points = {Side.MODEL: 0, Side.SYSTEM: 0, None: 0}
    for one in asked:
        points[side_of(one.skill, one.category)] += one.importance
    return Balance(points[Side.MODEL], points[Side.SYSTEM], sum(points.values()))


def sides_of(skills: Iterable[tuple[str, str]]) -> frozenset[Side]:
    """The sides of skills, each with its category, that have no importance: each is one point."""
    return balance(AskedSkill(skill, category, 1) for skill, category in skills).sides
