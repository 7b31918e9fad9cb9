"""What a person does with a resource, and what finishing it would change."""

from typing import NamedTuple

from careers.models import Profile, Requirement, Resource, ResourceProgress, Role
from careers.models.prerequisite_graph import prerequisite_graph
from careers.pages.suggestions import Suggested, suggested_to
from careers.rules.what_if import gains_between, ratings_after

MOST_GAINING = 8


class OwnResource(NamedTuple):
    """What a person does with a resource; once it is done, what to ask themselves."""

    state: str
    suggested: list[Suggested]


def own_resource(resource: Resource, own: Profile | None) -> OwnResource:
    row = own.resource_progress.filter(resource=resource).first() if own else None
    if own is None or row is None:
        return OwnResource("", [])
    if row.state != ResourceProgress.State.DONE:
        return OwnResource(row.state, [])
    ratings = own.ratings.published().select_related("skill")
    return OwnResource(row.state, suggested_to(own, ratings, resource))


def if_finished(resource: Resource, levels: dict[str, int]) -> dict[str, object]:
    """The levels a person would have after it, and the roles that would gain from them."""
    taught = list(resource.teaches.all())
    after = ratings_after(levels, [one.as_lesson() for one in taught])
    raised = [one for one in taught if after.get(one.skill.slug) != levels.get(one.skill.slug)]
    roles = Role.objects.published().asking(*(one.skill.slug for one in raised))
    needs = Requirement.objects.needs_of(roles)
    asked = {role: needs.get(role.pk, []) for role in roles}
    gains = gains_between(asked, levels, after, prerequisite_graph().links)
    return {
        "raised": [(one.skill, levels[one.skill.slug], after[one.skill.slug]) for one in raised],
        "unrated": [one.skill for one in taught if one.skill.slug not in levels],
        "gains": gains[:MOST_GAINING],
        "gaining": len(gains),
    }
