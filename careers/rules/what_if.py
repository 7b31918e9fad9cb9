"""What would change in the match if something were learned: the match, computed anew.

Only a rated skill can rise. The next level of an unrated one is not known, since unknown is not
zero; rating it is another step, and the match says which ratings would settle it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from careers.rules.lessons import Lesson
from careers.rules.matching import Explanation, explain
from careers.rules.needs import Need
from careers.rules.score import SIXTIETHS, Score

RoleT = TypeVar("RoleT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Gain(Generic[RoleT]):
    """The match with one role, as it is and as it would be."""

    role: RoleT
    before: Score
    after: Score

    @property
    def points(self) -> Fraction:
        """Points of the role's sum that would be earned on top."""
        return Fraction(self.after.points - self.before.points, SIXTIETHS)

    @property
    def readiness(self) -> Fraction:
        """Percent of readiness gained, not rounded."""
        return self.after.exact - self.before.exact


@dataclass(frozen=True, slots=True)
class NextLevel(Generic[RoleT]):
    """A rated skill one level higher (1 to 5), and the roles that would gain, the most first."""

    skill: str
    title: str
    level: int
    gains: tuple[Gain[RoleT], ...]

    @property
    def readiness(self) -> Fraction:
        """The percent gained in each role, added up: what the next levels are ordered by."""
        return sum((gain.readiness for gain in self.gains), Fraction())


def next_levels(
    roles: Mapping[RoleT, Sequence[Need]], ratings: Mapping[str, int], most: int
) -> list[NextLevel[RoleT]]:
    """The skills whose next level would move the roles most, at most `most`, ties by title.

    Roles of which too little is rated claim nothing and count for nothing. Which skills they are
    is read off the lines, as only the line of a raised skill changes; what they bring is computed
    anew. Of a choice only what counts is named, not what stands as high and would bring as much.
    """
    matches = _told(roles, ratings)
    worth = _worth(matches.values(), ratings)
    best = sorted(worth, key=lambda key: (-worth[key], key[1]))[:most]
    return [
        NextLevel(skill, title, level, _gains(roles, matches, {**ratings, skill: level}, {skill}))
        for skill, title in best
        for level in [ratings[skill] + 1]
    ]


def _worth(
    matches: Iterable[Explanation], ratings: Mapping[str, int]
) -> dict[tuple[str, str], Fraction]:
    """By slug and title: the share of readiness that the next level adds to all roles together."""
    missing = [(line, match.score.weight) for match in matches for line in match.missing]
    counting = {line.skill for line, _ in missing}
    worth: dict[tuple[str, str], Fraction] = {}
    for line, weight in missing:
        for skill, title in line.need.accepted:
            if skill in counting and ratings.get(skill) == line.have:
                more = Fraction(line.next_sixtieths, weight)
                worth[skill, title] = worth.get((skill, title), Fraction()) + more
    return worth


def ratings_after(ratings: Mapping[str, int], lessons: Iterable[Lesson]) -> dict[str, int]:
    """The ratings of somebody who finished the lessons of one resource.

    A lesson carries whoever is rated, is let in and is not that far yet, as in a plan.
    """
    after = dict(ratings)
    for lesson in lessons:
        have = ratings.get(lesson.skill)
        if have is not None and lesson.carries(have):
            after[lesson.skill] = lesson.level_to
    return after


def gains_between(
    roles: Mapping[RoleT, Sequence[Need]], before: Mapping[str, int], after: Mapping[str, int]
) -> list[Gain[RoleT]]:
    """What each role gains from one set of ratings to a higher one of the same skills.

    The most first, ties in the order of `roles`; none that gains nothing, and none of which too
    little is rated.
    """
    raised = {skill for skill, level in after.items() if level != before.get(skill)}
    return list(_gains(roles, _told(roles, before), after, raised))


def _told(
    roles: Mapping[RoleT, Sequence[Need]], ratings: Mapping[str, int]
) -> dict[RoleT, Explanation]:
    """The match with each role of which enough is rated."""
    matches = {role: explain(needs, ratings) for role, needs in roles.items()}
    return {role: match for role, match in matches.items() if match.score.is_enough}


def _gains(
    roles: Mapping[RoleT, Sequence[Need]],
    matches: Mapping[RoleT, Explanation],
    after: Mapping[str, int],
    raised: Iterable[str],
) -> tuple[Gain[RoleT], ...]:
    """Computed anew for the roles in which a raised skill is missing: no other can gain.

    Not all of those do: another alternative of a choice may still count for more.
    """
    touched = set(raised)
    gains = [
        Gain(role, match.score, explain(roles[role], after).score)
        for role, match in matches.items()
        if any(not touched.isdisjoint(line.need.skills) for line in match.missing)
    ]
    return tuple(sorted((gain for gain in gains if gain.points), key=lambda gain: -gain.readiness))
