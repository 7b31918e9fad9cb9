from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from careers.forms import RoleFilter
from careers.models import Role
from careers.pages.role_detail import RoleFacts, role_match
from careers.pages.role_list import pay_sources, role_rows
from careers.visitors import profile_of
from portal.core.content_version import at_one_version
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import edition, prepared

PAGE_SIZE = 24
# The part of a role's page that saving levels replaces, and what goes with it.
MATCH = "requirements"


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
    roles = Role.objects.published().with_version().select_related("family", "first_project")
    role = get_object_or_404(roles, slug=slug)
    requirements = list(
        role.requirements.published().most_important_first().select_related("skill")
    )
    profile = profile_of(request)
    with at_one_version():
        context = {
            "section": "roles",
            "role": role,
            "edition": edition(role.version),
            "facts": RoleFacts(role, requirements, site_of(request)),
            "is_swap": request.htmx.target == MATCH,
            **role_match(role, requirements, profile.levels() if profile else {}),
        }
        return render_part(request, "careers/role_detail.html", context, part=MATCH)
