"""Second factors: how they are stored, what is logged, and whether a session has used one."""

import logging
from base64 import urlsafe_b64encode
from typing import Any

import qrcode
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings, signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from portal.core.accounts.rate_limits import is_first
from portal.models import User

logger = logging.getLogger(__name__)

SALT = "portal.second_factor"  # of stored secrets: never change it
SECRETS = {"totp": "secret", "recovery_codes": "seed"}  # where each type stores its secret


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": "While you have a second factor, you cannot add an email address. "
        "Remove the second factor, change your address, then set it up again.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
        "incorrect_code": "That code didn't work. Each code from your app works once, for half a "
        "minute: enter the one it shows now.",
        "unverified_email": "Confirm your email addresses first, or remove the ones that are not "
        "confirmed. Then you can set up a second factor.",
    }

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt the secret; show an error page if no key of this site can."""
        try:
            return cipher().decrypt(encrypted_text).decode()
        except InvalidToken as error:
            logger.error("A second factor cannot be decrypted. Was SECRET_KEY changed?")  # noqa: TRY400
            page = render(context.request, "mfa/unreadable.html", status=409)
            raise ImmediateHttpResponse(page) from error

    def build_totp_svg(self, url: str) -> str:
        """An inline SVG: the content security policy allows no data: images."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        return render_to_string(
            "mfa/totp/activate_form/qr_code.html", {"size": len(rows), "path": _path_of(rows)}
        )

    def generate_authenticator_name(self, user: Any, kind: str) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=kind).count()
        return f"Passkey {count + 1}"


def cipher() -> MultiFernet:
    """Encrypts with the secret key, and decrypts what an older key encrypted."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def is_set_up(user: Any) -> bool:
    """Recovery codes alone don't count: they only stand in for a second factor."""
    factors = Authenticator.objects.filter(user_id=user.pk)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def was_given(request: HttpRequest) -> bool:
    """Whether this session used a second factor that the account still has.

    It isn't enough that the account has one: the session may be older than the factor.
    """
    records = get_authentication_records(request, request.user)
    shown = [record.get("id") for record in records if record["method"] == "mfa"]
    own = Authenticator.objects.filter(user_id=request.user.pk, pk__in=shown)
    return bool(shown) and bool(own.exists())


def reset(user: User) -> bool:
    """Remove all second factors of somebody who lost them; whether there were any."""
    count: int
    count, _ = Authenticator.objects.filter(user=user).delete()
    logger.warning("Second factors reset: account %s", user.pk)
    return count > 0


def reencrypt() -> tuple[int, list[int]]:
    """Encrypt all secrets with the current key: how many, and the accounts no key can decrypt."""
    keys, done, unreadable = cipher(), 0, []
    for pk in Authenticator.objects.filter(type__in=SECRETS).values_list("pk", flat=True):
        with transaction.atomic():  # somebody may use a recovery code meanwhile
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None:
                continue
            name = SECRETS[factor.type]
            try:
                factor.data[name] = keys.rotate(factor.data[name].encode()).decode()
            except InvalidToken:
                unreadable.append(factor.user_id)
                continue
            factor.save(update_fields=["data"])
            done += 1
    return done, sorted(set(unreadable))


def remember_used_codes_in_database() -> None:
    """Remember used codes in the database, for all workers together.

    allauth remembers them in the cache, which each worker may have to itself, and which may be down
    if it is shared.
    """
    TOTP._mark_code_used = _mark_used  # noqa: SLF001 -- there is no public way


def listen() -> None:
    """Listen to what allauth does with factors; signals are its only way of telling."""
    signals.authenticator_added.connect(_added)
    signals.authenticator_removed.connect(_removed)
    signals.authenticator_reset.connect(_renewed)
    signals.authentication_failed.connect(_failed)


def _mark_used(factor: TOTP, code: str) -> bool:
    key = (str(factor.instance.pk), normalize_user_code(code))
    return is_first("used code", *key, seconds=app_settings.TOTP_PERIOD)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **told: Any) -> None:  # noqa: ARG001
    logger.info("Second factor added: %s, account %s", authenticator.type, user.pk)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        # Adding a factor involves using it.
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=str(authenticator.type)
        )


def _removed(user: User, authenticator: Authenticator, **told: Any) -> None:  # noqa: ARG001
    logger.info("Second factor removed: %s, account %s", authenticator.type, user.pk)


def _renewed(user: User, **told: Any) -> None:  # noqa: ARG001
    logger.info("Recovery codes renewed: account %s", user.pk)


def _failed(user: User, authenticator: Authenticator, **told: Any) -> None:  # noqa: ARG001
    logger.warning("Second factor wrong: %s, account %s", authenticator.type, user.pk)


def _derived(key: str) -> bytes:
    return urlsafe_b64encode(salted_hmac(SALT, "", secret=key, algorithm="sha256").digest())


def _path_of(rows: list[list[bool]]) -> str:
    """One stroke, one unit high, for each dark module."""
    return "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
