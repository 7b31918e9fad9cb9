"""What a plan takes from a person, read from their rows."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from careers.models import PlanChoices, Profile


class Learner(NamedTuple):
    """What a plan takes from a person: levels and what is left out by skill, states by resource.

    `marks` are what they say of single levels, by skill and level.
    """

    levels: Mapping[str, int]
    choices: PlanChoices
    left_out: Collection[str] = ()
    states: Mapping[str, str] = {}
    marks: Mapping[tuple[str, int], str] = {}
    profile: Profile | None = None


def learner_of(profile: Profile | None) -> Learner:
    """Nothing is known of who has no profile yet."""
    if profile is None:
        return Learner({}, PlanChoices())
    return Learner(
        levels=profile.levels(),
        choices=PlanChoices.objects.of(profile),
        left_out=profile.left_out.values_list("skill__slug", flat=True),
        states=profile.resource_progress.states(),
        marks=profile.skill_progress.states(),
        profile=profile,
    )
