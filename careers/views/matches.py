from collections.abc import Iterable
from typing import NamedTuple

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render

from careers.models import Requirement, Role
from careers.rules.matching import ORDERING_RULE, Explanation, explain
from careers.views.roles import by_readiness
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of

PAGE_SIZE = 12


class MatchedRole(NamedTuple):
    role: Role
    explanation: Explanation


def matches(request: PortalRequest) -> HttpResponse:
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    context: dict[str, object] = {"section": "matches", "ordering_rule": ORDERING_RULE}
    if profile and levels:
        roles = Role.objects.published().select_related("family")
        page: Page[Role] = page_of(request, by_readiness(roles, profile), PAGE_SIZE)
        context |= {
            "page": page,
            "matched": _explained(page.object_list, levels),
            "rated": len(levels),
        }
    return render(request, "careers/matches.html", context)


def _explained(roles: Iterable[Role], levels: dict[str, int]) -> list[MatchedRole]:
    roles = list(roles)
    needs = Requirement.objects.needs_of(roles)
    return [MatchedRole(role, explain(needs.get(role.pk, []), levels)) for role in roles]
