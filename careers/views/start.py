"""The way in: what somebody does today, and the skills that usually come with it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from portal.core.http import PortalRequest, same_origin
from portal.core.page_cache import prepared


@prepared("q")
def start(request: PortalRequest) -> HttpResponse:
    return render(request, "careers/start.html", {"section": "profile"})


@same_origin
def start_occupation(request: PortalRequest, slug: str) -> HttpResponse:
    raise Http404
