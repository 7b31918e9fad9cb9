"""What a worker does before it takes requests, so that nobody waits for the first of a page.

It compiles the templates, works out what `once_per_version` keeps, and leaves a copy of each page.
"""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from io import BytesIO
from itertools import takewhile
from time import monotonic
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connections
from django.urls import reverse

from careers.models import Occupation, Resource, Role, Skill
from portal.site.sitemaps import PAGES
from scalability.models import CaseStudy, Pillar, Topic

Application = Callable[..., Iterable[bytes]]

PATIENCE = 5.0  # seconds; then people are served all the same
PERSONAL = ("careers:profile", "careers:matches", "careers:plan", "careers:questions")


def warm_up(application: Application) -> list[str]:
    """Ask for a page of each type, as long as it goes well, and say which were answered."""
    until = monotonic() + PATIENCE
    try:
        return [
            *takewhile(
                lambda path: monotonic() < until and _status(application, path) == HTTPStatus.OK,
                _paths(),
            )
        ]
    except DatabaseError:  # the site says so itself, to whoever asks
        return []
    finally:
        connections.close_all()  # those of this thread, which serves nobody


def _paths() -> Iterator[str]:
    yield from map(reverse, (*PAGES, *PERSONAL))
    for model in (Role, Skill, Resource, Occupation, Pillar, Topic, CaseStudy):
        if row := model.objects.published().first():
            yield row.get_absolute_url()


def _status(application: Application, path: str) -> int:
    said: list[str] = []
    body = application(_environ(path), lambda status, *_: said.append(status))
    close: Callable[[], None] = getattr(body, "close", lambda: None)
    close()
    return int(said[0].split()[0])


def _environ(path: str) -> dict[str, Any]:
    """As the proxies in front would hand it on."""
    site = urlsplit(settings.SITE_URL or f"http://{settings.ALLOWED_HOSTS[0].removeprefix('.')}")
    hops = ["127.0.0.1"] * settings.ALLAUTH_TRUSTED_PROXY_COUNT
    environ = {
        "PATH_INFO": path,
        "HTTP_HOST": site.netloc,
        "HTTP_ACCEPT_ENCODING": "gzip",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        **({"HTTP_X_FORWARDED_FOR": ", ".join(hops)} if hops else {}),
    }
    setup_testing_defaults(environ)
    return environ
