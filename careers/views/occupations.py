"""The work that people come from, and where it leads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.models import Occupation
from portal.core.http import PortalRequest
from portal.core.page_cache import prepared


@prepared("q")
def occupation_list(request: PortalRequest) -> HttpResponse:
    return render(request, "careers/occupation_list.html", {"section": "roles"})


@prepared()
def occupation_detail(request: PortalRequest, slug: str) -> HttpResponse:
    occupation = get_object_or_404(Occupation.objects.published(), slug=slug)
    return render(request, "careers/occupation_detail.html", {"occupation": occupation})
