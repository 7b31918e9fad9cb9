"""What a plan needs to know about a person, read from their rows."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from careers.models import PlanChoices, Profile
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.implied import NO_LINKS, Implied, Links, implied_by


class Learner(NamedTuple):
    """What a plan needs to know about a person: levels and exclusions by skill, states by resource.

    `levels` are their ratings, `implied` what follows from them by the `links`; `marks` are what
    they say of single levels, by skill and level.
    """

    levels: Mapping[str, int]
    choices: PlanChoices
    left_out: Collection[str] = ()
    states: Mapping[str, str] = {}
    marks: Mapping[tuple[str, int], str] = {}
    profile: Profile | None = None
    implied: Mapping[str, Implied] = {}
    links: Links = NO_LINKS

    @property
    def known_levels(self) -> dict[str, int]:
        """Rated or implied."""
        return {**{skill: one.level for skill, one in self.implied.items()}, **self.levels}


def learner_of(profile: Profile | None) -> Learner:
    """Nothing is known about somebody without a profile."""
    if profile is None:
        return Learner({}, PlanChoices())
    levels, links = profile.levels(), prerequisite_graph().links
    return Learner(
        levels=levels,
        choices=PlanChoices.objects.of(profile),
        left_out=profile.left_out.values_list("skill__slug", flat=True),
        states=profile.resource_progress.states(),
        marks=profile.skill_progress.states(),
        profile=profile,
        implied=implied_by(levels, links),
        links=links,
    )
