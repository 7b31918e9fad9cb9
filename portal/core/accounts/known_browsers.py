"""Browsers that have signed in to an account before, so that attackers can't lock its owner out.

The cookie is set when somebody signs in and read only on the account pages. It grants no access: it
only means that this browser's attempts are counted separately.
"""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_browser"
SALT = "portal.known_browsers"  # of cookies that last a year: never change it
AGE = 365 * 24 * 60 * 60
MOST_ACCOUNTS = 20  # more than share one computer


class Known(NamedTuple):
    browser: str
    accounts: list[str]


def known_browser(request: HttpRequest, account: str) -> str | None:
    """The key under which this browser's sign-ins to the account are counted; None if it is
    unknown.
    """
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    known = _read(request)
    return known.browser if known and _name(account) in known.accounts else None


def remember_browser(request: HttpRequest, response: HttpResponse, accounts: list[str]) -> None:
    """Set the cookie after a sign-in; `accounts` are all the names the account can be tried by."""
    known = _read(request) or Known(get_random_string(16), [])
    names = [_name(account) for account in accounts]
    others = [name for name in known.accounts if name not in names]
    response.set_cookie(
        COOKIE,
        signing.dumps([known.browser, [*others, *names][-MOST_ACCOUNTS:]], salt=SALT),
        max_age=AGE,
        path=reverse("account_login").removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> Known | None:
    try:
        return Known(*signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE))
    except signing.BadSignature:
        return None


def _name(account: str) -> str:
    return salted_hmac(SALT, account, algorithm="sha256").hexdigest()[:24]
