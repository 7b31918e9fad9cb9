"""What a finished resource may have changed: a question to the person, never an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """A resource that a person finished and one skill that it teaches.

    It carries from a level (0 to 4) to a higher one (1 to 5); `moment` says when it was finished,
    in any measure in which more is later.
    """

    resource: str
    skill: str
    level_from: int
    level_to: int
    moment: float


@dataclass(frozen=True, slots=True)
class Rated:
    """The level, 0 to 5, that a person gave themselves, and when."""

    level: int
    moment: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a person may now rate at `level`, higher than `have`; None: not rated."""

    finished: Finished
    have: int | None

    @property
    def level(self) -> int:
        return self.finished.level_to


def suggest(finished: Iterable[Finished], ratings: Mapping[str, Rated]) -> list[Suggestion]:
    """One question for each skill, by slug, about the resource that carries it furthest.

    Nothing is asked where a person has that level, or rated the skill after they finished: they
    have answered.
    """
    asked: dict[str, Suggestion] = {}
    for one in sorted(finished, key=lambda one: (one.skill, -one.level_to, one.resource)):
        rated = ratings.get(one.skill)
        if rated and (rated.level >= one.level_to or rated.moment > one.moment):
            continue
        asked.setdefault(one.skill, Suggestion(one, rated.level if rated else None))
    return list(asked.values())
