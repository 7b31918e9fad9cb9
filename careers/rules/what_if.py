"""What would change in the match if something were learned: the match, computed anew.

Only a rated skill is raised; what it implies rises with it. The next level of an unrated one is not
known, since unknown is not zero; rating it is another step, and the match says which ratings would
settle it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from careers.rules.implied import NO_LINKS, Implied, Links, implied_by
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
    roles: Mapping[RoleT, Sequence[Need]],
    ratings: Mapping[str, int],
    most: int,
    links: Links = NO_LINKS,
) -> list[NextLevel[RoleT]]:
    """The skills whose next level would move the roles most, at most `most`, ties by title.

    Roles of which too little is known claim nothing and count for nothing. Which skills they are
    is read off the lines that they raise themselves; what they bring, with all that they imply, is
    computed anew. Of a choice only what counts is named, not what stands as high and would bring
    as much.
    """
    matches = _told(roles, ratings, links)
    worth = _worth(matches.values(), ratings)
    best = sorted(worth, key=lambda key: (-worth[key], key[1]))[:most]
    found = []
    for skill, title in best:
        after = {**ratings, skill: ratings[skill] + 1}
        gains = _gains(roles, matches, (ratings, after), links)
        found.append(NextLevel(skill, title, after[skill], gains))
    return sorted(found, key=lambda one: (-one.readiness, one.title))


def _worth(
    matches: Iterable[Explanation], ratings: Mapping[str, int]
) -> dict[tuple[str, str], Fraction]:
    """By slug and title: the share of readiness that the next level adds to all roles together."""
    missing = [(line, match.score.weight) for match in matches for line in match.missing]
    counting = {line.skill for line, _ in missing}
    worth: dict[tuple[str, str], Fraction] = {}
    for line, weight in missing:
        for skill, title, _ in line.need.accepted:
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
    roles: Mapping[RoleT, Sequence[Need]],
    before: Mapping[str, int],
    after: Mapping[str, int],
    links: Links = NO_LINKS,
) -> list[Gain[RoleT]]:
    """What each role gains from one set of ratings to a higher one of the same skills.

    The most first, ties in the order of `roles`; none that gains nothing, and none of which too
    little is known.
    """
    return list(_gains(roles, _told(roles, before, links), (before, after), links))


def _told(
    roles: Mapping[RoleT, Sequence[Need]], ratings: Mapping[str, int], links: Links
) -> dict[RoleT, Explanation]:
    """The match with each role of which enough is known."""
    implied = implied_by(ratings, links)
    matches = {role: explain(needs, ratings, implied) for role, needs in roles.items()}
    return {role: match for role, match in matches.items() if match.score.is_enough}


def _gains(
    roles: Mapping[RoleT, Sequence[Need]],
    matches: Mapping[RoleT, Explanation],
    ratings: tuple[Mapping[str, int], Mapping[str, int]],
    links: Links,
) -> tuple[Gain[RoleT], ...]:
    """From the ratings before to those after: computed anew where something missing rises.

    Not all of those roles gain: another alternative of a choice may still count for more.
    """
    before, after = (_known(one, implied_by(one, links)) for one in ratings)
    risen = {skill for skill, level in after.items() if level != before.get(skill)}
    implied = implied_by(ratings[1], links)
    gains = [
        Gain(role, match.score, explain(roles[role], ratings[1], implied).score)
        for role, match in matches.items()
        if any(line.gap and not risen.isdisjoint(line.need.skills) for line in match.lines)
    ]
    return tuple(sorted((gain for gain in gains if gain.points), key=lambda gain: -gain.readiness))


def _known(ratings: Mapping[str, int], implied: Mapping[str, Implied]) -> dict[str, int]:
    return {**{skill: one.level for skill, one in implied.items()}, **ratings}
