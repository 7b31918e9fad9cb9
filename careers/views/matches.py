from django.http import HttpResponse

from careers.forms import MatchFilter
from careers.models import Requirement, Role
from careers.pages.matches import match_row
from careers.rules.matching import ORDERING_RULE, explain
from careers.rules.what_if import next_levels
from careers.visitors import present_role_of, profile_to_show
from portal.core.http import PortalRequest, page_of, query_without_page, render_part

PAGE_SIZE = 10
MOST_NEXT_LEVELS = 5


def matches(request: PortalRequest) -> HttpResponse:
    profile = profile_to_show(request)
    levels = profile.levels() if profile else {}
    context: dict[str, object] = {
        "section": "matches",
        "out_of_sight": profile.out_of_sight if profile else None,
        "ordering_rule": ORDERING_RULE,
    }
    if profile and levels:
        form = MatchFilter(request.GET)
        page = page_of(request, profile.ranked(form.roles()), PAGE_SIZE)
        context |= {
            "form": form,
            "page": page,
            "rated": len(levels),
            "present_role": present_role_of(profile),
            "query": query_without_page(request),
            **_in_sight(list(page.object_list), levels),
        }
    return render_part(request, "careers/matches.html", context, part="results")


def _in_sight(roles: list[Role], levels: dict[str, int]) -> dict[str, object]:
    """The match with each role of a page, and the next levels that would move them most."""
    needs = Requirement.objects.needs_of(roles)
    asked = {role: needs.get(role.pk, []) for role in roles}
    return {
        "rows": [match_row(role, explain(asks, levels)) for role, asks in asked.items()],
        "next_levels": next_levels(asked, levels, MOST_NEXT_LEVELS),
    }
