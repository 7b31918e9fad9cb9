"""What the portal adds to allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core import context as allauth_context
from allauth.utils import build_absolute_uri
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from careers.visitors import bring_along
from portal.core.accounts.email_addresses import normalise
from portal.core.accounts.known_browsers import remember_browser
from portal.core.accounts.mail import Outcome, is_sent_again, send_or_keep
from portal.core.accounts.password_validation import check_length
from portal.core.accounts.rate_limits import SECOND_STEP
from portal.core.throttling import TooBusy, refuse_while_busy, too_many_tries
from portal.models import User

SENT_MESSAGE = "account/messages/email_confirmation_sent.txt"
NOT_SENT = {
    Outcome.KEPT: "We could not send the message just now. We have kept it and will try again.",
    Outcome.REFUSED: "The message could not be delivered. Check the address for mistakes.",
}
LAST_MAIL = "last_mail"  # in the session and on the request: what became of it, unless it was sent


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or password is wrong.",
    }

    def clean_email(self, email: str) -> str:
        return normalise(email)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002 -- allauth's
        user.email, user.password = form.cleaned_data["email"], form.hashed_password
        user.save()
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        check_length(credentials.get("password") or "")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A password that couldn't be checked isn't a wrong one."""
        try:
            user: User | None = super().authenticate(request, **credentials)
        except TooBusy:
            self._rollback_login_failed_rl_usage()
            refuse_while_busy(request)
            raise ValidationError(
                "Many people are signing in right now. Try again in a few seconds.", code="busy"
            ) from None
        return user

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "too_many_login_attempts":
            return too_many_tries(allauth_context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def post_login(self, request: Any, user: Any, **kwargs: Any) -> HttpResponse:
        """What somebody rated before signing in is kept."""
        bring_along(request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        confirmed = EmailAddress.objects.filter(user=user, verified=True)
        addresses = confirmed.values_list("email", flat=True)
        remember_browser(request, response, [*addresses, f"{SECOND_STEP}{user.pk}"])
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: a password must not replace it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        return factors or methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """If an email can't be sent, say so instead of failing: the account already exists."""

        def send() -> None:
            super(AccountAdapter, self).send_mail(template_prefix, email, context)

        request = allauth_context.request
        if is_sent_again(request):
            send()
            return
        outcome = send_or_keep(request, send, template_prefix, email, context)
        self._remember(request, outcome)
        if outcome in NOT_SENT:
            messages.error(request, NOT_SENT[outcome])

    def send_account_already_exists_mail(self, email: str) -> None:
        """To somebody who signed up again: how to get in, or first of all the confirmation link."""
        request = allauth_context.request
        waiting = EmailAddress.objects.filter(email=email, user__email=email, verified=False)
        link = EmailConfirmationHMAC(address) if (address := waiting.first()) else None
        context = {
            "activate_url": self.get_email_confirmation_url(request, link) if link else "",
            "password_reset_url": build_absolute_uri(request, reverse("account_reset_password")),
        }
        self.send_mail("account/email/account_already_exists", email, context)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Don't claim that a message was sent when it wasn't."""
        template = kwargs.get("message_template") or next(iter(args), None)
        if template == SENT_MESSAGE and getattr(request, LAST_MAIL, None) in NOT_SENT:
            return
        super().add_message(request, level, *args, **kwargs)

    def respond_email_verification_sent(self, request: HttpRequest, user: Any) -> HttpResponse:
        if not hasattr(request, LAST_MAIL) and request.session.get(LAST_MAIL) != Outcome.KEPT:
            request.session[LAST_MAIL] = "recent"
        response: HttpResponse = super().respond_email_verification_sent(request, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """One for everybody if we can't tell: behind a socket, or a proxy that says too little."""
        try:
            address: str = super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return str(request.META.get("REMOTE_ADDR") or "unknown")
        return address

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 -- allauth's
        """The account that is being tried, whatever name of the site was used."""
        return normalise(credentials.get("email", ""))

    def _remember(self, request: HttpRequest, outcome: Outcome) -> None:
        setattr(request, LAST_MAIL, outcome)
        if outcome in NOT_SENT:
            request.session[LAST_MAIL] = str(outcome)
        elif LAST_MAIL in request.session:
            del request.session[LAST_MAIL]
