"""Requests refused for now, in words: too many attempts, or too much going on at once.

A refused form is shown again with what was typed; `answer_refusals` in `middleware` sets the status
and when to try again. If there is no form to show, a page says it.
"""

import logging
import math
from http import HTTPStatus
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

MINUTE, HOUR = 60, 60 * 60
SECONDS_WHILE_BUSY = 5


class TooBusy(Exception):  # noqa: N818 -- nobody's error
    """More is being done right now than is allowed, such as hashing passwords."""


class Refusal(NamedTuple):
    status: HTTPStatus
    seconds: int


def refuse_too_many(request: HttpRequest, seconds: int) -> None:
    request.refused_for_now = Refusal(HTTPStatus.TOO_MANY_REQUESTS, seconds)  # type: ignore[attr-defined]


def refuse_while_busy(request: HttpRequest) -> None:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    request.refused_for_now = Refusal(status, SECONDS_WHILE_BUSY)  # type: ignore[attr-defined]


def refusal_of(request: HttpRequest) -> Refusal | None:
    return getattr(request, "refused_for_now", None)


def too_many_tries(request: HttpRequest) -> ValidationError:
    """What a refused form says."""
    refusal = refusal_of(request)
    wait = f"in {wait_in_words(refusal.seconds)}" if refusal else "later"
    return ValidationError(f"Too many tries. Try again {wait}.", code="too_many_tries")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page shown when allauth finds a limit reached before there is a form."""
    return _page(request, "429.html")


def answer_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, TooBusy):
        refuse_while_busy(request)
        return _page(request, "503_busy.html")
    if isinstance(exception, IntegrityError) and request.method == "POST":
        # A form of allauth's that was sent twice at once; our own forms are retried before this.
        logger.warning("A form clashed with another one", exc_info=exception)
        return render(request, "409.html", status=HTTPStatus.CONFLICT)
    return None


def wait_in_words(seconds: int) -> str:
    """How long to wait, rounded up: "20 seconds", "5 minutes", "an hour"."""
    if seconds <= MINUTE:
        return "a minute" if seconds == MINUTE else f"{seconds} second{'s' * (seconds != 1)}"
    if seconds <= HOUR - MINUTE:
        return f"{math.ceil(seconds / MINUTE)} minutes"
    return "an hour" if seconds <= HOUR else f"{math.ceil(seconds / HOUR)} hours"


def _page(request: HttpRequest, template: str) -> HttpResponse:
    refusal = refusal_of(request)
    context: dict[str, Any] = {
        "wait": wait_in_words(refusal.seconds) if refusal else "",
        "typed": request.POST.get("email") or request.POST.get("login", ""),
    }
    return render(request, template, context)
