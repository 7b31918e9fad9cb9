"""Pages for readers, prepared once and served from a copy until the content changes.

A copy's key holds everything its page depends on, above all the version of the content, so an edit
shows on the next request of every worker and nothing waits for a time-out. Readers are people
without a session; pages for somebody with one are neither stored nor answered here. Copies are in
the memory of their worker, so a new release starts without any. While the database is down, readers
get the copies of the last version seen, marked by `X-Served-From: copy`.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from gzip import compress, decompress
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.core import compression, content_version
from portal.core.accounts.sessions import KEY, SessionStore
from portal.core.database.failures import is_passing
from portal.core.health_probes import PROBES
from portal.core.memory_cache import Copies, Copy
from portal.core.service_unavailable import READS, Unavailable

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
Answer = Callable[[HttpRequest], HttpResponse]

# The headers that select a part of a page.
PARTS = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_HISTORY_RESTORE_REQUEST")
ORDINARY = re.compile(r"[\w ./:+&,'()-]{0,60}")  # a longer or stranger query isn't worth a copy
MESSAGES = CookieStorage.cookie_name
MOST_VALUES = 4  # of one parameter, as when comparing roles
MOST_BYTES = 500_000
MOST_PATHS = 1_024

# There are as many plain pages as rows, but any number of queries. So queries get a quarter of the
# memory, and somebody who asks many only displaces other queries.
pages = Copies(settings.PREPARED_BYTES * 3 // 4)
questions = Copies(settings.PREPARED_BYTES // 4)


def prepared(*parameters: str) -> Callable[[ViewT], ViewT]:
    """Mark a view whose page is the same for all readers who send the same `parameters`.

    It never sees other parameters: a campaign's `?utm_source=` neither makes its own page nor ends
    up in links. The page can only be read: a POST is refused wherever it comes from.
    """

    def mark(view: ViewT) -> ViewT:
        reading = csrf_exempt(require_safe(view))
        reading.parameters = frozenset(parameters)  # type: ignore[attr-defined]
        return reading

    return mark


def edition(version: str | None) -> str:
    """The cache key for parts of pages that are the same for everybody.

    Read the version no later than what the parts show. The day is included because pages say which
    sources are overdue.
    """
    return f"{version or uuid4()} {localdate()}"


def is_public(request: HttpRequest) -> bool:
    """The page is the same for all readers, and a reader asks for it."""
    return _reads(request) and not _own_cookies(request) and _parameters(request) is not None


def answer(request: HttpRequest, get_response: Answer) -> HttpResponse:
    """The page from a copy, at the cost of one query, or made and stored if that is allowed."""
    known = _parameters(request) if _reads(request) else None
    if known is None:
        return get_response(request)
    if request.META.get("QUERY_STRING"):
        _ask_only(request, known)
    try:
        forgotten = _forget_what_is_over(request)
        if _own_cookies(request):
            return get_response(request)
        # Read before the page is made: a copy may be newer than its version, never older.
        version = content_version.read()
    except DatabaseError as error:
        if _own_cookies(request) and not is_passing(error):
            raise  # loading the session already failed once, and the page would load it again
        return _answer_without(request, get_response)
    if version is None:
        return get_response(request)
    response = _answer(request, version, get_response)
    return _end(forgotten, response) if forgotten else response


def _reads(request: HttpRequest) -> bool:
    """A probe reads nothing: it must be answered without a database."""
    return request.method in READS and request.path_info not in PROBES


def _own_cookies(request: HttpRequest) -> set[str]:
    """The cookies of somebody who has a session or an unread message."""
    return {settings.SESSION_COOKIE_NAME, MESSAGES} & request.COOKIES.keys()


def _forget_what_is_over(request: HttpRequest) -> list[str]:
    """Drop cookies that mean nothing any more: whoever sends them is a reader like any other."""
    over = [name for name in _own_cookies(request) if _is_over(request, name)]
    for name in over:
        del request.COOKIES[name]
    return over


def _is_over(request: HttpRequest, name: str) -> bool:
    if name == MESSAGES:
        return not list(CookieStorage(request))
    key = request.COOKIES[name]
    if not KEY.fullmatch(key):
        return True
    sessions = SessionStore.get_model_class().objects
    return not sessions.filter(session_key=key, expire_date__gt=now()).exists()


def _end(cookies: list[str], response: HttpResponse) -> HttpResponse:
    """Have the browser delete them, so that they are looked up only once."""
    for name in cookies:
        response.delete_cookie(
            name,
            path=settings.SESSION_COOKIE_PATH,
            domain=settings.SESSION_COOKIE_DOMAIN,
            samesite=settings.SESSION_COOKIE_SAMESITE,
        )
    response["Cache-Control"] = "private, no-cache"
    return response


def _ask_only(request: HttpRequest, known: frozenset[str]) -> None:
    """One address per query: no unknown parameters, no spaces, one order."""
    asked = QueryDict(mutable=True)
    for name in sorted(known & request.GET.keys()):
        values = [" ".join(value.split()) for value in request.GET.getlist(name)]
        if values := [value for value in values if value]:
            asked.setlist(name, values)
    request.META["QUERY_STRING"] = asked.urlencode()
    asked._mutable = False  # noqa: SLF001 -- as Django's own requests have it
    request.GET = asked  # type: ignore[assignment]


def _answer(request: HttpRequest, version: str, get_response: Answer) -> HttpResponse:
    today, key, copies = str(localdate()), _key(request), _copies_for(request)
    copy = copies.get(key)
    if copy is not None and (copy.version, copy.day) == (version, today):
        return _answer_by(copy, request)
    if not _may_be_kept(request):
        return get_response(request)
    response = _uncompressed(request, get_response)
    if isinstance(response, Unavailable):
        return _last_seen(request) or compression.compress(request, response)
    if not _is_fit(response):
        copies.drop(key)
        return compression.compress(request, response)
    copy = _copy(response, version, today)
    copies.keep(key, copy)
    return _answer_by(copy, request)


def _answer_without(request: HttpRequest, get_response: Answer) -> HttpResponse:
    """The database is down. Nobody knows whose session it is, so it counts as somebody's."""
    if _own_cookies(request):
        return get_response(request)
    return _last_seen(request) or get_response(request)


def _last_seen(request: HttpRequest) -> HttpResponse | None:
    """The page as it was when the content was last seen, on whichever day."""
    copy = _copies_for(request).get(_key(request))
    if copy is None or copy.version != content_version.last_seen():
        return None
    response = _answer_by(copy, request)
    response["X-Served-From"] = "copy"
    return response


def _may_be_kept(request: HttpRequest) -> bool:
    answers = [values for _, values in request.GET.lists()]
    given = [value for values in answers for value in values]
    is_short = all(len(values) <= MOST_VALUES for values in answers)
    return is_short and all(ORDINARY.fullmatch(value) for value in [*given, *_parts(request)])


def _parameters(request: HttpRequest) -> frozenset[str] | None:
    """The parameters the page knows; None if it isn't a prepared one."""
    return _parameters_of(request.path_info, settings.ROOT_URLCONF)


@lru_cache(maxsize=MOST_PATHS)
def _parameters_of(path: str, addresses: str) -> frozenset[str] | None:
    try:
        view = resolve(path, addresses).func
    except Resolver404:
        return None
    parameters: frozenset[str] | None = getattr(view, "parameters", None)
    return parameters


def _parts(request: HttpRequest) -> list[str]:
    return [request.META.get(name, "") for name in PARTS]


def _copies_for(request: HttpRequest) -> Copies:
    is_plain = not request.META.get("QUERY_STRING") and not any(_parts(request))
    return pages if is_plain and _is_by_usual_name(request) else questions


def _is_by_usual_name(request: HttpRequest) -> bool:
    """Whether the site is asked for by its own name: ports alone would give it endless names."""
    usual: str = settings.SITE_URL
    return not usual or request.META.get("HTTP_HOST", "") == urlsplit(usual).netloc


def _key(request: HttpRequest) -> bytes:
    host = request.META.get("HTTP_HOST", "")
    # With SCRIPT_NAME one full path may stand for several pages.
    where = [request.scheme or "", host, request.path_info, request.get_full_path()]
    return sha256("\n".join([*where, *_parts(request)]).encode()).digest()


def _uncompressed(request: HttpRequest, get_response: Answer) -> HttpResponse:
    accepted = request.META.pop(compression.HEADER, "")
    response = get_response(request)
    request.META[compression.HEADER] = accepted
    return response


def _is_fit(response: HttpResponse) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and len(response.content) <= MOST_BYTES
    )


def _copy(response: HttpResponse, version: str, day: str) -> Copy:
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    patch_cache_control(response, no_cache=True)  # browsers may keep it, but must revalidate
    headers = dict(response.items())
    headers.pop("Content-Length", None)
    name = sha256(repr(headers).encode() + response.content).hexdigest()[:32]
    headers["ETag"] = f'W/"{name}"'  # weak: the same for both encodings
    compressed = compress(response.content, mtime=0)
    return Copy(version, day, tuple(headers.items()), compressed, len(response.content))


def _answer_by(copy: Copy, request: HttpRequest) -> HttpResponse:
    is_compressed = compression.takes_gzip(request)
    size = len(copy.compressed) if is_compressed else copy.size
    body = copy.compressed if is_compressed else decompress(copy.compressed)
    response = HttpResponse(body, headers=dict(copy.headers))
    response["Content-Length"] = str(size)
    if is_compressed:
        response["Content-Encoding"] = "gzip"
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
    return unchanged or response
