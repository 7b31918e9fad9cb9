"""Second factors through the real forms: set up, asked for, lost, and what is kept and logged."""

import re

import pytest
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.test import Client
from django.urls import reverse

from tests.authenticators import code_now
from tests.portal.core.accounts.second_factor.steps import (
    ACTIVATE,
    ASK,
    CODES,
    EMAIL,
    EMAILS,
    INDEX,
    PASSWORD,
    PASSWORD_AGAIN,
    at,
    codes_of,
    is_in,
    sign_in,
)

pytestmark = pytest.mark.django_db


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

    assert "That code didn't work." in words(page)
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
