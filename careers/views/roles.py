from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import RatingsForm, RoleFilter
from careers.linked_data import occupation
from careers.models import Profile, Requirement, Resource, Role
from careers.models.ranking import RankedRoles
from careers.models.roles import RoleQuerySet
from careers.rules.matching import explain
from careers.rules.what_if import next_levels
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.prepared import prepared

PAGE_SIZE = 24
MOST_NEIGHBOURS = 4
MOST_RESOURCES = 8
MOST_NEXT_LEVELS = 5


@prepared("q", "family", "entry", "skill", "sort", "page")
def role_list(request: PortalRequest) -> HttpResponse:
    form = RoleFilter(request.GET)
    profile = profile_of(request)
    asked = form.roles().with_pay()
    roles = by_readiness(asked, profile) if profile and form.by_readiness else asked
    page: Page[Role] = page_of(request, roles, PAGE_SIZE)
    context = {
        "section": "roles",
        "form": form,
        "profile": profile,
        "page": page,
        "scores": profile.scores(page.object_list) if profile else {},
        "query": query_without_page(request),
    }
    return render_part(request, "careers/role_list.html", context, part="results")


@prepared()
def role_detail(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    requirements = list(
        role.requirements.published().most_important_first().select_related("skill")
    )
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    skills = [requirement.skill for requirement in requirements]
    needs = [requirement.as_need() for requirement in requirements]
    pay = role.pay.select_related("source")
    context = {
        "section": "roles",
        "role": role,
        "rows": list(zip(requirements, RatingsForm(None, skills, levels).rows(), strict=True)),
        "explanation": explain(needs, levels),
        "next_levels": next_levels({role: needs}, levels, MOST_NEXT_LEVELS),
        "need_only": not levels,
        "aliases": role.aliases.all(),
        "equivalents": role.equivalents.select_related("source"),
        "pay": pay,
        "outlook": role.outlook.select_related("source"),
        "resources": Resource.objects.published().teaching_most_of(skills)[:MOST_RESOURCES],
        "topics": role.topics.published().select_related("pillar"),
        "case_studies": role.case_studies.published(),
        "references": role.references.all(),
        "neighbours": Requirement.objects.neighbours_of(role.name, MOST_NEIGHBOURS),
        "linked_data": occupation(role, requirements, pay, site_of(request)),
    }
    return render(request, "careers/role_detail.html", context)


def by_readiness(roles: RoleQuerySet, profile: Profile) -> RankedRoles:
    """The order of the matches."""
    return profile.ranked(roles)
