"""The work that people come from, and where it leads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.forms import OccupationFilter
from careers.models import Occupation
from careers.pages.occupation_detail import OccupationFacts
from portal.core.http import PortalRequest, page_of, query_without_page, render_part
from portal.core.page_cache import edition, prepared

PAGE_SIZE = 200


@prepared("q", "group", "page")
def occupation_list(request: PortalRequest) -> HttpResponse:
    form = OccupationFilter(request.GET)
    context = {
        "section": "occupations",
        "form": form,
        "is_search": form.is_search,
        "page": page_of(request, form.occupations(), PAGE_SIZE),
        "query": query_without_page(request),
    }
    return render_part(request, "careers/occupation_list.html", context, part="results")


@prepared()
def occupation_detail(request: PortalRequest, slug: str) -> HttpResponse:
    occupation = get_object_or_404(Occupation.objects.published().with_version(), slug=slug)
    context = {
        "section": "occupations",
        "occupation": occupation,
        "edition": edition(occupation.version),
        "facts": OccupationFacts(occupation),
    }
    return render(request, "careers/occupation_detail.html", context)
