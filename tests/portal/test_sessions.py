"""How long browsers keep a session: a visitor's holds ratings, a member's opens an account."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from tests.factories import make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_attempts_are_remembered():
    cache.clear()


@pytest.fixture
def visitor():
    browser = make_visitor(ratings={make_skill(): 3})
    session = browser.session
    session.set_expiry(settings.VISITOR_SESSION_AGE)
    session.save()
    return browser


def age(response) -> int:
    return response.cookies[settings.SESSION_COOKIE_NAME]["max-age"]


@pytest.mark.parametrize("who", ["client", "visitor"])
def test_member_stays_for_two_weeks_after_sign_in(who, request):
    member = make_user(email="ada@example.com", password=PASSWORD)
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    credentials = {"login": member.email, "password": PASSWORD}
    browser = request.getfixturevalue(who)

    assert age(browser.post(reverse("account_login"), credentials)) == 14 * DAY


def test_visitor_who_signs_up_and_is_in_at_once_stays_for_two_weeks(visitor, monkeypatch):
    monkeypatch.setattr(settings, "ACCOUNT_EMAIL_VERIFICATION", "optional")
    credentials = {"email": "ada@example.com", "password1": PASSWORD}

    assert age(visitor.post(reverse("account_signup"), credentials)) == 14 * DAY


def test_visitor_stays_for_half_a_year():
    assert settings.VISITOR_SESSION_AGE == 180 * DAY
