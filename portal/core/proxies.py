"""What requests tell of the names and the proxies that the settings leave out, said in the log.

Whatever a header says may be made up by anybody, so each line is said once, or so many times.
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
LONGEST_HOST = 100  # signs of a host that is shown
MOST_HOSTS = 20  # that are named in an hour
HOUR = 60 * 60  # seconds


class Notice(NamedTuple):
    kind: str
    words: str


UNCOUNTED = Notice(
    "uncounted",
    "A request came with the headers of a proxy (X-Forwarded-For or the like), but TRUSTED_PROXIES "
    "is 0: the limits on sign-in treat everybody behind a proxy as one person. If a proxy stands "
    "in front, set TRUSTED_PROXIES=1. If none does, the sender made the headers up, and no harm is "
    "done; put a proxy in front before the site is public.",
)
PAST = Notice(
    "past",
    "A request came without X-Forwarded-For, but TRUSTED_PROXIES says that a proxy stands in "
    "front. Let the proxy set the header, and let nobody reach gunicorn past it. If there is no "
    "proxy, set TRUSTED_PROXIES=0.",
)
FEWER = Notice(
    "fewer",
    "A request came with fewer addresses in X-Forwarded-For than TRUSTED_PROXIES counts, so people "
    "can make up the address that the limits on sign-in go by. Set TRUSTED_PROXIES to the number "
    "of proxies in front.",
)
MORE = Notice(
    "more",
    "A request came with more addresses in X-Forwarded-For than TRUSTED_PROXIES counts. If another "
    "proxy stands in front, raise TRUSTED_PROXIES, or the limits on sign-in treat everybody behind "
    "it as one person. If none does, the sender made an address up, and no harm is done.",
)
UNTRUSTED = Notice(
    "untrusted",
    "A request came with X-Forwarded-Proto: https from an address that FORWARDED_ALLOW_IPS does "
    "not name, so its pages are sent to HTTPS again and again. If it came from your proxy, name "
    "the proxy's address in FORWARDED_ALLOW_IPS.",
)
NO_SCHEME = Notice(
    "no scheme",
    "A request came through a proxy without X-Forwarded-Proto, so its pages are sent to HTTPS "
    "again and again. Let the proxy set X-Forwarded-Proto to the scheme that it was asked by.",
)


def warn_of_mismatches(request: HttpRequest, said: set[str]) -> None:
    """Warn of each kind that was not `said` before."""
    if request.path_info in PROBES:  # a balancer may ask them itself, past any proxy
        return
    for notice in _mismatches(request):
        if notice.kind not in said:
            said.add(notice.kind)
            logger.warning(notice.words)


class RefusedHosts(logging.Filter):
    """Say once an hour which host was refused, and what to do where it is a name of the site.

    Anybody can send any Host header: its length, its signs and the number of lines are bounded.
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
        last = " No more are named for an hour." if len(self.said) == MOST_HOSTS else ""
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
