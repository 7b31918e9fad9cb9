import logging

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.authenticators import SECRET, code_now
from tests.portal.core.accounts.second_factor.steps import (
    ACTIVATE,
    ASK,
    ASK_AGAIN,
    CODES,
    DEACTIVATE,
    EMAIL,
    EMAILS,
    PASSWORD,
    PASSWORD_AGAIN,
    RENEW,
    at,
    codes_of,
    is_in,
    sign_in,
)

pytestmark = pytest.mark.django_db


# --- What is for its owner alone -----------------------------------------------------------------


@pytest.mark.parametrize("page", [DEACTIVATE, CODES, RENEW, reverse("mfa_add_webauthn")])
def test_factors_are_changed_and_shown_after_a_factor_only(client, guarded, page):
    sign_in(client)
    client.post(ASK, {"code": code_now()})

    assert client.get(page)["Location"] == at(ASK_AGAIN, page)
    # The password is no way round.
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": page})
    assert client.get(page)["Location"] == at(ASK_AGAIN, page)

    client.post(ASK_AGAIN, {"code": codes_of(guarded)[0], "next": page})
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", [DEACTIVATE, RENEW])
def test_form_that_changes_factors_waits_for_a_factor(client, guarded, page):
    sign_in(client)
    client.post(ASK, {"code": code_now()})
    before = list(Authenticator.objects.values_list("pk", flat=True))

    assert client.post(page)["Location"] == at(ASK_AGAIN, page)
    assert list(Authenticator.objects.values_list("pk", flat=True)) == before
    client.post(ASK_AGAIN, {"code": codes_of(guarded)[0], "next": page})
    assert list(Authenticator.objects.values_list("pk", flat=True)) != before


def test_session_from_before_the_factor_cannot_add_another(client, member):
    client.force_login(member)
    TOTP.activate(member, SECRET)
    add = reverse("mfa_add_webauthn")

    assert client.get(add)["Location"] == at(ASK_AGAIN, add)


@pytest.mark.parametrize("sent", [{"action_add": "", "email": "eve@example.com"}])
def test_address_is_added_once_the_password_was_given(client, member, sent):
    sign_in(client)
    answer = client.post(EMAILS, sent)

    assert answer["Location"] == at(PASSWORD_AGAIN, EMAILS)
    assert EmailAddress.objects.count() == 1
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": EMAILS})
    assert EmailAddress.objects.filter(email="eve@example.com").exists()


@pytest.mark.parametrize("action", ["action_primary", "action_remove"])
def test_address_is_changed_once_the_password_was_given(client, member, action):
    EmailAddress.objects.create(user=member, email="eve@example.com", verified=True)
    sign_in(client)
    answer = client.post(EMAILS, {action: "", "email": "eve@example.com"})

    assert answer["Location"] == at(PASSWORD_AGAIN, EMAILS)
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": EMAILS})
    left = set(EmailAddress.objects.values_list("email", "primary"))
    assert left != {(EMAIL, True), ("eve@example.com", False)}


def test_address_that_is_not_confirmed_is_said_before_a_factor(client, member, words):
    EmailAddress.objects.create(user=member, email="eve@example.com")
    sign_in(client)

    assert "Confirm your email addresses first" in words(client.get(ACTIVATE, follow=True))


def test_last_factor_takes_the_recovery_codes_with_it(client, guarded, words):
    sign_in(client)
    client.post(ASK, {"code": code_now()})
    client.post(ASK_AGAIN, {"code": codes_of(guarded)[0]})
    page = client.post(DEACTIVATE, follow=True)

    assert "Authenticator app removed." in words(page)
    assert not Authenticator.objects.exists()


def test_download_holds_the_codes_that_are_left(client, guarded):
    sign_in(client)
    client.post(ASK, {"code": code_now()})
    client.post(ASK_AGAIN, {"code": codes_of(guarded)[0]})
    answer = client.get(reverse("mfa_download_recovery_codes"))

    assert answer.content.decode().split() == codes_of(guarded)
    assert "no-store" in answer["Cache-Control"]


# --- How it is kept ------------------------------------------------------------------------------


def test_secrets_are_not_in_the_database_in_clear(guarded):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in codes_of(guarded))


def test_factor_outlives_the_change_of_the_secret_key(client, guarded, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [old]
    call_command("reencrypt_second_factors", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = []
    sign_in(client)
    client.post(ASK, {"code": code_now()})

    assert is_in(client)


def test_factor_under_a_forgotten_key_is_said_and_opens_nothing(
    client, guarded, settings, words, caplog
):
    settings.SECRET_KEY = "a new key"
    sign_in(client)
    answer = client.post(ASK, {"code": code_now()})

    assert answer.status_code == 409
    assert "Your second factor can\u2019t be read" in words(answer)
    assert not is_in(client)
    assert "Was SECRET_KEY changed?" in caplog.text
    with pytest.raises(CommandError, match=f"[Nn]o key.* account.*: {guarded.pk}"):
        call_command("reencrypt_second_factors", verbosity=0)


def test_command_resets_the_factor_of_somebody_who_lost_it(client, guarded, capsys):
    call_command("reset_second_factor", EMAIL.upper())
    call_command("reset_second_factor", EMAIL)

    assert capsys.readouterr().out.splitlines() == [
        "Second factors removed.",
        "This account has no second factor.",
    ]
    sign_in(client)
    assert is_in(client)
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.com")


def test_log_tells_what_happens_to_factors_and_names_nobody(
    client, member, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.INFO)
    sign_in(client)
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": ACTIVATE})
    page = client.get(ACTIVATE)
    for address, sent in [
        (ACTIVATE, {"code": code_now(page.context["form"].secret)}),
        (RENEW, {}),
        (DEACTIVATE, {}),
    ]:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, sent)
    TOTP.activate(member, SECRET)
    sign_in(other := Client())
    other.post(ASK, {"code": "000000"})
    call_command("reset_second_factor", EMAIL, verbosity=0)
    said = [
        one.getMessage()
        for one in caplog.records
        if one.name == "portal.core.accounts.second_factor"
    ]

    assert said == [
        f"Second factor added: totp, account {member.pk}",
        f"Second factor added: recovery_codes, account {member.pk}",
        f"Recovery codes renewed: account {member.pk}",
        f"Second factor removed: totp, account {member.pk}",
        f"Second factor removed: recovery_codes, account {member.pk}",
        f"Second factor wrong: totp, account {member.pk}",
        f"Second factors reset: account {member.pk}",
    ]
    assert EMAIL not in caplog.text


def test_picture_of_the_key_is_drawn_in_the_page(client, member):
    sign_in(client)
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": ACTIVATE})
    page = client.get(ACTIVATE).content.decode()

    assert '<svg class="qr-code"' in page
    assert "data:" not in page
