"""Browsers that signed in before: whoever guesses at an account does not lock its owner out."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from portal.core.accounts.known_browsers import COOKIE
from tests.factories import make_user, make_visitor

PASSWORD = "correct horse battery"
ADA = "ada@example.com"
LOGIN = reverse("account_login")


def make_member(email: str = ADA) -> None:
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)


def sign_in(browser: Client, password: str, email: str = ADA, address: str = "192.0.2.1"):
    return browser.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.django_db
def test_attack_from_many_addresses_closes_the_account_to_strangers_and_not_to_its_browser():
    make_member()
    owner, stranger = make_visitor(), make_visitor()
    sign_in(owner, PASSWORD)
    owner.post(reverse("account_logout"))
    wrong = [sign_in(Client(), "wrong", address=f"198.51.100.{n}").status_code for n in range(110)]
    refused = sign_in(stranger, PASSWORD, address="203.0.113.9")
    sign_in(owner, PASSWORD, address="203.0.113.10")

    assert wrong == [200] * 100 + [429] * 10
    assert refused.status_code == 429
    assert is_in(owner)


@pytest.mark.django_db
def test_attack_from_the_same_office_keeps_no_known_browser_out():
    make_member()
    owner = make_visitor()
    sign_in(owner, PASSWORD)
    owner.post(reverse("account_logout"))
    for n in range(70):
        sign_in(Client(), "wrong", email=f"person{n}@example.com")
    strangers = sign_in(Client(), PASSWORD)
    sign_in(owner, PASSWORD)

    assert strangers.status_code == 429
    assert is_in(owner)


@pytest.mark.django_db
def test_known_browser_may_not_guess_without_end_either():
    make_member()
    browser = make_visitor()
    sign_in(browser, PASSWORD)
    browser.post(reverse("account_logout"))
    answers = [sign_in(browser, "wrong", address=f"192.0.2.{n}").status_code for n in range(6)]

    assert answers == [200] * 5 + [429]


@pytest.mark.django_db
def test_browser_is_known_to_the_accounts_it_signed_in_to_alone():
    for email in (ADA, "eve@example.com"):
        make_member(email)
    eve = make_visitor()
    sign_in(eve, PASSWORD, email="eve@example.com")
    eve.post(reverse("account_logout"))
    for n in range(100):
        sign_in(Client(), "wrong", address=f"198.51.100.{n}")

    assert sign_in(eve, PASSWORD).status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["", "nonsense", "WyJhIixbXV0:1abc:def"])
def test_forged_cookie_is_a_strange_browser(forged):
    make_member()
    browser = make_visitor()
    browser.cookies[COOKIE] = forged
    answers = [sign_in(browser, "wrong", address=f"192.0.2.{n}").status_code for n in range(6)]

    assert answers == [200] * 6


@pytest.mark.django_db
def test_cookie_of_a_known_browser_is_seen_by_pages_of_accounts_alone(settings):
    settings.SESSION_COOKIE_SECURE = True
    make_member()
    browser = make_visitor()
    for page in ("/", LOGIN, reverse("careers:profile")):
        assert COOKIE not in browser.get(page).cookies
    cookie = sign_in(browser, PASSWORD).cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["secure"]) == ("/accounts/", True, True)
    assert cookie["samesite"] == "Lax"
    assert "ada" not in cookie.value
