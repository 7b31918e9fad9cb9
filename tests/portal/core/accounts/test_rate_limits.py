"""Limits on sign-in: exact over all workers, fair to the owner of an account, and said in words."""

import inspect
import logging
import re
from datetime import timedelta
from itertools import chain

import pytest
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts import rate_limits
from portal.management.commands import clear_rate_limits
from portal.models import RateLimit, RateLimitCount, User
from tests.factories import make_user, make_visitor
from tests.workers import shared_database, work

PASSWORD = "correct horse battery"
ADA = "ada@example.com"
LOGIN, SIGNUP, RESET = map(reverse, ("account_login", "account_signup", "account_reset_password"))
TRIES = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from django.test import Client

def once(n):
    data = {"login": "ada@example.com", "password": f"wrong {n}"}
    browser = Client(raise_request_exception=False, headers={"host": "localhost"})
    response = browser.post("/accounts/login/", data)
    connections.close_all()
    return response.status_code

import logging; logging.disable()
with ThreadPoolExecutor(20) as pool:
    print(json.dumps(list(pool.map(once, range(20)))))
"""


def make_member(email: str = ADA) -> User:
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    return member


def sign_in(browser: Client, password: str, email: str = ADA, address: str = "192.0.2.1"):
    return browser.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_on_two_workers_check_no_more_passwords_than_the_limit(
    tmp_path, migrated_database
):
    environ = shared_database(tmp_path, migrated_database)
    answers = sorted(chain.from_iterable(work([TRIES, TRIES], environ)))

    assert answers == [200] * 5 + [429] * 35


@pytest.mark.django_db
def test_refused_sign_in_says_when_to_come_back_and_keeps_the_address(words):
    make_member()
    browser = make_visitor()
    answers = [sign_in(browser, "wrong").status_code for _ in range(5)]
    refused = sign_in(browser, "wrong and secret")

    assert answers == [200] * 5
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert "Too many tries. Try again in 5 minutes." in words(refused)
    assert f'value="{ADA}"' in refused.text
    assert "wrong and secret" not in refused.text
    assert refused.templates[0].name == "account/login.html"


@pytest.mark.django_db
def test_right_password_from_elsewhere_opens_an_account_that_somebody_guesses_at():
    make_member()
    attacker, owner = make_visitor(), make_visitor()
    for _ in range(30):
        sign_in(attacker, "wrong", address="198.51.100.7")
    sign_in(owner, PASSWORD, address="192.0.2.1")

    assert is_in(owner)


@pytest.mark.django_db
def test_right_passwords_are_not_counted_as_wrong_ones():
    make_member()
    answers = []
    for _ in range(20):
        browser = make_visitor()
        answers.append(sign_in(browser, PASSWORD).status_code)

    assert answers == [302] * 20


@pytest.mark.django_db
def test_right_passwords_without_end_from_one_address_are_refused_too():
    make_member()
    answers = [sign_in(make_visitor(), PASSWORD).status_code for _ in range(61)]

    assert answers == [302] * 60 + [429]


@pytest.mark.django_db
def test_account_is_the_same_however_its_address_is_written():
    make_member()
    forms = (ADA, "Ada@Example.com", f"{ADA}\u200b", "ada@example.com.", "\uff41da@example.com")
    answers = [sign_in(make_visitor(), "wrong", email=form).status_code for form in forms]

    assert answers == [200] * 5
    assert sign_in(make_visitor(), "wrong").status_code == 429


@pytest.mark.django_db
def test_count_begins_anew_when_its_time_is_over():
    make_member()
    for _ in range(6):
        sign_in(make_visitor(), "wrong")
    RateLimitCount.objects.update(until=timezone.now())
    browser = make_visitor()
    sign_in(browser, PASSWORD)

    assert is_in(browser)


@pytest.mark.django_db
def test_new_password_by_a_link_opens_the_account_again(mailoutbox):
    make_member()
    browser = make_visitor()
    for _ in range(6):
        sign_in(browser, "wrong", address="127.0.0.1")
    browser.post(RESET, {"email": ADA})
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    form = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "another horse", "password2": "another horse"})
    sign_in(browser, "another horse", address="127.0.0.1")

    assert is_in(browser)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "data", "most"),
    [
        (SIGNUP, {"email": "ada@example.com", "password1": "short"}, 20),
        (RESET, {"email": "ada@example.com"}, 5),
    ],
)
def test_refused_form_says_so_and_keeps_what_was_typed(page, data, most, words):
    browser = make_visitor()
    answers = [browser.post(page, data).status_code for _ in range(most)]
    refused = browser.post(page, data)

    assert set(answers) <= {200, 302}
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert "Too many tries. Try again in" in words(refused)
    assert 'value="ada@example.com"' in refused.text


@pytest.mark.django_db
def test_limit_found_before_there_is_a_form_has_a_page_with_what_was_typed(words):
    browser = make_visitor(member=make_member())
    page, data = reverse("account_email"), {"email": "new@example.com", "action_primary": ""}
    for _ in range(10):
        browser.post(page, data)
    refused = browser.post(page, data)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert "Nothing was changed." in words(refused)
    assert 'value="new@example.com"' in refused.text


@pytest.mark.django_db
def test_password_is_asked_again_within_the_same_limits():
    member = make_member()
    browser = make_visitor(member=member)
    page = reverse("account_reauthenticate")
    answers = [browser.post(page, {"password": "wrong"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


@pytest.mark.django_db
def test_refusal_is_logged_without_the_address_in_clear(caplog):
    make_member()
    with caplog.at_level(logging.WARNING, "portal.core.accounts.rate_limits"):
        for _ in range(7):
            sign_in(make_visitor(), "wrong")
    lines = [record.getMessage() for record in caplog.records if "Too many" in record.msg]

    assert len(lines) == 2
    assert len({re.sub(r"for \d+ s", "", line) for line in lines}) == 1
    assert rate_limits.pseudonym(ADA) in lines[0]
    assert rate_limits.pseudonym("192.0.2.1") in lines[0]
    assert not re.search(r"ada|example|192\.0", lines[0])


@pytest.mark.django_db
def test_try_costs_one_question_and_one_count(django_assert_num_queries, rf):
    request = rf.post(LOGIN, REMOTE_ADDR="192.0.2.1")
    request.user = AnonymousUser()
    limits = {"app": "allauth.account", "action": "login_failed", "key": ADA}
    with django_assert_num_queries(4):  # and a savepoint, here
        assert rate_limits.consume(request, **limits)
    for _ in range(4):
        rate_limits.consume(request, **limits)
    with django_assert_num_queries(1):
        assert rate_limits.consume(request, **limits) is None


@pytest.mark.django_db
def test_limits_are_counted_all_or_none():
    first, second = RateLimit("a", 1, 60), RateLimit("b", 9, 60)
    rate_limits._take([first], [], dry_run=False)  # noqa: SLF001
    taken, seconds = rate_limits._take([first, second], [], dry_run=False)  # noqa: SLF001

    assert (taken, seconds) == (None, 60)
    assert RateLimitCount.objects.filter(key="b").count() == 0


@pytest.mark.django_db
def test_counts_that_are_over_are_swept_in_portions(monkeypatch, django_assert_num_queries):
    now = timezone.now()
    ended = {f"old{number}": now for number in range(5)}
    for key, until in {**ended, "new": now + timedelta(minutes=1)}.items():
        RateLimitCount.objects.create(key=key, count=1, most=5, until=until)
    monkeypatch.setattr(clear_rate_limits, "PORTION", 2)
    with django_assert_num_queries(4):  # which they are, and three portions
        call_command("clear_rate_limits", verbosity=0)

    assert RateLimitCount.objects.get().key == "new"


@pytest.mark.parametrize("name", ["consume", "clear"])
def test_allauth_counts_by_this_module_and_still_asks_as_it_did(name):
    theirs = {
        "consume": "request app action config key user dry_run limit_get raise_exception",
        "clear": "request app action config key user",
    }
    ours = getattr(rate_limits, name)

    assert getattr(ratelimit, name) is ours
    assert " ".join(inspect.signature(ours).parameters) == theirs[name]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "proxies"), [({"REMOTE_ADDR": ""}, 0), ({"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, 2)]
)
def test_address_that_cannot_be_told_keeps_nobody_out(settings, given, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    make_member()
    browser = make_visitor()
    browser.post(LOGIN, {"login": ADA, "password": PASSWORD}, **given)

    assert is_in(browser)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "account_signup", "account_reset_password"])
def test_whoever_only_looks_at_a_form_is_not_counted(client, name):
    answers = {getattr(client, ask)(reverse(name)).status_code for ask in ["head", "get"] * 40}

    assert len(answers) == 1
    assert not RateLimitCount.objects.exists()
