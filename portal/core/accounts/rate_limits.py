"""How often somebody may try: counted exactly, in the database, for all workers together.

allauth decides what is limited and how often (`ACCOUNT_RATE_LIMITS`) but counts in the cache:
separately in each worker, and not at all while a shared cache is down. `count_in_database` replaces
allauth's counting with this module's, for every limit.

Sign-ins are limited in three ways, so that guessing is slow and nobody can lock others out: one
account from one address, one address over all accounts, and one account over all addresses. A
browser that has signed in to the account before has its own count, whatever others do
(https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
"""

import logging
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.core.accounts.known_browsers import known_browser
from portal.core.service_unavailable import READS
from portal.core.throttling import HOUR, MINUTE, refuse_too_many, wait_in_words
from portal.models import RateLimit, RateLimitCount

logger = logging.getLogger(__name__)

SALT = "portal.rate_limits"  # identifies stored counts: never change it

# How many wrong attempts; correct ones are not counted.
BY_PAIR = (5, 5 * MINUTE)
BY_ADDRESS = (50, 5 * MINUTE)
BY_ACCOUNT = (100, HOUR)  # NIST SP 800-63B allows no more in a row
# A six-digit code is quicker to guess, but whoever tries one already knows the password.
SECOND_STEP_BY_ACCOUNT = (20, HOUR)
# How many attempts, right or wrong: each one costs a password hash.
TRIES_BY_ADDRESS = (60, MINUTE)
SIGN_IN = "login_failed"  # allauth's names for the limit and for an account at the second step
SECOND_STEP = "mfa-auth-user-"
CONFIRM = "confirm_email"  # doesn't refuse a page, only stops further emails


class Usage:
    """What one request was counted under; allauth releases it after a correct password."""

    def __init__(self, taken: dict[str, datetime] | None = None) -> None:
        self.taken = taken or {}

    def rollback(self) -> None:
        RateLimitCount.objects.all().give_back(self.taken)


def count_in_database() -> None:
    ratelimit.consume = consume
    ratelimit.clear = clear


def consume(  # noqa: PLR0913 -- allauth's arguments
    request: HttpRequest,
    *,
    app: str,
    action: str,
    config: dict[str, str] | None = None,
    key: str | None = None,
    user: Any = None,
    dry_run: bool = False,
    limit_get: bool = False,
    raise_exception: bool = False,
) -> Usage | None:
    """Count a request, or refuse it: returns None, and `request` knows how long to wait."""
    if request.method in READS and not limit_get:
        return Usage()
    if action == SIGN_IN and key:
        returned, spent = _limits_of_sign_in(request, key)
    else:
        returned, spent = _limits(request, app, action, config, key, user), []
    usage, seconds = _take(returned, spent, dry_run=dry_run)
    if usage is None:
        _log(request, action, key, user, seconds)
        if action == CONFIRM:
            _say_that_no_mail_goes_out(request, seconds)
        else:
            refuse_too_many(request, seconds)
        if raise_exception:
            raise RateLimited
    return usage


def clear(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    config: dict[str, str] | None = None,
    key: str | None = None,
    user: Any = None,
) -> None:
    """Start again from zero, for example after a new password was set through an emailed link."""
    if action == SIGN_IN and key:
        address = ratelimit.get_ip(request)
        keys = [_key(SIGN_IN, "account", key), _key(SIGN_IN, "pair", key, address)]
    else:
        keys = [limit.key for limit in _limits(request, app, action, config, key, user)]
    RateLimitCount.objects.filter(key__in=keys).delete()


def is_first(*parts: str, seconds: float) -> bool:
    """Whether nobody asked for exactly this within so many seconds, in any worker."""
    return is_one_of(1, *parts, seconds=seconds)


def is_one_of(most: int, *parts: str, seconds: float) -> bool:
    """Count that this was asked for; whether it was at most so often within so many seconds."""
    limit = RateLimit(_key(*parts), most, seconds)
    return bool(RateLimitCount.objects.all().take([limit], timezone.now()))


def sender_of(request: HttpRequest) -> str:
    """The address that a request came from, by the proxies that are trusted."""
    address: str = ratelimit.get_ip(request)
    return address


def pseudonym(text: str) -> str:
    """What the log shows instead of an address: always the same, but meaningless to a reader."""
    return _hash(text)[:12]


def _limits(
    request: HttpRequest,
    app: str,
    action: str,
    config: dict[str, str] | None,
    key: str | None,
    user: Any,
) -> list[RateLimit]:
    """allauth's own limits: so many for an address, a user or a key."""
    return [
        RateLimit(
            _hash(
                ratelimit.get_cache_key(
                    request, app=app, action=action, rate=rate, key=key, user=user
                )
            ),
            rate.amount,
            rate.duration,
        )
        for rate in ratelimit.get_rates(app=app, action=action, config=config)
    ]


def _limits_of_sign_in(
    request: HttpRequest, account: str
) -> tuple[list[RateLimit], list[RateLimit]]:
    """Limits that a correct password releases, and limits it doesn't."""
    browser = known_browser(request, account)
    if browser:
        pair = RateLimit(_key(SIGN_IN, "browser", account, browser), *BY_PAIR)
        return [pair], [RateLimit(_key(SIGN_IN, "tries by browser", browser), *TRIES_BY_ADDRESS)]
    address = ratelimit.get_ip(request)
    by_account = SECOND_STEP_BY_ACCOUNT if account.startswith(SECOND_STEP) else BY_ACCOUNT
    returned = [
        RateLimit(_key(SIGN_IN, "pair", account, address), *BY_PAIR),
        RateLimit(_key(SIGN_IN, "address", address), *BY_ADDRESS),
        RateLimit(_key(SIGN_IN, "account", account), *by_account),
    ]
    return returned, [RateLimit(_key(SIGN_IN, "tries", address), *TRIES_BY_ADDRESS)]


def _take(
    returned: Sequence[RateLimit], spent: Sequence[RateLimit], *, dry_run: bool
) -> tuple[Usage | None, int]:
    """Count under all limits at once or under none; what was counted, or how many seconds to wait.

    It looks before it counts: refused requests write nothing, so they can't hold up other writers
    where only one may write at a time.
    """
    limits = [*returned, *spent]
    now = timezone.now()
    seconds = _seconds_left(limits, now)
    if seconds or dry_run or not limits:
        return (None, seconds) if seconds else (Usage(), 0)
    with transaction.atomic():
        taken = RateLimitCount.objects.all().take(limits, now)
        if len(taken) < len(limits):
            transaction.set_rollback(True)
    if len(taken) < len(limits):  # others were faster
        return None, _seconds_left(limits, now) or 1
    return Usage({limit.key: taken[limit.key] for limit in returned}), 0


def _seconds_left(limits: Sequence[RateLimit], now: datetime) -> int:
    if not limits:
        return 0
    ends = RateLimitCount.objects.all().full(limits, now).values_list("until", flat=True)
    return max((math.ceil((end - now).total_seconds()) for end in ends), default=0)


def _say_that_no_mail_goes_out(request: HttpRequest, seconds: int) -> None:
    messages.info(
        request,
        "We were asked for a message to this address a moment ago. Look for it, or ask again in "
        f"{wait_in_words(seconds)}.",
    )


def _log(request: HttpRequest, action: str, key: str | None, user: Any, seconds: int) -> None:
    who = key or getattr(user or request.user, "pk", None)
    logger.warning(
        "Too many tries: %s refused for %d s (account %s, address %s)",
        action,
        seconds,
        pseudonym(str(who)) if who else "-",
        pseudonym(ratelimit.get_ip(request)),
    )


def _key(*parts: str) -> str:
    return _hash("\n".join(parts))


def _hash(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
