"""Mails of accounts that could not be sent: kept without their secrets, and sent again.

A reset link in a table of the database would open an account to whoever reads a backup. So a kept
mail says only what it was about; its link is made when it is sent.
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

# While the mail server is slow, at most so many threads of a worker wait for it; what comes then
# is kept at once, and the rest of the site goes on.
AT_ONCE = threading.BoundedSemaphore(2)

CONFIRMATION = "account/email/email_confirmation"
SIGNUP = "account/email/email_confirmation_signup"
RESET = "account/email/password_reset_key"
UNKNOWN = "account/email/unknown_account"
EXISTS = "account/email/account_already_exists"
FOR_GOOD = 500  # the first of the answers of SMTP that no later try changes
LEFT_OUT = re.compile(r"user|request|key|uid|(.*_)?(code|url)")  # rows, and what opens accounts
MADE_ANEW = frozenset({CONFIRMATION, SIGNUP, RESET, UNKNOWN, EXISTS})


class Outcome(StrEnum):
    SENT = "sent"
    KEPT = "kept"
    REFUSED = "refused"  # no server takes mail for this address


def send_or_keep(
    request: HttpRequest,
    send: Callable[[], None],
    template: str,
    email: str,
    values: Mapping[str, Any],
) -> Outcome:
    """Send a mail; what no server takes just now is kept for `send_mail_again`."""
    if not AT_ONCE.acquire(blocking=False):
        logger.warning("A mail is kept: others wait for the mail server already")
        return _keep(request, template, email, values)
    try:
        send()
    except (OSError, SMTPException) as error:
        if is_final(error):
            logger.warning("A mail was refused for good (%s)", type(error).__name__)
            return Outcome.REFUSED
        logger.warning("A mail could not be sent and is kept (%s)", type(error).__name__)
        return _keep(request, template, email, values)
    finally:
        AT_ONCE.release()
    return Outcome.SENT


def send_again(mail: UnsentMail) -> None:
    """Send a kept mail with a new link, or nothing where there is nothing left to say."""
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
    """Whether nobody waits for an answer: the command sees to what fails."""
    return getattr(request, "sends_again", False)


def is_final(error: Exception) -> bool:
    """Whether the server said of the address, and not of this moment, that it takes no mail."""
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
    """What a message about an account says beside whose it is: when, and from where."""
    plain = {name: value for name, value in values.items() if not LEFT_OUT.fullmatch(name)}
    kept: dict[str, Any] = json.loads(json.dumps(plain, default=str))
    return kept


def _request_of(site: str) -> HttpRequest:
    """What allauth's mails take their addresses from."""
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
