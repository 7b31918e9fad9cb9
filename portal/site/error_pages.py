"""Error pages in words, also for errors of the server, Django and WhiteNoise that have none.

Programs that prefer JSON get "problem details" (RFC 9457), and htmx a sentence for its page.
"""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views import defaults

from portal.core import request_ids
from portal.site.page_not_found import page_of_form

PROBLEM = "application/problem+json"
JSON = (PROBLEM, "application/json")
OF_THE_BODY = ("Content-Encoding", "ETag", "Last-Modified")
DROPPED = {HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR}


class Words(NamedTuple):
    title: str
    text: str


OTHERS = Words(
    "We couldn't understand the request",
    "Something in it was wrong, and nothing was changed. Go back, reload the page and try "
    "once more.",
)
WORDS = {
    HTTPStatus.METHOD_NOT_ALLOWED: Words(
        "This address doesn't accept that kind of request",
        "Some addresses belong to a form and show nothing when opened on their own; "
        "others can only be read. Nothing was changed.",
    ),
    HTTPStatus.NOT_ACCEPTABLE: Words(
        "This page is not available in that encoding",
        "The program that asked for it accepts it neither as it is nor compressed with gzip "
        "(Accept-Encoding). Make it accept one of the two.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Words(
        "The form is too large",
        "The form holds more than we accept. Nothing was changed. Go back, shorten the longest "
        "text, and send it again: most browsers keep what you typed.",
    ),
    HTTPStatus.REQUEST_URI_TOO_LONG: Words(
        "The address is too long",
        "Addresses can have up to about 4,000 characters. Shorten your search, or choose "
        "fewer things at once.",
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Words(
        "That wasn't sent as a form",
        "We only accept forms here, and this was something else. Nothing was changed.",
    ),
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: Words(
        "The file doesn't have that part",
        "It is shorter than the part you asked for. Download it from the beginning.",
    ),
    HTTPStatus.EXPECTATION_FAILED: Words(
        "The request expects something we can't do",
        "Remove the Expect header, or set it to 100-continue.",
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: Words(
        "Your browser sent too many cookies",
        "Cookies have probably piled up. Delete this site's cookies and load the page "
        "again. What you have without an account goes with them, unless you kept a return link or "
        "a file.",
    ),
    HTTPStatus.NOT_IMPLEMENTED: Words(
        "We don't support this transfer encoding",
        "The request was encoded in a way we can't read. Nothing was changed.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Words(
        "Something went wrong",
        "This is our fault, and it has been recorded. Wait a minute, then reload the page.",
    ),
}


def put_in_words(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give errors without a body one, and programs one they can read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        patch_vary_headers(response, ["Accept"])
        is_page = response.get("Content-Type", "").startswith("text/html")
        is_of_no_use = is_page and (_wants_json(request) or _cannot_be_shown(request, response))
        has_none = not (isinstance(response, HttpResponse) and response.content)
        if is_of_no_use or has_none:
            return _with_body(response, *_body(request, response.status_code))
        return response

    return middleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`, which answers 413 if a form was too large."""
    if isinstance(exception, RequestDataTooBig):
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return HttpResponse(page(status, page_of_form(request.path_info)), status=status)
    return defaults.bad_request(request, exception)


def page(status: int, near: str = "") -> str:
    """The page for a status; `near` is the address of a page to go on with, or empty."""
    return render_to_string("refused.html", {"words": _words(status), "near": near})


def _body(request: HttpRequest, status: int) -> tuple[str, str]:
    """The content type and the content, in a form the client can use."""
    if _wants_json(request):
        return PROBLEM, _problem(status)
    if "HTTP_HX_REQUEST" in request.META:
        return "text/plain; charset=utf-8", "{0.title}. {0.text}".format(_words(status))
    return "text/html; charset=utf-8", page(status, page_of_form(request.path_info))


def _words(status: int) -> Words:
    return WORDS.get(HTTPStatus(status), OTHERS)


def _problem(status: int) -> str:
    meaning = HTTPStatus(status)
    told = {
        "title": meaning.phrase,
        "status": status,
        "detail": WORDS[meaning].text if meaning in WORDS else meaning.description,
        "request_id": request_ids.current_id(),
    }
    return json.dumps(told)


def _cannot_be_shown(request: HttpRequest, response: HttpResponseBase) -> bool:
    """htmx drops these pages; our scripts show a sentence, or blame the connection."""
    return "HTTP_HX_REQUEST" in request.META and response.status_code in DROPPED


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", *JSON]) in JSON


def _with_body(response: HttpResponseBase, content_type: str, body: str) -> HttpResponse:
    """The same response, with its status and headers such as Allow, but another body."""
    if not isinstance(response, HttpResponse):  # WhiteNoise's, which streams nothing
        response = HttpResponse(status=response.status_code, headers=dict(response.items()))
    response.content = body
    for name in OF_THE_BODY:
        del response.headers[name]
    response["Content-Type"] = content_type
    response["Content-Length"] = str(len(response.content))
    return response
