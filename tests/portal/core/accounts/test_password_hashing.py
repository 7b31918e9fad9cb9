"""Passwords are hashed two at a time, by hashes that OWASP calls strong enough."""

import threading
from concurrent.futures import ThreadPoolExecutor

import argon2
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.contrib.auth.hashers import check_password, make_password
from django.urls import reverse

from portal.core.accounts import password_hashing
from portal.core.accounts.password_hashing import turn
from portal.core.throttling import TooBusy
from tests.factories import make_user, make_visitor

PASSWORD = "correct horse battery"
LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")


@pytest.fixture(autouse=True)
def _hashed_as_on_the_site(settings):
    settings.PASSWORD_HASHERS = [
        "portal.core.accounts.password_hashing.Argon2PasswordHasher",
        "portal.core.accounts.password_hashing.PBKDF2PasswordHasher",
    ]


@pytest.fixture
def all_busy(monkeypatch):
    """Both turns are taken, and so is the place to wait; nobody gives one back."""
    for name, most in (("AT_ONCE", 2), ("WAITING", 1)):
        taken = threading.BoundedSemaphore(most)
        for _ in range(most):
            taken.acquire()
        monkeypatch.setattr(password_hashing, name, taken)


def make_member():
    member = make_user(email="ada@example.com", password=PASSWORD)
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    return member


def test_hash_is_as_strong_as_owasp_asks_and_takes_one_thread():
    parameters = argon2.extract_parameters(make_password(PASSWORD).removeprefix("argon2"))

    assert parameters.type is argon2.Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19456, 2, 1)


@pytest.mark.parametrize(
    "old",
    [hashers.Argon2PasswordHasher(), hashers.PBKDF2PasswordHasher()],
    ids=["argon2", "pbkdf2"],
)
@pytest.mark.django_db
def test_older_hash_still_opens_the_account_and_is_made_anew(old):
    member = make_member()
    member.password = old.encode(PASSWORD, "a-salt-of-some-length0")
    member.save()
    response = make_visitor().post(LOGIN, {"login": member.email, "password": PASSWORD})
    member.refresh_from_db()

    assert response.status_code == 302
    assert "m=19456,t=2,p=1" in member.password
    assert check_password(PASSWORD, member.password)


def test_two_are_hashed_at_once_a_third_waits_and_a_fourth_is_sent_away(monkeypatch):
    monkeypatch.setattr(password_hashing, "WAITING", threading.BoundedSemaphore(1))
    hold, entered = threading.Event(), threading.Semaphore(0)

    def hash_slowly() -> str:
        with turn():
            entered.release()
            hold.wait(10)
        return "hashed"

    with ThreadPoolExecutor(4) as pool:
        first_two = [pool.submit(hash_slowly) for _ in range(2)]
        for _ in first_two:
            assert entered.acquire(timeout=10)
        third = pool.submit(hash_slowly)
        while password_hashing.WAITING.acquire(blocking=False):
            password_hashing.WAITING.release()
        with pytest.raises(TooBusy), turn():
            pass
        hold.set()

        assert [one.result() for one in (*first_two, third)] == ["hashed"] * 3


def test_hashes_never_take_all_threads_of_a_worker(settings):
    taken = [password_hashing.AT_ONCE, password_hashing.WAITING]
    most = sum(one._initial_value for one in taken)  # noqa: SLF001

    assert most < settings.GUNICORN["threads"]


def test_who_waited_too_long_is_sent_away_and_leaves_the_place(monkeypatch):
    monkeypatch.setattr(password_hashing, "LONGEST_WAIT", 0.01)
    with turn(), turn():
        for _ in range(2):
            with pytest.raises(TooBusy), turn():
                pass
    with turn(), turn():
        pass


@pytest.mark.parametrize("work", [make_password, lambda _: check_password(PASSWORD, HASHED)])
def test_every_hash_takes_its_turn(all_busy, work):
    with pytest.raises(TooBusy):
        work(PASSWORD)


HASHED = "argon2$argon2id$v=19$m=19456,t=2,p=1$YS1zYWx0LW9mLXNvbWUtbGVuZ3RoMA$AAAA"


@pytest.mark.django_db
def test_sign_in_while_too_many_are_hashed_keeps_the_address_and_is_counted_for_nothing(
    monkeypatch, words
):
    make_member()
    browser = make_visitor()
    with monkeypatch.context() as busy:
        for name, most in (("AT_ONCE", 2), ("WAITING", 1)):
            busy.setattr(password_hashing, name, threading.BoundedSemaphore(most))
        with turn(), turn():
            password_hashing.WAITING.acquire()
            answers = [
                browser.post(LOGIN, {"login": "ada@example.com", "password": "wrong and secret"})
                for _ in range(8)
            ]

    assert [(one.status_code, one["Retry-After"]) for one in answers] == [(503, "5")] * 8
    assert "Many people are signing in right now" in words(answers[0])
    assert 'value="ada@example.com"' in answers[0].text
    assert "wrong and secret" not in answers[0].text
    answer = browser.post(LOGIN, {"login": "ada@example.com", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_sign_up_while_too_many_are_hashed_saves_nothing_half(all_busy, words, django_user_model):
    data = {"email": "ada@example.com", "password1": PASSWORD}
    response = make_visitor().post(SIGNUP, data)

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Too many people at once" in words(response)
    assert 'value="ada@example.com"' in response.text
    assert PASSWORD not in response.text
    assert not django_user_model.objects.exists()


@pytest.mark.django_db
def test_admin_is_told_so_too(all_busy, client, words, django_user_model):
    boss = django_user_model.objects.create(
        email="boss@example.com", is_staff=True, is_superuser=True
    )
    client.force_login(boss)
    data = {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post("/admin/portal/user/add/", data | {"usable_password": "true"})

    assert response.status_code == 503
    assert not django_user_model.objects.filter(email="new@example.com").exists()
