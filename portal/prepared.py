"""Pages for readers, prepared once and served from a copy until the content changes.

A copy is known by all that its page depends on, above all the version of the content, so an edit
shows on the next request of every worker and nothing waits for a time-out. Readers are people
without a session; what is made for somebody with one is neither kept nor answered here. Copies
lie in the memory of their worker, so a new release begins without any.
"""

import re
from collections.abc import Callable
from gzip import compress
from hashlib import sha256
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.timezone import localdate

from portal import versions
from portal.health import PROBES

ViewT = TypeVar("ViewT", bound=Callable[..., Any])

CACHE = "prepared"
# The headers that pick a part of a page.
PARTS = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_HISTORY_RESTORE_REQUEST")
ORDINARY = re.compile(r"[\w ./:+&,'()-]{0,60}")  # a longer or stranger question is not worth a copy
MOST_VALUES = 4  # of one parameter, as in roles side by side
MOST_BYTES = 500_000


class Copy(NamedTuple):
    headers: dict[str, str]
    body: bytes
    compressed: bytes


def prepared(*parameters: str) -> Callable[[ViewT], ViewT]:
    """Mark a view whose page is the same for all readers who send the same `parameters`."""

    def mark(view: ViewT) -> ViewT:
        view.parameters = frozenset(parameters)  # type: ignore[attr-defined]
        return view

    return mark


def edition(version: str | None) -> str:
    """What the parts of a page that are the same for everybody depend on, to keep them by.

    Read the version no later than what they show. The day is in it because pages say which sources
    are overdue.
    """
    return f"{version or uuid4()} {localdate()}"


def is_public(request: HttpRequest) -> bool:
    """The page is the same for all readers, and it is a reader who asks for it."""
    return _is_reader(request) and _parameters(request) is not None


def serve_prepared(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer with a copy, or make one. A copy costs one query, and none of the stack below.

    What is looked up needs no checks: only what passed them all was kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        # Read before the page is made: a copy may be newer than its version, but never older.
        version = versions.current() if _is_reader(request) else None
        if version is None:
            return get_response(request)
        key = _key(request, version)
        copy: Copy | None = caches[CACHE].get(key)
        if copy is None:
            if request.method == "HEAD" or not _may_be_kept(request):
                return get_response(request)
            response = _uncompressed(request, get_response)
            if not _is_fit(response):
                return response
            copy = _copy(response)
            caches[CACHE].set(key, copy)
        return _answer(request, copy)

    return middleware


def _is_reader(request: HttpRequest) -> bool:
    """Whoever asks only reads, has no session, and no message waits for them.

    A probe reads nothing: it has to be answered without a database.
    """
    has_own = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
    reads = request.method in {"GET", "HEAD"} and request.path_info not in PROBES
    return reads and not has_own


def _may_be_kept(request: HttpRequest) -> bool:
    known = _parameters(request)
    if known is None:
        return False
    answers = list(request.GET.lists())
    is_known = all(name in known and len(values) <= MOST_VALUES for name, values in answers)
    given = [value for _, values in answers for value in values]
    return is_known and all(ORDINARY.fullmatch(value) for value in [*given, *_parts(request)])


def _parameters(request: HttpRequest) -> frozenset[str] | None:
    """What the page may be asked for; None where it is not a prepared one."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    parameters: frozenset[str] | None = getattr(view, "parameters", None)
    return parameters


def _parts(request: HttpRequest) -> list[str]:
    return [request.META.get(name, "") for name in PARTS]


def _key(request: HttpRequest, version: str) -> str:
    host = request.META.get("HTTP_HOST", "")
    asked = [request.scheme or "", host, request.get_full_path(), *_parts(request)]
    return sha256("\n".join([version, str(localdate()), *asked]).encode()).hexdigest()


def _uncompressed(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    accepted = request.META.pop("HTTP_ACCEPT_ENCODING", "")
    response = get_response(request)
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return response


def _is_fit(response: HttpResponse) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and len(response.content) <= MOST_BYTES
    )


def _copy(response: HttpResponse) -> Copy:
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    patch_cache_control(response, no_cache=True)  # browsers may keep it, and ask whether it holds
    headers = dict(response.items())
    headers.pop("Content-Length", None)
    name = sha256(repr(headers).encode() + response.content).hexdigest()[:32]
    headers["ETag"] = f'W/"{name}"'  # weak: of both encodings
    return Copy(headers, response.content, compress(response.content, mtime=0))


def _answer(request: HttpRequest, copy: Copy) -> HttpResponse:
    is_compressed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    body = copy.compressed if is_compressed else copy.body
    response = HttpResponse(b"" if request.method == "HEAD" else body, headers=copy.headers)
    response["Content-Length"] = str(len(body))
    if is_compressed:
        response["Content-Encoding"] = "gzip"
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    unchanged = get_conditional_response(request, etag=copy.headers["ETag"], response=response)
    return unchanged or response
