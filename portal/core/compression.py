"""Which encodings a client accepts, and gzip responses for those that accept it."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.text import compress_sequence, compress_string

from portal.core.service_unavailable import READS

HEADER = "HTTP_ACCEPT_ENCODING"
NAMES = {"gzip", "br", "deflate", "compress", "zstd", "identity", "*"}
ALSO_CALLED = {"x-gzip": "gzip", "x-compress": "compress"}
OF_A_PAGE = {"Content-Length", "Content-Type", "Cache-Control", "ETag", "Last-Modified"}
SEPARATOR = re.compile(r"[\s,]+")
QUALITY = re.compile(r"q=\d+(?:\.\d*)?", re.ASCII)


def drop_refused(request: HttpRequest) -> set[str]:
    """Keep only the accepted encodings in Accept-Encoding, in order; returns the refused names.

    An encoding that is listed twice and refused once is refused.
    """
    header = request.META.get(HEADER, "")
    if not header:
        return set()
    named = list(_qualities(header))
    refused = {name for name, quality in named if quality == 0}
    wanted = dict.fromkeys(name for name, quality in named if quality)
    request.META[HEADER] = ", ".join(name for name in wanted if name not in refused)
    return refused


def takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in SEPARATOR.split(request.META.get(HEADER, ""))


def compress(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """As Django's middleware does it, with random bytes against BREACH."""
    GZipMiddleware(lambda _: response).process_response(request, response)
    return response


def encode(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response compressed, however short; 406 if no encoding is left for a page."""
    is_empty = isinstance(response, HttpResponse) and not response.content
    if is_empty or response.has_header("Content-Encoding"):
        return response
    if not takes_gzip(request):
        is_page = request.method in READS and response.status_code < HTTPStatus.BAD_REQUEST
        return _not_acceptable(response) if is_page else response
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = compress_sequence(iter(response))
        del response.headers["Content-Length"]
    elif isinstance(response, HttpResponse):
        response.content = compress_string(response.content)
        response["Content-Length"] = str(len(response.content))
    if (etag := response.get("ETag", "")).startswith('"'):
        response["ETag"] = f"W/{etag}"
    response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _qualities(header: str) -> Iterator[tuple[str, float | None]]:
    """Each known encoding and its quality; nonsense gets None, neither yes nor no."""
    for one in "".join(header.lower().split()).split(","):
        name, *parameters = one.split(";")
        name = ALSO_CALLED.get(name, name)
        if name in NAMES:
            quality = next((given for given in parameters if given.startswith("q=")), "q=1")
            yield name, float(quality[2:]) if QUALITY.fullmatch(quality) else None


def _not_acceptable(response: HttpResponseBase) -> HttpResponse:
    """The headers every response has, without a body: `site.error_pages` adds the words."""
    kept = {name: value for name, value in response.items() if name not in OF_A_PAGE}
    refusal = HttpResponse(status=HTTPStatus.NOT_ACCEPTABLE, headers=kept)
    # This also closes a file; closing the response itself would end the request.
    refusal._resource_closers = response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
    patch_vary_headers(refusal, ["Accept-Encoding"])
    patch_cache_control(refusal, private=True, no_store=True)
    return refusal
