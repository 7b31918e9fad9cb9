"""Whether somebody has an account is told neither by words nor by the work that is done."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from portal.core.accounts.forms import SignupForm
from portal.models import RateLimitCount, User
from tests.factories import make_user, make_visitor
from tests.workers import shared_database, work

PASSWORD = "correct horse battery"
ADA, NOBODY = "ada@example.com", "new@example.com"
SIGNUP, LOGIN, RESET = map(reverse, ("account_signup", "account_login", "account_reset_password"))


def make_member(email: str = ADA, *, verified: bool = True, **fields) -> User:
    member = make_user(email=email, password=PASSWORD, **fields)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=verified)
    return member


def seen(browser: Client, page: str, data: dict, words, typed: str) -> tuple:
    """What somebody who sends a form gets to see, cookies and all."""
    answer = browser.post(page, data)
    cookies = {name: (one["max-age"], one["path"]) for name, one in answer.cookies.items()}
    shown = words(browser.get(answer["Location"]) if answer.status_code == 302 else answer)
    return answer.status_code, answer.headers.get("Location"), cookies, shown.replace(typed, "…")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["confirmed", "unconfirmed", "inactive", "no password"])
@pytest.mark.parametrize(
    ("page", "data"),
    [
        (SIGNUP, {"email": "{}", "password1": PASSWORD}),
        (RESET, {"email": "{}"}),
        (LOGIN, {"login": "{}", "password": "wrong horse"}),
    ],
    ids=["sign up", "reset", "sign in"],
)
def test_known_address_costs_and_shows_what_an_unknown_one_does(
    page, data, kind, hashed, mailoutbox, words
):
    member = make_member(verified=kind != "unconfirmed", is_active=kind != "inactive")
    if kind == "no password":
        member.set_unusable_password()
        member.save()
    found = {}
    for email in (ADA, NOBODY):
        hashed.clear()
        mailoutbox.clear()
        sent = {name: value.format(email) for name, value in data.items()}
        told = seen(make_visitor(), page, sent, words, email)
        assert all(mail.to == [email] for mail in mailoutbox)
        found[email] = (*told, len(hashed), len(mailoutbox))

    assert found[ADA] == found[NOBODY]
    assert found[ADA][-2:] == {SIGNUP: (1, 1), RESET: (0, 1), LOGIN: (1, 0)}[page]


@pytest.mark.django_db
@pytest.mark.parametrize("email", [ADA, NOBODY])
def test_second_sign_up_says_that_a_message_was_asked_for_already(email, words, mailoutbox):
    make_member()
    data = {"email": email, "password1": PASSWORD}
    first, second = (make_visitor().post(SIGNUP, data, follow=True) for _ in range(2))

    assert "We\u2019ve sent you a message with a link." in words(first)
    assert "We have sent" not in words(second)
    assert "We were asked for a message to this address a moment ago." in words(second)
    assert "We send at most one message every three minutes to an address." in words(second)
    assert [mail.to for mail in mailoutbox] == [[email]]


@pytest.mark.django_db
def test_second_sign_up_before_confirming_sends_the_link_to_confirm_again(mailoutbox):
    for password in (PASSWORD, "a second horse"):
        RateLimitCount.objects.all().delete()  # three minutes later
        make_visitor().post(SIGNUP, {"email": ADA, "password1": password})
    [link] = [word for word in mailoutbox[1].body.split() if "/confirm-email/" in word]
    make_visitor().post(link.removeprefix("http://testserver"))
    browser = make_visitor()
    browser.post(LOGIN, {"login": ADA, "password": PASSWORD})

    assert "Its password is the one that was chosen first." in mailoutbox[1].body
    assert "/accounts/password/reset/" in mailoutbox[1].body
    assert "_auth_user_id" in browser.session


@pytest.mark.django_db
def test_member_who_signs_up_again_is_told_how_to_get_in(mailoutbox):
    make_member()
    make_visitor().post(SIGNUP, {"email": ADA, "password1": "a second horse"})
    [mail] = mailoutbox

    assert mail.subject == "You have an account at the AI Career Portal"
    assert "http://testserver/accounts/password/reset/" in mail.body
    assert "confirm" not in mail.body
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_link_asked_for_too_soon_is_said_to_be_on_its_way_already(words, mailoutbox):
    browser = make_visitor(member=make_member(verified=False))
    data = {"email": ADA, "action_send": ""}
    first, second = (browser.post(reverse("account_email"), data, follow=True) for _ in range(2))

    assert "We have sent a message to ada@example.com." in words(first)
    assert "We were asked for a message to this address a moment ago." in words(second)
    assert "We have sent" not in words(second)
    assert len(mailoutbox) == 1


SIGN_UPS = """
import json
from django.test import Client

def once(n):
    data = {"email": f"person{n}@example.com", "password1": "correct horse battery"}
    browser = Client(raise_request_exception=False, headers={"host": "localhost"})
    return browser.post("/accounts/signup/", data).status_code

print(json.dumps([once(n) for n in range(10)]))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verification", ["mandatory", "optional"])
def test_sign_up_sent_twice_at_once_makes_one_account_and_fails_nothing(
    tmp_path, migrated_database, verification
):
    environ = shared_database(tmp_path, migrated_database)
    answers = work([SIGN_UPS, SIGN_UPS], environ | {"EMAIL_VERIFICATION": verification})
    [rows] = work([COUNT], environ)

    seen = {status for worker in answers for status in worker}
    assert seen <= ({302} if verification == "mandatory" else {200, 302})  # 200: it has an account
    assert rows == [10, 10]


COUNT = """
import json
from allauth.account.models import EmailAddress
from portal.models import User
print(json.dumps([User.objects.count(), EmailAddress.objects.count()]))
"""


@pytest.mark.django_db
def test_sign_up_that_somebody_else_finished_first_changes_nothing_of_theirs(rf, mailoutbox):
    form = SignupForm({"email": ADA, "password1": "a second horse"})
    request = rf.post(SIGNUP)
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = CookieStorage(request)  # noqa: SLF001
    with context.request_context(request):
        assert form.is_valid()
        member = make_member()
        user, response = form.try_save(request)
    member.refresh_from_db()

    assert (user, response["Location"]) == (None, reverse("account_email_verification_sent"))
    assert member.check_password(PASSWORD)
    assert [mail.subject for mail in mailoutbox] == ["You have an account at the AI Career Portal"]


@pytest.mark.django_db
def test_sign_up_that_came_second_is_sent_to_sign_in_where_nobody_has_to_confirm(rf, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    form = SignupForm({"email": ADA, "password1": "a second horse"})
    request = rf.post(SIGNUP)
    request.user, request.session = AnonymousUser(), SessionStore()
    request._messages = CookieStorage(request)  # noqa: SLF001
    with context.request_context(request):
        assert form.is_valid()
        make_member()
        user, response = form.try_save(request)

    assert (user, response["Location"]) == (None, LOGIN)
