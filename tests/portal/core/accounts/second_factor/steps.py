"""What tests of sign in share."""

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.models import User

PASSWORD, EMAIL = "correct horse battery", "ada@example.com"


INDEX, ACTIVATE, DEACTIVATE, CODES, RENEW = (
    reverse(f"mfa_{name}")
    for name in (
        *("index", "activate_totp", "deactivate_totp", "view_recovery_codes"),
        "generate_recovery_codes",
    )
)


ASK, ASK_AGAIN = reverse("mfa_authenticate"), reverse("mfa_reauthenticate")


PASSWORD_AGAIN, EMAILS = reverse("account_reauthenticate"), reverse("account_email")


def sign_in(client: Client, password: str = PASSWORD, **fields: str):
    sent = {"login": EMAIL, "password": password, **fields}
    return client.post(reverse("account_login"), sent, follow=True)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def codes_of(user: User) -> list[str]:
    factor = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return factor.wrap().get_unused_codes()


def at(path: str, wanted: str) -> str:
    return f"{path}?next={wanted.replace('/', '%2F')}"
