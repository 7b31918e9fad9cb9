from collections.abc import Sequence

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from careers.forms import RoleFilter
from careers.models import Profile, Requirement, Role
from careers.models.needs import needs_from_rows
from careers.pages.matches import skill_groups
from careers.pages.role_detail import RoleFacts, asked_groups
from careers.pages.role_list import pay_sources, role_rows
from careers.rules.matching import explain
from careers.rules.what_if import next_levels
from careers.visitors import profile_of
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import edition, prepared

PAGE_SIZE = 24
MOST_NEXT_LEVELS = 5
MATCH = (
    "requirements"  # the part of a role's page that saving levels replaces, and what goes with it
)


@prepared("q", "family", "entry", "skill", "sort", "page")
def role_list(request: PortalRequest) -> HttpResponse:
    form = RoleFilter(request.GET)
    profile = profile_of(request)
    asked = form.roles().with_pay()
    roles = profile.ranked(asked) if profile and form.by_readiness else asked
    page: Page[Role] = page_of(request, roles, PAGE_SIZE)
    context = {
        "section": "roles",
        "form": form,
        "profile": profile,
        "page": page,
        "rows": role_rows(page, profile.scores(page.object_list) if profile else {}),
        "pay_sources": pay_sources(page),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/role_list.html", context, part="results")


@prepared()
def role_detail(request: PortalRequest, slug: str) -> HttpResponse:
    roles = Role.objects.published().with_version().select_related("family")
    role = get_object_or_404(roles, slug=slug)
    requirements = list(
        role.requirements.published().most_important_first().select_related("skill")
    )
    context = {
        "section": "roles",
        "role": role,
        "edition": edition(role.version),
        "facts": RoleFacts(role, requirements, site_of(request)),
        "is_swap": request.htmx.target == MATCH,
        **_match(role, requirements, profile_of(request)),
    }
    return render_part(request, "careers/role_detail.html", context, part=MATCH)


def _match(
    role: Role, requirements: Sequence[Requirement], profile: Profile | None
) -> dict[str, object]:
    """What the role asks beside what a person has, and the levels that would raise it most."""
    levels = profile.levels() if profile else {}
    needs = needs_from_rows(requirements)
    match = explain(needs, levels)
    return {
        "groups": asked_groups(requirements, levels),
        "need_only": not levels,
        "explanation": match,
        "gaps": skill_groups(match),
        "next_levels": next_levels({role: needs}, levels, MOST_NEXT_LEVELS),
    }
