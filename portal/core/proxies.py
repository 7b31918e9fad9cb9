"""Logs what requests reveal about host names and proxies missing from the settings.

Anybody can make up a header, so each warning is logged once, or a limited number of times.
"""

import logging
import time
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from portal.core.health_probes import PROBES

logger = logging.getLogger(__name__)

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
LONGEST_HOST = 100  # characters of a host that are shown
MOST_HOSTS = 20  # named in an hour
HOUR = 60 * 60  # seconds


class Notice(NamedTuple):
    kind: str
    words: str


UNCOUNTED = Notice(
    "uncounted",
    "A request came with the headers of a proxy (X-Forwarded-For or the like), but TRUSTED_PROXIES "
    "is 0: the limits on sign-in treat everybody behind a proxy as one person. If there is a proxy "
    "in front, set TRUSTED_PROXIES=1. If there is none, the sender made the headers up and no harm "
    "is done; put a proxy in front before the site is public.",
)
PAST = Notice(
    "past",
    "A request came without X-Forwarded-For, but TRUSTED_PROXIES says there is a proxy in "
    "front. Make the proxy set the header, and gunicorn unreachable without it. If there is no "
    "proxy, set TRUSTED_PROXIES=0.",
)
FEWER = Notice(
    "fewer",
    "A request came with fewer addresses in X-Forwarded-For than TRUSTED_PROXIES says, so people "
    "can fake the address that the limits on sign-in use. Set TRUSTED_PROXIES to the number "
    "of proxies in front.",
)
MORE = Notice(
    "more",
    "A request came with more addresses in X-Forwarded-For than TRUSTED_PROXIES says. If another "
    "proxy stands in front, raise TRUSTED_PROXIES, or the limits on sign-in treat everybody behind "
    "it as one person. If there is none, the sender made an address up and no harm is done.",
)
UNTRUSTED = Notice(
    "untrusted",
    "A request came with X-Forwarded-Proto: https from an address that FORWARDED_ALLOW_IPS does "
    "not name, so its pages redirect to HTTPS endlessly. If it came from your proxy, add "
    "the proxy's address to FORWARDED_ALLOW_IPS.",
)
NO_SCHEME = Notice(
    "no scheme",
    "A request came through a proxy without X-Forwarded-Proto, so its pages redirect to HTTPS "
    "endlessly. Make the proxy set X-Forwarded-Proto to the scheme of the original request.",
)


def warn_of_mismatches(request: HttpRequest, said: set[str]) -> None:
    """Warn of each kind not `said` before."""
    if request.path_info in PROBES:  # a load balancer may probe directly, past any proxy
        return
    for notice in _mismatches(request):
        if notice.kind not in said:
            said.add(notice.kind)
            logger.warning(notice.words)


class RefusedHosts(logging.Filter):
    """Log once an hour which host was refused, and what to do if it is a name of the site.

    Anybody can send any Host header, so its length, its characters and the number of lines are
    limited.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0.0
        self.said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        if not self.said or now - self.begun > HOUR:
            self.begun, self.said = now, set()
        request: HttpRequest | None = getattr(record, "request", None)
        host = ascii(request.META.get("HTTP_HOST", "") if request else "")[1:-1][:LONGEST_HOST]
        if host in self.said or len(self.said) >= MOST_HOSTS:
            return False
        self.said.add(host)
        last = " Further hosts won't be logged for an hour." if len(self.said) == MOST_HOSTS else ""
        record.msg = (
            'Refused the host "%s". If the site has this name, add it to ALLOWED_HOSTS, '
            "without a port.%s"
        )
        record.args = (host, last)
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return True


def _mismatches(request: HttpRequest) -> Iterator[Notice]:
    counted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    given = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = sum(1 for hop in given.split(",") if hop.strip())
    if not counted:
        if any(name in request.META for name in FORWARDED):
            yield UNCOUNTED
    elif hops != counted:
        yield PAST if not hops else FEWER if hops < counted else MORE
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        scheme = request.META.get("HTTP_X_FORWARDED_PROTO", "")
        if scheme.lower() == "https":
            yield UNTRUSTED
        elif counted and hops and not scheme:
            yield NO_SCHEME
