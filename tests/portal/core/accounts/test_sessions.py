"""How long browsers keep a session: a visitor's holds ratings, a member's opens an account."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from careers.models import Profile
from careers.visitors import SEEN_KEY
from portal.core import batches
from portal.core.accounts import sessions
from tests.factories import make_profile, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

DAY = 24 * 60 * 60
PASSWORD = "correct horse battery"
NEW_PASSWORD = dict.fromkeys(["password1", "password2"], "another horse battery")
PROFILE = reverse("careers:profile")


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


def test_session_of_a_visitor_is_renewed_by_the_first_change_of_a_day():
    browser, rate = (
        make_visitor(ratings={(skill := make_skill()): 2}),
        reverse("careers:ratings_save"),
    )
    again = browser.post(rate, {f"level-{skill.slug}": 3})
    session = browser.session
    session[SEEN_KEY] = "2026-01-01"
    session.save()
    next_day = browser.post(rate, {f"level-{skill.slug}": 4})

    assert settings.SESSION_COOKIE_NAME not in again.cookies
    assert age(next_day) == 180 * DAY


# --- Sessions that know what is gone -------------------------------------------------------------


def make_member(email="ada@example.com"):
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    return member


def signed_in(member):
    browser = make_visitor()
    browser.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    return browser


def is_signed_in(browser, words) -> bool:
    return "Sign out" in words(browser.get(PROFILE))


def test_primary_key_that_comes_again_opens_nothing_to_an_old_session():
    """SQLite forgets the highest key when a migration makes a table anew; so does a restore."""
    skill = make_skill(slug="python")
    visitor, elsewhere = make_visitor(ratings={skill: 3}), make_visitor()
    first = Profile.objects.get()
    elsewhere.cookies = visitor.cookies
    first_key = first.pk
    first.delete()
    again = make_profile(ratings={skill: 5})
    Profile.objects.filter(pk=again.pk).delete()
    stranger = Profile.objects.create(pk=first_key)
    stranger.rate({skill: 5})

    for browser in (visitor, elsewhere):
        assert not browser.get(PROFILE).context["rated"]
    visitor.post(reverse("careers:ratings_save"), {"level-python": "1"})
    assert stranger.levels() == {"python": 5}


@pytest.mark.parametrize("is_of_before", [True, False])
def test_session_of_before_there_were_keys_opens_its_own_profile_alone(is_of_before):
    """It holds a primary key; the migration made that a UUID of profiles of the time."""
    profile = make_profile(ratings={make_skill(): 4})
    if is_of_before:
        Profile.objects.update(key=UUID(int=profile.pk))
    browser = make_visitor()
    session = browser.session
    session["profile"] = profile.pk
    session.save()

    assert browser.get(PROFILE).context["rated"] == is_of_before


def test_new_password_ends_the_sessions_of_other_browsers(words):
    member = make_member()
    here, phone = signed_in(member), signed_in(member)
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **NEW_PASSWORD})

    assert (is_signed_in(here, words), is_signed_in(phone, words)) == (True, False)


def test_reset_password_ends_every_session(words, mailoutbox):
    member = make_member()
    phone, elsewhere = signed_in(member), make_visitor()
    elsewhere.post(reverse("account_reset_password"), {"email": member.email})
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)
    form = elsewhere.get(link, follow=True)
    elsewhere.post(form.redirect_chain[-1][0], NEW_PASSWORD)

    member.refresh_from_db()
    assert member.check_password(NEW_PASSWORD["password1"])
    assert not is_signed_in(phone, words)


def test_account_that_is_gone_leaves_a_session_that_works_like_a_visitors(words):
    """What is rated in it comes along at the next sign-in, which ends sessions of others."""
    skill = make_skill(slug="python")
    gone, other = make_member(), make_member("bob@example.com")
    phone = signed_in(gone)
    gone.delete()

    assert not is_signed_in(phone, words)
    phone.post(reverse("careers:ratings_save"), {"level-python": "3"})
    assert phone.get(PROFILE).context["rated"] == 1
    phone.post(reverse("account_login"), {"login": other.email, "password": PASSWORD})
    assert Profile.objects.get().member == other
    assert Profile.objects.get().levels() == {skill.slug: 3}


def test_session_keeps_no_address(words):
    browser = signed_in(make_member())

    assert is_signed_in(browser, words)
    assert "ada" not in str([one.get_decoded() for one in Session.objects.all()])


# --- Sessions that ended -------------------------------------------------------------------------


@pytest.fixture
def _seven_ended():
    now = timezone.now()
    for number in range(8):
        ends = now + timedelta(hours=1 if number == 7 else -1)
        Session.objects.create(session_key=f"key{number}", session_data="", expire_date=ends)


@pytest.mark.usefixtures("_seven_ended")
def test_ended_sessions_go_in_portions(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sessions, "PORTION", 3)

    with django_assert_num_queries(4):  # which they are, and three portions
        call_command("clearsessions")

    assert [one.pk for one in Session.objects.all()] == ["key7"]


@pytest.mark.usefixtures("_seven_ended")
def test_killed_clearing_of_sessions_is_finished_by_the_next(monkeypatch):
    def kill(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sessions, "PORTION", 3)
    with monkeypatch.context() as patch:
        patch.setattr(batches, "sleep", kill)
        with pytest.raises(KeyboardInterrupt):
            call_command("clearsessions")

    assert Session.objects.count() == 5
    call_command("clearsessions")
    assert Session.objects.count() == 1


@pytest.mark.parametrize("key", ["\x00" + "a" * 31, "a" * 31 + "ü", "A" * 32, "a" * 400, "%00" * 9])
def test_cookie_that_holds_no_key_of_ours_is_a_new_visitors(client, key):
    client.cookies["sessionid"] = key  # Python quotes a NUL as browsers may, and Django reads it
    response = client.get(PROFILE)

    assert response.status_code == 200
    assert response.wsgi_request.session.session_key is None
