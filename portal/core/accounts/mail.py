"""Account emails that could not be sent: stored without their secrets and sent again later.

A reset link stored in the database would let anybody who can read a backup into the account. So a
stored email records only what it was about; its link is made when it is sent.
"""

import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.core import context
from django.http import HttpRequest
from django.utils import timezone

from portal.core.http import site_of
from portal.models import UnsentMail, User

logger = logging.getLogger(__name__)

# While the mail server is slow, at most this many threads of a worker wait for it. Further emails
# are stored at once, so the rest of the site keeps working.
AT_ONCE = threading.BoundedSemaphore(2)

CONFIRMATION = "account/email/email_confirmation"
SIGNUP = "account/email/email_confirmation_signup"
RESET = "account/email/password_reset_key"
UNKNOWN = "account/email/unknown_account"
EXISTS = "account/email/account_already_exists"
FOR_GOOD = 500  # from here on, SMTP errors are permanent
# Model instances, and whatever opens an account.
LEFT_OUT = re.compile(r"user|request|key|uid|(.*_)?(code|url)")
MADE_ANEW = frozenset({CONFIRMATION, SIGNUP, RESET, UNKNOWN, EXISTS})


class Outcome(StrEnum):
    SENT = "sent"
    KEPT = "kept"
    REFUSED = "refused"  # no server accepts mail for this address


def send_or_keep(
    request: HttpRequest,
    send: Callable[[], None],
    template: str,
    email: str,
    values: Mapping[str, Any],
) -> Outcome:
    """Send an email; if no server accepts it now, store it for `send_mail_again`."""
    if not AT_ONCE.acquire(blocking=False):
        logger.warning("An email was stored: others are already waiting for the mail server")
        return _keep(request, template, email, values)
    try:
        send()
    except (OSError, SMTPException) as error:
        if is_final(error):
            logger.warning("An email was refused permanently (%s)", type(error).__name__)
            return Outcome.REFUSED
        logger.warning("An email could not be sent and was stored (%s)", type(error).__name__)
        return _keep(request, template, email, values)
    finally:
        AT_ONCE.release()
    return Outcome.SENT


def send_again(mail: UnsentMail) -> None:
    """Send a stored email with a new link, or nothing if there is nothing left to say."""
    request = _request_of(mail.site)
    with context.request_context(request):
        adapter = get_adapter()
        if mail.template in (CONFIRMATION, SIGNUP):
            unconfirmed = EmailAddress.objects.filter(email=mail.email, verified=False)
            for address in unconfirmed.filter(user=mail.user):
                address.send_confirmation(request, signup=mail.template == SIGNUP)
        elif mail.template in (RESET, UNKNOWN):
            form = ResetPasswordForm({"email": mail.email})
            if form.is_valid():
                form.save(request)
        elif mail.template == EXISTS:
            adapter.send_account_already_exists_mail(mail.email)
        else:
            adapter.send_mail(mail.template, mail.email, {**mail.values, "user": mail.user})


def is_sent_again(request: HttpRequest) -> bool:
    """Whether nobody is waiting for an answer: the command handles failures itself."""
    return getattr(request, "sends_again", False)


def is_final(error: Exception) -> bool:
    """Whether the server rejected the address itself, rather than failing for the moment."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    answers = [code for code, _ in error.recipients.values()]
    return all(code >= FOR_GOOD for code in answers)


def _keep(request: HttpRequest, template: str, email: str, values: Mapping[str, Any]) -> Outcome:
    user = values.get("user")
    UnsentMail.objects.update_or_create(
        template=template,
        email=email,
        defaults={
            "user": user if isinstance(user, User) else None,
            "site": site_of(request),
            "values": {} if template in MADE_ANEW else _plain(values),
            "due": timezone.now() + UnsentMail.LEASE / 2,
            "tries": 1,
        },
    )
    return Outcome.KEPT


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a security email says besides whose account it is: when it happened, and from where."""
    plain = {name: value for name, value in values.items() if not LEFT_OUT.fullmatch(name)}
    kept: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return kept


def _request_of(site: str) -> HttpRequest:
    """Where allauth's emails take the site's address from."""
    address = urlsplit(site)
    request = HttpRequest()
    request.META = {
        "HTTP_HOST": address.netloc,
        "SERVER_NAME": address.hostname,
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "wsgi.url_scheme": address.scheme,
    }
    request.sends_again = True  # type: ignore[attr-defined]
    return request
