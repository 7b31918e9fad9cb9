"""allauth's forms that set a password, in our words: what it must be, in one sentence."""

from typing import Any

from allauth.account import forms
from allauth.account.fields import PasswordField, SetPasswordField
from django.contrib.auth.password_validation import MinimumLengthValidator

PASSWORD_HELP = (
    f"At least {MinimumLengthValidator().min_length} characters; not only digits, not a password "
    "that many people use, and not like your email address."
)


class SignupForm(forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    oldpassword = PasswordField(
        label="Current password", autocomplete="current-password", show_reset_help=True
    )
    password1 = SetPasswordField(label="New password", help_text=PASSWORD_HELP)
    password2 = PasswordField(label="New password again", autocomplete="new-password")


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    password1 = SetPasswordField(label="New password", help_text=PASSWORD_HELP)
    password2 = PasswordField(label="New password again", autocomplete="new-password")
