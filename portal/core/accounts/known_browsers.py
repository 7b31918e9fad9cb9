"""Browsers that signed in to an account before: who attacks the account does not lock them out.

The cookie is set by a sign-in, read on the pages of accounts alone, and opens nothing: it says
that this browser is counted by itself.
"""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_browser"
SALT = "portal.known_browsers"  # of cookies that last a year: it stays as it is
AGE = 365 * 24 * 60 * 60
MOST_ACCOUNTS = 20  # of all who share a computer


class Known(NamedTuple):
    browser: str
    accounts: list[str]


def known_browser(request: HttpRequest, account: str) -> str | None:
    """What this browser is counted by when it signs in to the account; None for a strange one."""
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    known = _read(request)
    return known.browser if known and _name(account) in known.accounts else None


def remember_browser(request: HttpRequest, response: HttpResponse, accounts: list[str]) -> None:
    """Set the cookie after a sign-in; `accounts` are all names that the account is tried by."""
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
