"""The answer when the database is away, busy, full or read-only: 503, in words.

It uses no database itself, so it knows neither the session nor the person.
"""

import logging
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views import defaults

from portal.core.database.failures import Failure, failure_of, is_passing

logger = logging.getLogger(__name__)

READS = {"GET", "HEAD"}
RETRY_AFTER = {  # seconds
    Failure.AWAY: 5,
    Failure.BUSY: 2,
    Failure.FULL: 60,
    Failure.READ_ONLY: 60,
}


class Unavailable(HttpResponse):
    """The response to a request during which the database failed."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self, request: HttpRequest, failure: Failure, *, is_passing: bool) -> None:
        self.is_passing = is_passing
        context = {"failure": failure.value, "is_read": request.method in READS}
        if "HTTP_HX_REQUEST" in request.META:
            words = render_to_string("503.txt", context).strip()
            super().__init__(words, content_type="text/plain; charset=utf-8")
            if context["is_read"]:  # htmx shows no errors, so the browser loads the page itself
                self["HX-Redirect"] = request.get_full_path()
        else:
            super().__init__(render_to_string("503.html", context))
        self["Retry-After"] = str(RETRY_AFTER[failure])
        patch_cache_control(self, private=True, no_store=True)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`, whichever view or middleware met the error."""
    error = sys.exc_info()[1]
    failure = failure_of(error)
    if failure is None:
        return defaults.server_error(request)
    logger.warning("Answered 503 because the database is %s: %s", failure, error)
    response = Unavailable(request, failure, is_passing=is_passing(error))
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- without a traceback
    return response
