from django.http import HttpResponse
from django.shortcuts import render

from careers.forms import CompareForm
from careers.models.role_similarity import neighbours_of
from careers.pages.compare import columns_of, likenesses_of, skill_rows, why_of
from careers.visitors import profile_of
from portal.core.http import PortalRequest
from portal.core.page_cache import prepared

MOST_NEIGHBOURS = 4


@prepared("role")
def compare(request: PortalRequest) -> HttpResponse:
    form = CompareForm(request.GET.getlist("role"))
    context: dict[str, object] = {"section": "roles", "form": form}
    if form.is_enough:
        profile = profile_of(request)
        levels = profile.levels() if profile else {}
        columns = columns_of(form, levels)
        roles = [column.role for column in columns]
        context |= {
            "columns": columns,
            "roles": roles,
            "skills": skill_rows(columns, rated=bool(levels)),
            "likenesses": likenesses_of(roles),
            "rated": bool(levels),
            "need_only": not levels,
            "why": why_of(columns),
        }
    elif form.slugs:
        chosen = next(role for role in form.roles if role.slug == form.slugs[0])
        likest = neighbours_of(chosen, MOST_NEIGHBOURS)
        context |= {"chosen": chosen, "likest": likest}
    return render(request, "careers/compare.html", context)
