"""What finishing a resource would change."""

from careers.models import Requirement, Resource, Role
from careers.rules.what_if import gains_between, ratings_after

MOST_GAINING = 8


def if_finished(resource: Resource, levels: dict[str, int]) -> dict[str, object]:
    """The levels a person would have after it, and the roles that would gain from them."""
    taught = list(resource.teaches.all())
    after = ratings_after(levels, [one.as_lesson() for one in taught])
    raised = [one for one in taught if after.get(one.skill.slug) != levels.get(one.skill.slug)]
    roles = Role.objects.published().asking(*(one.skill.slug for one in raised))
    needs = Requirement.objects.needs_of(roles)
    gains = gains_between({role: needs.get(role.pk, []) for role in roles}, levels, after)
    return {
        "raised": [(one.skill, levels[one.skill.slug], after[one.skill.slug]) for one in raised],
        "unrated": [one.skill for one in taught if one.skill.slug not in levels],
        "gains": gains[:MOST_GAINING],
        "gaining": len(gains),
    }
