"""What the front page shows: of the content, the same for everyone, and of whoever looks at it."""

from typing import Any, NamedTuple

from careers.models import Profile, Requirement, Resource, Role, Skill
from careers.models.prerequisite_graph import prerequisite_graph
from careers.pages.landscape import BEST, Landscape, by_rank
from careers.pages.start import work_titles
from careers.rules.implied import implied_by
from careers.rules.matching import explain
from careers.rules.score import Score
from careers.rules.what_if import NextLevel, next_levels
from portal.core.content_version import once_per_version
from scalability.models import Addresses, CaseStudy, Pillar, Topic

MOST_NEXT = 2


class Halves(NamedTuple):
    """The work to start from, and what joins scalability to careers: one chain, and the pillars."""

    works: list[str]
    pillars: list[Pillar]
    chain: dict[str, Any] | None


class Offer(NamedTuple):
    """How much of everything people find who have said nothing of themselves."""

    skills: int
    resources: int
    topics: int
    case_studies: int


class ProfileSummary(NamedTuple):
    """Where somebody stands: best matches and goals with their scores, and what would help most."""

    rated: int
    occupation: str  # what they come from, as long as it is published
    scores: dict[int, Score]
    best: list[tuple[Role, Score]]
    goals: list[tuple[Role, Score]]
    next_levels: list[NextLevel[Role]]

    @property
    def is_told(self) -> bool:
        """Enough is rated to say something of at least one role."""
        return any(score.is_enough for _, score in self.best)


@once_per_version
def halves() -> Halves:
    return Halves(work_titles(), list(Pillar.objects.published()), Addresses.objects.chain())


@once_per_version
def offer() -> Offer:
    return Offer(
        skills=Skill.objects.published().count(),
        resources=Resource.objects.published().count(),
        topics=Topic.objects.published().count(),
        case_studies=CaseStudy.objects.published().count(),
    )


def summary_of(profile: Profile, levels: dict[str, int], map_: Landscape) -> ProfileSummary:
    """The next levels are those that move the goals most, or the best matches without any.

    Where there are too many roles for a map, the database finds the best of them.
    """
    roles = [tile.role for tile in map_.tiles] or profile.ranked(Role.objects.published())[:BEST]
    goals = [goal.role for goal in profile.goals.published()]
    off_the_map = [role for role in {*roles, *goals} if role.pk not in map_.needs]
    needs = {**map_.needs, **(Requirement.objects.needs_of(off_the_map) if off_the_map else {})}
    links = prerequisite_graph().links
    implied = implied_by(levels, links)
    scores = {
        role.pk: explain(needs.get(role.pk, ()), levels, implied).score for role in {*roles, *goals}
    }
    best = by_rank(roles, scores)[:BEST]
    asked = {role: needs.get(role.pk, []) for role in goals or best}
    comes_from = profile.occupation
    return ProfileSummary(
        rated=len(levels),
        occupation=str(comes_from) if comes_from and comes_from.is_published else "",
        scores=scores,
        best=[(role, scores[role.pk]) for role in best],
        goals=[(role, scores[role.pk]) for role in goals],
        next_levels=next_levels(asked, levels, MOST_NEXT, links),
    )
