"""Two roles compared, and the ways between them."""

from typing import Any

from careers.forms import CompareForm
from careers.models import Requirement
from careers.pages.compare import columns_of, comparison
from careers.pages.transitions import transitions_from
from portal.site.styleguide.sample_person import on_the_way, two_alike


def comparison_section() -> dict[str, Any]:
    roles = two_alike()
    if len(roles) < 2:  # noqa: PLR2004
        return {}
    needs = Requirement.objects.needs_of(roles)
    here, there = (needs[role.pk] for role in roles)
    form = CompareForm([role.slug for role in roles])
    shown = comparison(form, on_the_way(here) | on_the_way(there))
    return shown | {
        "unrated": columns_of(form, {})[0],
        "asked": comparison(form, {})["skills"],
        "role": roles[0],
        "transitions": transitions_from(here, [roles[1], roles[0]], needs),
    }
