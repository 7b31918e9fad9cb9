"""Typed requests, pages of lists, parts for htmx, and whatever else views need of HTTP."""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import is_same_domain, url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django_htmx.middleware import HtmxDetails

from portal.core.conflicts import look_twice
from portal.core.csrf import refuse_form
from portal.core.service_unavailable import READS

P = ParamSpec("P")
ModelT = TypeVar("ModelT", bound=Model)
Rows: TypeAlias = "QuerySet[ModelT] | Sequence[ModelT]"


class PortalRequest(HttpRequest):
    htmx: HtmxDetails


def site_of(request: HttpRequest) -> str:
    """The site's address, without a trailing slash, to turn paths into absolute addresses.

    SITE_URL is used if it is set: anybody can send a Host header with another name or port.
    """
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def page_of(request: HttpRequest, rows: "Rows[ModelT]", size: int) -> "Page[ModelT]":
    """The page `?page=` asks for; the first if it isn't a number, the last if there is no such
    page.
    """
    return Paginator(rows, size).get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    """The query string of the current filters, for links to other pages of the same list."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def next_page(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that a form was on, from its field `next`, or else `fallback`."""
    url = request.POST.get("next", "")
    is_path = url.startswith("/")  # `redirect` could take anything else for the name of a page
    if is_path and url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure()):
        return url
    return otherwise


def render_part(
    request: PortalRequest, template: str, context: dict[str, Any], part: str
) -> HttpResponse:
    """The whole page, or only its `part` if htmx asks to replace the element with that id.

    The title, which is also a part, goes with it, because a filter changes it.
    """
    wanted = request.htmx.target == part and not request.htmx.history_restore_request
    response = render(request, f"{template}#{part}" if wanted else template, context)
    if wanted:
        named = context | {"title_template": f"{template}#title"}
        response.content += (
            render_to_string("components/part_title.html", named, request).strip().encode()
        )
    patch_vary_headers(response, ["HX-Request", "HX-Target", "HX-History-Restore-Request"])
    return response


def same_origin(
    view: Callable[Concatenate[PortalRequest, P], HttpResponse],
) -> Callable[Concatenate[PortalRequest, P], HttpResponse]:
    """Refuse forms sent from other sites, without a token and so without a cookie.

    A form sent twice at once is tried again if the database refuses one of the two.

    Every browser says where a POST comes from, in headers no page can forge (Sec-Fetch-Site since
    2023, Origin before). Django's token would need a cookie for each visitor who opens a page with
    a form; this way, people who only read have none.
    """

    @wraps(view)
    def checked(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not comes_from_here(request):
            return refuse_form(request)
        if request.method in READS:
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        response = look_twice(request, lambda: view(request, *args, **kwargs))
        return response or _refuse_clash(request)

    return cast("Callable[Concatenate[PortalRequest, P], HttpResponse]", csrf_exempt(checked))


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on this site."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "")
    if site in {None, "same-site", "cross-site"} and _is_trusted(origin):
        return True
    if site is not None:
        return site == "same-origin"
    return origin == f"{request.scheme}://{request.get_host()}"


def _refuse_clash(request: PortalRequest) -> HttpResponse:
    """Plain text for htmx: it is shown on the page, where what was typed still is."""
    if not request.htmx:
        return render(request, "409.html", status=HTTPStatus.CONFLICT)
    return HttpResponse(
        render_to_string("409.txt"),
        status=HTTPStatus.CONFLICT,
        content_type="text/plain; charset=utf-8",
    )


def _is_trusted(origin: str) -> bool:
    """As allowed by CSRF_TRUSTED_ORIGINS, the way Django's own check does it."""
    try:
        scheme, host = urlsplit(origin)[:2]
    except ValueError:
        return False
    for trusted in settings.CSRF_TRUSTED_ORIGINS:
        trusted_scheme, _, trusted_host = trusted.partition("://")
        is_below = trusted_host.startswith("*.") and is_same_domain(host, trusted_host[1:])
        if origin == trusted or (is_below and scheme == trusted_scheme):
            return True
    return False
