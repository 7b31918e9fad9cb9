"""Forms refused because nobody can tell who sent them: why, and what was typed.

The page that says so never resends the form: somebody else may have filled it in.
"""

import re
from enum import StrEnum
from http import HTTPStatus
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE, REASON_NO_REFERER
from django.shortcuts import render
from django.template.loader import render_to_string

HIDDEN_ORIGIN = "null"  # what a browser sends that doesn't tell
HIDDEN_FIELDS = {"next", "version", "csrfmiddlewaretoken"}
SECRETS = ("password", "token", "credential", "code")
SEPARATOR = re.compile("[-_]+")
LONG = 60  # characters; more than fits on one line


class Cause(StrEnum):
    HIDDEN = "hidden"  # the browser doesn't say which site the form was on
    ELSEWHERE = "elsewhere"  # it was on another site
    COOKIES = "cookies"  # the form needs a cookie, and none came
    STALE = "stale"  # the form needs a token, and it is no longer valid


class Typed(NamedTuple):
    label: str
    value: str

    @property
    def is_long(self) -> bool:
        return len(self.value) > LONG or "\n" in self.value


def refuse_form(request: HttpRequest) -> HttpResponse:
    """A form without a token, from an unknown sender."""
    cause = _cause_by_headers(request)
    return _page(request, cause, _typed(request) if cause is Cause.HIDDEN else [])


def refuse_token(request: HttpRequest, reason: str) -> HttpResponse:
    """A form with a token, refused for the reason Django's check gives. It may hold a password."""
    return _page(request, _cause_by_reason(request, reason), [])


def _cause_by_headers(request: HttpRequest) -> Cause:
    site, origin = (request.headers.get(name, "") for name in ("Sec-Fetch-Site", "Origin"))
    return Cause.HIDDEN if not site and origin in {"", HIDDEN_ORIGIN} else Cause.ELSEWHERE


def _cause_by_reason(request: HttpRequest, reason: str) -> Cause:
    if reason == REASON_NO_REFERER or request.headers.get("Origin") == HIDDEN_ORIGIN:
        return Cause.HIDDEN
    if "checking failed" in reason:  # of Origin or Referer, whichever is there
        return Cause.ELSEWHERE
    return Cause.COOKIES if reason == REASON_NO_CSRF_COOKIE else Cause.STALE


def _typed(request: HttpRequest) -> list[Typed]:
    """What the person gets back, to copy it. A large body isn't even read."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return []
    return [
        Typed(" ".join(SEPARATOR.split(name)), value)
        for name, values in request.POST.lists()
        if name not in HIDDEN_FIELDS and not any(word in name.lower() for word in SECRETS)
        for value in values
        if value.strip()
    ]


def _page(request: HttpRequest, cause: Cause, typed: list[Typed]) -> HttpResponse:
    context = {"cause": cause.value, "typed": typed, "host": request.get_host()}
    if "HTTP_HX_REQUEST" in request.META:  # htmx shows no error pages, our script shows a sentence
        words = render_to_string("403_csrf.txt", context).strip()
        content_type = "text/plain; charset=utf-8"
        return HttpResponse(words, content_type=content_type, status=HTTPStatus.FORBIDDEN)
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
