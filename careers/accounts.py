"""What the portal adds to allauth."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpResponse

from careers.views.visitor import bring_along

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def post_login(self, request: Any, user: Any, **kwargs: Any) -> HttpResponse:
        """What somebody rated before they signed in comes along."""
        bring_along(request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor confirms with it: a password must not replace it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        return factors or methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Say it where no mail goes out, instead of failing: the account is there already."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("No mail could be sent")
            messages.error(
                self.request, "We could not send the message just now. Please try again later."
            )
