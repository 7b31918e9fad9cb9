"""The sample person of the style guide, made up from what roles require, so any content will do."""

from collections.abc import Sequence

from careers.models import Role
from careers.models.role_similarity import neighbours_of
from careers.models.roles import RoleQuerySet
from careers.rules.matching import explain
from careers.rules.needs import Need

Levels = dict[str, int]


def roles_that_ask() -> RoleQuerySet:
    return Role.objects.published().filter(weight__gt=0).select_related("family").with_pay()


def two_alike() -> list[Role]:
    """A role and the one most like it; fewer if there aren't two."""
    roles = list(roles_that_ask()[:2])
    for role in roles[:1]:
        likest = [one.slug for one in neighbours_of(role.name, 1)]
        return [role, *(roles_that_ask().filter(slug__in=likest) if likest else roles[1:])]
    return roles


def on_the_way(needs: Sequence[Need]) -> Levels:
    """Some requirements met, some missing, every fourth skill unknown."""
    levels = {need.skill: max(need.level - n % 3, 0) for n, need in enumerate(needs)}
    unknown = {need.skill for need in needs[3::4]}
    return {skill: level for skill, level in levels.items() if skill not in unknown}


def beginning(needs: Sequence[Need]) -> Levels:
    """The least important skill alone: too little to go by for most roles."""
    return {need.skill: need.level for need in needs[-1:]}


def complete(needs: Sequence[Need]) -> Levels:
    return {need.skill: need.level for need in needs}


def by_band(needs: Sequence[Need]) -> dict[str, Levels]:
    """For each band, the levels at which somebody learning one skill at a time first enters it."""
    levels = {need.skill: 0 for need in needs}
    found: dict[str, Levels] = {}
    for need in needs:
        for level in range(need.level + 1):
            levels[need.skill] = level
            found.setdefault(explain(needs, levels).score.band, dict(levels))
    return found
