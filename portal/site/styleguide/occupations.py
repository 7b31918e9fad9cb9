"""Occupations in a list, what they bring, and the roles that fit."""

from typing import Any

from careers.models import Occupation
from careers.pages.occupation_detail import OccupationFacts, fitting_roles

MOST_OCCUPATIONS = 4
MOST_TYPICAL = 4
MOST_ROLES = 2


def occupations_section() -> dict[str, Any]:
    occupations = list(Occupation.objects.published().by_group()[:MOST_OCCUPATIONS])
    if not occupations:
        return {}
    facts = OccupationFacts(occupations[0])
    return {
        "occupations": occupations,
        "typical": facts.typical[:MOST_TYPICAL],
        "roles": fitting_roles(occupations[0].typical_levels())[:MOST_ROLES],
    }
