"""What a plan needs to know about a person, read from their rows."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from careers.models import PlanChoices, Profile


class Learner(NamedTuple):
    """What a plan needs to know about a person: levels and exclusions by skill, states by resource.

    `marks` are what they say about single levels, by skill and level.
    """

    levels: Mapping[str, int]
    choices: PlanChoices
    left_out: Collection[str] = ()
    states: Mapping[str, str] = {}
    marks: Mapping[tuple[str, int], str] = {}
    profile: Profile | None = None


def learner_of(profile: Profile | None) -> Learner:
    """Nothing is known about somebody without a profile."""
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
