"""Health probes, answered whatever Host they name: many name the IP address they probe."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PROBES = {"/livez", "/readyz"}


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return get_response(request)
        response: HttpResponse = resolve(request.path_info).func(request)
        return response

    return middleware
