"""Admin forms that can't be saved at the moment: what was typed is handed back.

A session may end while somebody is writing, or a second factor may be required. Signing in again in
another tab renews the CSRF token, so that must not cost the text either.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from portal.core.csrf import refuse_token
from portal.core.http import comes_from_here

SHORTEST_TEXT = 25  # characters: anything shorter is quickly typed again
NEVER = ("login", "logout", "password_change")  # pages with contents that must not be handed back


def keep_what_was_sent(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """When the admin sends somebody away to sign in, hand back the form they sent."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        to = urlsplit(response.get("Location", "")).path
        if to == reverse("admin:login") and _may_be_kept(request):
            return _page(request, is_signed_in=False)
        return response

    return kept


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Hand the form back if it was sent from here; tell everybody else what went wrong.

    The check also refuses methods no form uses, such as DELETE.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if _may_be_kept(request) and comes_from_here(request):
        return _page(request, is_signed_in=admin.site.has_permission(request))
    return refuse_token(request, reason)


def _may_be_kept(request: HttpRequest) -> bool:
    match = request.resolver_match
    return (
        request.method == "POST"
        and match is not None
        and match.app_name == "admin"
        and match.url_name not in NEVER
        and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _page(request: HttpRequest, *, is_signed_in: bool) -> HttpResponse:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name.lower()
    ]
    context = {
        "fields": fields,
        "texts": [value for name, value in fields if _is_text(name, value)],
        "is_signed_in": is_signed_in,
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
    }
    return render(request, "admin/kept_form.html", context, status=HTTPStatus.FORBIDDEN)


def _is_text(name: str, value: str) -> bool:
    return len(value) >= SHORTEST_TEXT and not name.startswith("_")
