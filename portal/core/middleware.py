"""What every request passes on its way in and every response on its way out, outermost first.

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
    """Set each response's length, and send it without its body in answer to HEAD.

    Inside, HEAD is handled like GET: gunicorn would drop the body too, but log a warning each time.
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
    """Give every response the id its request came with, or a new one; the logs show it.

    An id the logs would redact, because it looks like a secret, is replaced: nothing could be found
    by it.
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
    """Warn once per process of each kind of mismatch between proxies and settings."""
    said: set[str] = set()

    def middleware(request: HttpRequest) -> HttpResponse:
        proxies.warn_of_mismatches(request, said)
        return get_response(request)

    return middleware


def heed_refused_encodings(get_response: GetAnyResponse) -> GetAnyResponse:
    """Remove what Accept-Encoding refuses: `gzip;q=0` means no gzip.

    Django and WhiteNoise only look for the name. A client that refuses `identity` by name gets
    nothing uncompressed: neither short pages nor pictures.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        refused = compression.drop_refused(request)
        response = get_response(request)
        return compression.encode(request, response) if "identity" in refused else response

    return middleware


def serve_prepared(get_response: GetResponse) -> GetResponse:
    """Answer with a copy of a page, which skips the whole stack below, or make one.

    The lookup needs no checks: only pages that passed them all were stored.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return page_cache.answer(request, get_response)

    return middleware


def read_once_more(get_response: GetResponse) -> GetResponse:
    """Try again, once, if a request that only reads met a connection that had ended.

    A form isn't sent twice: the first try may have been saved before the connection ended.
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
    """Make `request.build_absolute_uri`, and so allauth's emails, use SITE_URL too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def build(location: str | None = None) -> str:
            return urljoin(f"{site_of(request)}/", location or request.get_full_path())

        request.build_absolute_uri = build  # type: ignore[method-assign]
        return get_response(request)

    return middleware


class CSPMiddleware(csp.middleware.CSPMiddleware):
    """List the directives in a fixed order: django-csp's order changes with each start."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        for name in {HEADER, HEADER_REPORT_ONLY} & answer.headers.keys():
            answer[name] = "; ".join(sorted(answer[name].split("; ")))
        return answer


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Answer health probes before sessions and anything else that may need the database."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return get_response(request)
        response: HttpResponse = resolve(request.path_info).func(request)
        return response

    return middleware


def keep_private(get_response: GetResponse) -> GetResponse:
    """Let no cache, not even the browser's, keep a page that may be personal.

    That is every page but the prepared ones, and those too for people with a session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.cookies or not page_cache.is_public(request):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def answer_refusals(get_response: GetResponse) -> GetResponse:
    """Give temporary refusals their status, and say when to try again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        refusal = throttling.refusal_of(request)
        if refusal and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            response.status_code = refusal.status
            response["Retry-After"] = str(refusal.seconds)
        return response

    middleware.process_exception = throttling.answer_exception  # type: ignore[attr-defined]
    return middleware
