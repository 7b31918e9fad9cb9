"""Two roles side by side, and the ways between them."""

from typing import Any

from careers.forms import CompareForm
from careers.models import Requirement
from careers.pages.compare import columns_of, likenesses_of, skill_rows, why_of
from careers.pages.transitions import transitions_from
from portal.site.styleguide.sample_person import on_the_way, two_alike

MOST_SKILLS = 6


def shown() -> dict[str, Any]:
    roles = two_alike()
    if len(roles) < 2:  # noqa: PLR2004
        return {}
    needs = Requirement.objects.needs_of(roles)
    here, there = (needs[role.pk] for role in roles)
    form = CompareForm([role.slug for role in roles])
    columns = columns_of(form, on_the_way(here) | on_the_way(there))
    unrated = columns_of(form, {})
    return {
        "columns": columns,
        "roles": [column.role for column in columns],
        "unrated": unrated[0],
        "skills": skill_rows(columns, rated=True)[:MOST_SKILLS],
        "asked": skill_rows(unrated, rated=False)[:MOST_SKILLS],
        "likenesses": likenesses_of(roles),
        "why": why_of(columns),
        "role": roles[0],
        "transitions": transitions_from(here, [roles[1], roles[0]], needs),
    }
