"""allauth's forms, with normalised addresses, length limits and our own wording."""

from typing import Any

from allauth.account import fields, forms
from allauth.account.fields import SetPasswordField
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.core.accounts.email_addresses import LONGEST_ADDRESS, normalise
from portal.core.accounts.password_validation import MOST_CHARACTERS, TOO_LONG
from portal.core.throttling import too_many_tries
from portal.models import User

PASSWORD_HELP = (
    f"At least {MinimumLengthValidator().min_length} characters; not only digits, not a password "
    "that many people use or the name of this site, and not like your email address."
)
# Counted by the forms rather than by allauth's views, so that a refused form is shown again with
# what was typed.
APP = "portal.account_forms"  # identifies the counts: never change it
LIMITS = {"signup": "20/m/ip", "reset_password": "20/m/ip,5/m/key"}


class EmailField(fields.EmailField):  # type: ignore[misc]  # allauth has no types
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_ADDRESS, **kwargs)

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "")


class PasswordField(fields.PasswordField):  # type: ignore[misc]
    """Refuse text that is too long, with a message; `maxlength` would silently cut off what is
    pasted.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(MaxLengthValidator(MOST_CHARACTERS, TOO_LONG))


class LoginForm(forms.LoginForm):  # type: ignore[misc]
    password = PasswordField(
        label="Password", autocomplete="current-password", show_reset_help=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField()


class ReauthenticateForm(forms.ReauthenticateForm):  # type: ignore[misc]
    password = PasswordField(
        label="Password", autocomplete="current-password", show_reset_help=True
    )


class SignupForm(forms.SignupForm):  # type: ignore[misc]
    account_already_exists: bool
    email = EmailField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP

    def clean(self) -> dict[str, Any]:
        _count("signup")
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Hash either way, so that the time it takes doesn't reveal who has an account.

        Somebody who double-clicks already has an account by the second click.
        """
        self.hashed_password = make_password(self.cleaned_data["password1"])
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return self.save(request), None
            except IntegrityError:
                self.account_already_exists = True
        if settings.ACCOUNT_EMAIL_VERIFICATION != "mandatory":
            messages.error(request, "An account with this address already exists. Sign in.")
            return None, redirect("account_login")
        user, response = super().try_save(request)
        return user, response


class AddEmailForm(forms.AddEmailForm):  # type: ignore[misc]
    email = EmailField()


class ResetPasswordForm(forms.ResetPasswordForm):  # type: ignore[misc]
    email = EmailField()

    def clean_email(self) -> str:
        _count("reset_password", self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    oldpassword = PasswordField(
        label="Current password", autocomplete="current-password", show_reset_help=True
    )
    password1 = SetPasswordField(label="New password", help_text=PASSWORD_HELP)
    password2 = fields.PasswordField(label="New password again", autocomplete="new-password")


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    password1 = SetPasswordField(label="New password", help_text=PASSWORD_HELP)
    password2 = fields.PasswordField(label="New password again", autocomplete="new-password")


def _count(action: str, key: str | None = None) -> None:
    request = context.request
    if not ratelimit.consume(request, app=APP, action=action, config=LIMITS, key=key):
        raise too_many_tries(request)
