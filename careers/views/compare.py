from django.http import HttpResponse
from django.shortcuts import render

from careers.forms import CompareForm
from careers.models.role_similarity import neighbours_of
from careers.pages.compare import comparison
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
        context |= comparison(form, profile.levels() if profile else {})
    elif form.slugs:
        chosen = next(role for role in form.roles if role.slug == form.slugs[0])
        likest = neighbours_of(chosen, MOST_NEIGHBOURS)
        context |= {"chosen": chosen, "likest": likest}
    return render(request, "careers/compare.html", context)
