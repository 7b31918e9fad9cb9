"""Second factors through the real forms: set up, asked for, lost, and what is kept and logged."""

import logging
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.models import User
from tests.authenticators import SECRET, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def member() -> User:
    member = make_user(email=EMAIL, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=EMAIL, primary=True, verified=True)
    return member


@pytest.fixture
def guarded(member) -> User:
    """The same, with an app and recovery codes."""
    TOTP.activate(member, SECRET)
    RecoveryCodes.activate(member)
    return member


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


def test_member_sets_up_an_app_with_the_password_and_is_asked_for_codes_from_then_on(
    client, member, words
):
    sign_in(client)
    assert client.get(ACTIVATE)["Location"] == at(PASSWORD_AGAIN, ACTIVATE)

    page = client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": ACTIVATE}, follow=True)
    [secret] = re.findall(r"<code>(\w+)</code>", page.content.decode())
    page = client.post(ACTIVATE, {"code": code_now(secret)}, follow=True)

    assert page.redirect_chain == [(CODES, 302)]
    assert all(code in words(page) for code in codes_of(member))
    cache.clear()
    other = Client()
    page = sign_in(other)
    assert page.redirect_chain == [(ASK, 302)]
    assert not is_in(other)
    other.post(ASK, {"code": code_now(secret)})
    assert is_in(other)


def test_form_of_the_app_that_was_sent_twice_leads_to_the_codes_and_not_to_the_removal(
    client, member
):
    sign_in(client)
    page = client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": ACTIVATE}, follow=True)
    [secret] = re.findall(r"<code>(\w+)</code>", page.content.decode())
    code = {"code": code_now(secret)}

    assert [client.post(ACTIVATE, code)["Location"] for _ in range(2)] == [CODES, CODES]
    assert client.get(ACTIVATE)["Location"] == INDEX


def test_sign_in_with_a_wrong_code_says_so_and_opens_nothing(client, guarded, words):
    sign_in(client)
    page = client.post(ASK, {"code": "000000"})

    assert "That did not work." in words(page)
    assert not is_in(client)


def test_sign_in_comes_back_to_the_page_that_was_wanted(client, guarded):
    sign_in(client, next=EMAILS)
    assert client.post(ASK, {"code": code_now()})["Location"] == EMAILS


def test_code_that_was_seen_over_a_shoulder_opens_nothing_more(client, guarded):
    thief, code = Client(), code_now()
    for browser in (client, thief):
        cache.clear()  # as in another worker
        sign_in(browser)
        browser.post(ASK, {"code": code})

    assert (is_in(client), is_in(thief)) == (True, False)


class AbsentCache(BaseCache):
    """Redis, say, when it has gone away."""

    def __init__(self, *_) -> None:
        super().__init__({})

    def _fail(self, *_, **__):
        raise ConnectionError

    add = get = set = delete = touch = clear = incr = get_many = set_many = has_key = _fail


def test_sign_in_works_while_a_shared_cache_is_away(client, guarded, settings):
    absent = f"{__name__}.{AbsentCache.__name__}"
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": absent}}
    sign_in(client)
    client.post(ASK, {"code": code_now()})

    assert is_in(client)


def test_recovery_code_lets_somebody_in_once(guarded):
    code, browsers = codes_of(guarded)[3], (Client(), Client())
    for browser in browsers:
        sign_in(browser)
        browser.post(ASK, {"code": code})

    assert [is_in(browser) for browser in browsers] == [True, False]
    assert len(codes_of(guarded)) == 9


def test_wrong_codes_are_counted_and_then_the_right_one_waits_too(client, guarded):
    sign_in(client)
    for _ in range(5):
        client.post(ASK, {"code": "000000"})
    client.post(ASK, {"code": code_now()})

    assert not is_in(client)


def test_new_password_by_mail_does_not_stand_in_for_the_factor(client, guarded, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = "another horse battery"
    client.post(form, {"password1": new, "password2": new})

    assert not is_in(client)
    assert sign_in(client, new).redirect_chain == [(ASK, 302)]
    assert not is_in(client)


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

    assert "Your authenticator app is removed." in words(page)
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
    assert "Your second factor cannot be read" in words(answer)
    assert not is_in(client)
    assert "was SECRET_KEY changed?" in caplog.text
    with pytest.raises(CommandError, match=f"[Nn]o key.* account.*: {guarded.pk}"):
        call_command("reencrypt_second_factors", verbosity=0)


def test_command_resets_the_factor_of_somebody_who_lost_it(client, guarded, capsys):
    call_command("reset_second_factor", EMAIL.upper())
    call_command("reset_second_factor", EMAIL)

    assert capsys.readouterr().out.splitlines() == [
        "Second factors removed.",
        "There was no second factor.",
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
