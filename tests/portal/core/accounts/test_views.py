"""Signing up, in and out through the real forms, and what becomes of the ratings meanwhile."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careers.models import Profile, Rating
from portal.models import User
from tests.factories import make_profile, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
PROFILE, MATCHES = reverse("careers:profile"), reverse("careers:matches")


@pytest.fixture
def python():
    return make_skill(slug="python")


@pytest.fixture
def sql():
    return make_skill(slug="sql")


@pytest.fixture
def role(python, sql):
    return make_role(requirements={python: (3, 5), sql: (3, 5)})


def make_member(email: str) -> User:
    member = make_user(email=email, password=PASSWORD)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=True)
    return member


def sign_up(browser: Client, email: str):
    return browser.post(reverse("account_signup"), {"email": email, "password1": PASSWORD})


def sign_in(browser: Client, email: str, password: str = PASSWORD, **fields: str):
    return browser.post(
        reverse("account_login"), {"login": email, "password": password, **fields}, follow=True
    )


def sign_out(browser: Client):
    return browser.post(reverse("account_logout"), follow=True)


def levels_of(member: User) -> dict[str, int]:
    return Profile.objects.get(member=member).levels()


def rated_on(response) -> int:
    """The number of rated skills that a page speaks of."""
    found = re.search(r"(\d+) of \d+ skills? rated\.", response.content.decode())
    return int(found[1]) if found else 0


def test_sign_up_and_first_sign_in_keep_what_was_rated_before(python, mailoutbox, words):
    browser = make_visitor(ratings={python: 3})
    response = sign_up(browser, "ada@example.com")
    [mail] = mailoutbox
    [link] = re.findall(r"http://testserver(/accounts/confirm-email/\S+)", mail.body)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert browser.get(link).status_code == 200
    assert browser.post(link).status_code == 302

    response = sign_in(browser, "ada@example.com")

    assert response.redirect_chain == [(PROFILE, 302)]
    assert "ada@example.com" in words(response)
    assert rated_on(response) == 1
    assert levels_of(User.objects.get()) == {"python": 3}
    assert Profile.objects.count() == 1


def test_account_is_not_open_before_its_address_is_confirmed(python):
    browser = make_visitor(ratings={python: 3})
    sign_up(browser, "ada@example.com")
    response = sign_in(browser, "ada@example.com")

    assert response.redirect_chain[-1][0] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in browser.session
    assert Profile.objects.get().member is None


def test_sign_up_tells_nobody_whether_an_address_is_known(mailoutbox):
    make_member("ada@example.com")
    answers = [sign_up(make_visitor(), email) for email in ("ada@example.com", "new@example.com")]

    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert [mail.to for mail in mailoutbox] == [["ada@example.com"], ["new@example.com"]]
    assert User.objects.filter(email="ada@example.com").count() == 1


def test_sign_in_with_a_wrong_password_says_so_and_opens_nothing(words):
    make_member("ada@example.com")
    browser = make_visitor()
    response = sign_in(browser, "ada@example.com", "wrong")

    assert response.status_code == 200
    assert "The email address or password is wrong." in words(response)
    assert "_auth_user_id" not in browser.session


def test_sign_in_needs_the_token_of_the_form(words):
    make_member("ada@example.com")
    response = sign_in(Client(enforce_csrf_checks=True), "ada@example.com")

    assert response.status_code == 403
    assert "We couldn\u2019t accept the form" in words(response)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/"])
def test_sign_in_goes_on_to_pages_of_this_site_only(address):
    make_member("ada@example.com")
    response = sign_in(make_visitor(), "ada@example.com", next=address)

    assert response.redirect_chain == [(PROFILE, 302)]


def test_sign_in_merges_the_ratings_and_the_newer_wins(python, sql):
    member = make_member("ada@example.com")
    law = make_skill(slug="law")
    own = make_profile(ratings={python: 2, sql: 4, law: 1}, member=member)
    browser = make_visitor(ratings={python: 5, sql: 1})
    long_ago = timezone.now() - timedelta(days=400)
    own.ratings.filter(skill=python).update(rated=long_ago)
    Rating.objects.exclude(profile=own).filter(skill=sql).update(rated=long_ago)
    response = sign_in(browser, "ada@example.com")

    assert rated_on(response) == 3
    assert levels_of(member) == {"python": 5, "sql": 4, "law": 1}
    assert Profile.objects.get() == own


def test_ratings_come_along_at_sign_in_whichever_page_comes_next(python):
    member = make_member("ada@example.com")
    browser = make_visitor(ratings={python: 5})
    sign_in(browser, "ada@example.com", next=reverse("about_match"))

    assert Profile.objects.get().member == member
    assert levels_of(member) == {"python": 5}


def test_sign_in_with_ratings_that_are_gone_meanwhile_is_as_without(python):
    make_member("ada@example.com")
    browser = make_visitor(ratings={python: 5})
    Profile.objects.all().delete()
    response = sign_in(browser, "ada@example.com")

    assert (response.status_code, rated_on(response)) == (200, 0)
    assert "profile" not in browser.session
    assert Profile.objects.count() == 0


def test_sign_in_on_another_device_shows_the_same_ratings(python, role, words):
    make_member("ada@example.com")
    first, second = make_visitor(ratings={python: 5}), make_visitor()
    sign_in(first, "ada@example.com")
    sign_in(second, "ada@example.com")

    assert [rated_on(browser.get(PROFILE)) for browser in (first, second)] == [1, 1]
    assert [
        words(browser.get(MATCHES)).count("Ready 50 % stretch") for browser in (first, second)
    ] == [1, 1]


def test_nothing_is_seen_of_the_ratings_after_sign_out(python, role, words):
    member = make_member("ada@example.com")
    browser = make_visitor(ratings={python: 5})
    sign_in(browser, "ada@example.com")
    response = sign_out(browser)

    assert response.redirect_chain == [(reverse("home"), 302)]
    assert rated_on(browser.get(PROFILE)) == 0
    assert "rated any skills yet" in words(browser.get(MATCHES))
    assert "%" not in words(browser.get(reverse("careers:plan_detail", args=[role.slug])))
    assert "Choose your levels above" in words(browser.get(role.get_absolute_url()))
    assert levels_of(member) == {"python": 5}


def test_ratings_after_sign_out_are_a_new_visitors(python, sql):
    member = make_member("ada@example.com")
    browser = make_visitor(ratings={python: 5})
    sign_in(browser, "ada@example.com")
    sign_out(browser)
    browser.post(reverse("careers:ratings_save"), {"level-sql": "1"})

    assert levels_of(member) == {"python": 5}
    assert Profile.objects.of_visitors().get().levels() == {"sql": 1}


def test_two_members_at_one_browser_keep_their_own_ratings(python, sql):
    ada, bob = make_member("ada@example.com"), make_member("bob@example.com")
    browser = make_visitor(ratings={python: 5})
    sign_in(browser, "ada@example.com")
    sign_out(browser)
    response = sign_in(browser, "bob@example.com")
    browser.post(reverse("careers:ratings_save"), {"level-sql": "1"})

    assert rated_on(response) == 0
    assert (levels_of(ada), levels_of(bob)) == ({"python": 5}, {"sql": 1})


def test_visitors_see_their_own_ratings_only(python, sql, role):
    first = make_visitor(ratings={python: 5})
    second = make_visitor(ratings={python: 1, sql: 1})
    pages = [PROFILE, MATCHES, role.get_absolute_url()]
    shown = [[browser.get(page).content for page in pages] for browser in (first, second)]

    assert [rated_on(browser.get(PROFILE)) for browser in (first, second, make_visitor())] == [
        *(1, 2, 0)
    ]
    assert [one == other for one, other in zip(*shown, strict=True)] == [False, False, False]


def test_session_that_names_a_members_profile_opens_nothing(python):
    theirs = make_profile(ratings={python: 5}, member=make_member("ada@example.com"))
    browser = make_visitor()
    session = browser.session
    session["profile"] = theirs.pk
    session.save()

    assert rated_on(browser.get(PROFILE)) == 0

    browser.post(reverse("careers:ratings_save"), {"level-python": "1"})

    assert theirs.levels() == {"python": 5}
    assert Profile.objects.of_visitors().get().levels() == {"python": 1}


def test_new_password_is_set_by_the_link_in_a_mail(mailoutbox):
    member = make_member("ada@example.com")
    browser = make_visitor()
    browser.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    [mail] = mailoutbox
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mail.body)
    form = browser.get(link, follow=True)
    new = "another horse battery"
    browser.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    member.refresh_from_db()

    assert form.status_code == 200
    assert member.check_password(new)


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("account_signup", {"email": "eve@example.com", "password1": "correct horse battery"}),
        ("account_reset_password", {"email": "ada@example.com"}),
    ],
)
def test_mail_server_that_is_down_is_said_and_fails_nothing(client, settings, words, page, data):
    make_member("ada@example.com")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    response = client.post(reverse(page), data, follow=True)

    assert response.status_code == 200
    assert "We could not send the message just now." in words(response)


def test_only_address_offers_nothing_that_cannot_be_done(words):
    member = make_member("ada@example.com")
    browser = make_visitor(member=member)
    page = reverse("account_email")
    offers = ("Make it the main one", "Send the link again", "Remove it")

    assert [offer in words(browser.get(page)) for offer in offers] == [False, False, False]

    EmailAddress.objects.filter(user=member).update(verified=False)

    assert [offer in words(browser.get(page)) for offer in offers] == [False, True, False]

    EmailAddress.objects.create(user=member, email="eve@example.com")

    assert [offer in words(browser.get(page)) for offer in offers] == [True, True, True]
