"""What every request passes on its way in and every answer on its way out, the outermost first.

`put_in_words`, which knows the pages of all apps, is in `portal.site.error_pages`.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import urljoin

import csp.middleware
from csp.constants import HEADER, HEADER_REPORT_ONLY
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import resolve
from django.utils.cache import patch_cache_control

from portal.core import compression, page_cache, proxies, request_ids, throttling
from portal.core.database.failures import reconnect
from portal.core.health_probes import PROBES
from portal.core.http import site_of
from portal.core.log_redaction import redact
from portal.core.service_unavailable import READS, Unavailable

GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponse]
GetAnyResponse: TypeAlias = Callable[[HttpRequest], HttpResponseBase]  # files too

WITHOUT_LENGTH = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
REQUEST_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)


def answer_head(get_response: GetAnyResponse) -> GetAnyResponse:
    """Say how long each answer is, and send it without its body to those who asked by HEAD.

    It sees what GET would get: gunicorn drops a body for HEAD too, and warns of each.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_head = request.method == "HEAD"
        if isinstance(response, HttpResponse):
            if response.status_code not in WITHOUT_LENGTH:
                response.headers.setdefault("Content-Length", str(len(response.content)))
            if is_head:
                response.content = b""
        elif isinstance(response, StreamingHttpResponse) and is_head:
            response.streaming_content = ()
        return response

    return middleware


def assign_request_id(get_response: GetResponse) -> GetResponse:
    """Give every answer the id its request came with, or a new one; the logs show it.

    One that they would hide, because it looks like a secret, is none to find anything by.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        is_fit = REQUEST_ID.fullmatch(given) and redact(given) == given
        name = request_ids.begin(given if is_fit else "")
        response = get_response(request)
        response["X-Request-ID"] = name
        return response

    return middleware


def notice_proxies(get_response: GetResponse) -> GetResponse:
    """Warn of each kind of mismatch between proxies and settings once in a process."""
    said: set[str] = set()

    def middleware(request: HttpRequest) -> HttpResponse:
        proxies.warn_of_mismatches(request, said)
        return get_response(request)

    return middleware


def heed_refused_encodings(get_response: GetAnyResponse) -> GetAnyResponse:
    """Leave out of Accept-Encoding what it refuses: `gzip;q=0` means no gzip.

    Django and WhiteNoise look for the name alone. Whoever refuses `identity` by its name gets
    nothing uncompressed: neither a short page nor a picture.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        refused = compression.drop_refused(request)
        response = get_response(request)
        return compression.encode(request, response) if "identity" in refused else response

    return middleware


def serve_prepared(get_response: GetResponse) -> GetResponse:
    """Answer with a copy of a page, which costs none of the stack below, or make one.

    What is looked up needs no checks: only what passed them all was kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return page_cache.answer(request, get_response)

    return middleware


def read_once_more(get_response: GetResponse) -> GetResponse:
    """Try again, once, what only reads and met a connection that ended.

    A form is not sent twice: its first try may have been saved before the connection ended.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        can_pass = isinstance(response, Unavailable) and response.is_passing
        if not can_pass or request.method not in READS:
            return response
        reconnect()
        return get_response(request)

    return middleware


def address_by_site_url(get_response: GetResponse) -> GetResponse:
    """Let `request.build_absolute_uri`, and with it allauth in its mails, go by SITE_URL too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def build(location: str | None = None) -> str:
            return urljoin(f"{site_of(request)}/", location or request.get_full_path())

        request.build_absolute_uri = build  # type: ignore[method-assign]
        return get_response(request)

    return middleware


class CSPMiddleware(csp.middleware.CSPMiddleware):
    """Name the directives in one order: that of django-csp is another one after each start."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        for name in {HEADER, HEADER_REPORT_ONLY} & answer.headers.keys():
            answer[name] = "; ".join(sorted(answer[name].split("; ")))
        return answer


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Answer health probes past sessions and all that may need the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return get_response(request)
        response: HttpResponse = resolve(request.path_info).func(request)
        return response

    return middleware


def keep_private(get_response: GetResponse) -> GetResponse:
    """Let no cache, the browser's own included, keep a page that may be somebody's.

    That is every page but the prepared ones, and those too for people with a session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.cookies or not page_cache.is_public(request):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def answer_refusals(get_response: GetResponse) -> GetResponse:
    """Give what was refused for now its status, and say when one may come back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        refusal = throttling.refusal_of(request)
        if refusal and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            response.status_code = refusal.status
            response["Retry-After"] = str(refusal.seconds)
        return response

    middleware.process_exception = throttling.answer_exception  # type: ignore[attr-defined]
    return middleware
