from collections.abc import Sequence

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from careers.forms import RoleFilter
from careers.models import Profile, Requirement, Resource, Role
from careers.models.ranking import RankedRoles
from careers.models.roles import RoleQuerySet
from careers.rules.matching import explain
from careers.rules.what_if import next_levels
from careers.views.match_rows import gaps
from careers.views.role_rows import asked_groups
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of, query_without_page, render_part
from portal.prepared import prepared

PAGE_SIZE = 24
MOST_NEIGHBOURS = 4
MOST_RESOURCES = 8
MOST_NEXT_LEVELS = 5
MATCH = (
    "requirements"  # the part of a role's page that saving levels replaces, and what goes with it
)


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
    skills = [requirement.skill for requirement in requirements]
    context = {
        "section": "roles",
        "role": role,
        "skills": skills,
        "is_swap": request.htmx.target == MATCH,
        **_match(role, requirements, profile_of(request)),
    }
    if not context["is_swap"]:
        context |= {
            "aliases": role.aliases.all(),
            "equivalents": role.equivalents.select_related("source"),
            "pay": list(role.pay.select_related("source")),
            "outlook": list(role.outlook.select_related("source")),
            "resources": Resource.objects.published().teaching_most_of(skills)[:MOST_RESOURCES],
            "topics": list(role.topics.published().select_related("pillar")),
            "case_studies": role.case_studies.published(),
            "references": role.references.all(),
            "neighbours": Requirement.objects.neighbours_of(role.name, MOST_NEIGHBOURS),
        }
    return render_part(request, "careers/role_detail.html", context, part=MATCH)


def _match(
    role: Role, requirements: Sequence[Requirement], profile: Profile | None
) -> dict[str, object]:
    """What the role asks beside what a person has, and the levels that would raise it most."""
    levels = profile.levels() if profile else {}
    needs = [requirement.as_need() for requirement in requirements]
    match = explain(needs, levels)
    return {
        "groups": asked_groups(requirements, levels),
        "need_only": not levels,
        "explanation": match,
        "gaps": gaps(match),
        "next_levels": next_levels({role: needs}, levels, MOST_NEXT_LEVELS),
    }


def by_readiness(roles: RoleQuerySet, profile: Profile) -> RankedRoles:
    """The order of the matches."""
    return profile.ranked(roles)
