import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.core.accounts.password_validation import SiteNameValidator
from portal.models import User
from tests.factories import make_user, make_visitor

PASSWORD = "correct horse battery"
LONG = "long and secret " * 9  # 144 characters
TOO_LONG = "Passwords have at most 128 characters."


def make_member() -> User:
    member = make_user(email="ada@example.com", password=PASSWORD)
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
    return member


@pytest.mark.parametrize(
    "password",
    [
        *("careerportal", "CareerPortal2026", "aicareer1!", "AI-Career-Portal", "c4reerp0rtal123"),
        *("mycareerportal", "aicareerportal", "portalportal", "Portal-Password1", "careersai99"),
        *("\uff43areerporta\uff4c", "2026careerportal", "jobs-example"),
    ],
)
def test_name_of_the_site_is_no_password(settings, password):
    settings.ALLOWED_HOSTS = ["jobs.example.org"]
    with pytest.raises(ValidationError, match="name of this site"):
        SiteNameValidator().validate(password)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "careerist plumber",
        "portal gun 3000 cake",
        "welcome password",
        "9384756",
        "maiden",
    ],
)
def test_other_passwords_are_not_taken_for_the_name(password):
    SiteNameValidator().validate(password)


@pytest.mark.parametrize("password", ["careerportal1", LONG])
def test_site_refuses_such_passwords(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("account_login", {"login": "ada@example.com", "password": LONG}),
        ("account_signup", {"email": "new@example.com", "password1": LONG}),
    ],
)
def test_long_password_is_refused_in_words_before_it_is_hashed(page, data, hashed, words):
    make_member()
    hashed.clear()
    response = make_visitor().post(reverse(page), data)

    assert response.status_code == 200
    assert TOO_LONG in words(response)
    assert LONG not in response.text
    assert hashed == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("account_reauthenticate", {"password": LONG}),
        ("account_change_password", {"oldpassword": LONG, "password1": "a", "password2": "a"}),
        ("account_change_password", {"oldpassword": "", "password1": LONG, "password2": LONG}),
    ],
)
def test_member_is_refused_a_long_password_before_it_is_hashed(page, data, hashed, words):
    browser = make_visitor(member=make_member())
    hashed.clear()
    response = browser.post(reverse(page), data)

    assert TOO_LONG in words(response)
    assert hashed == []


@pytest.mark.django_db
def test_reset_refuses_a_long_password(hashed, words, mailoutbox):
    make_member()
    browser = make_visitor()
    browser.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
    form = browser.get(link.removeprefix("http://testserver"), follow=True).redirect_chain[-1][0]
    hashed.clear()
    response = browser.post(form, {"password1": LONG, "password2": LONG})

    assert TOO_LONG in words(response)
    assert hashed == []


@pytest.mark.django_db
def test_admin_refuses_a_long_password(client, hashed, words):
    boss = make_user(is_staff=True, is_superuser=True)
    client.force_login(boss)
    hashed.clear()
    pages = {
        reverse("admin:portal_user_add"): {"email": "new@example.com"},
        reverse("admin:auth_user_password_change", args=[boss.pk]): {},
    }
    passwords = {"usable_password": "true", "password1": LONG, "password2": LONG}
    answers = [client.post(page, data | passwords) for page, data in pages.items()]

    assert [TOO_LONG in words(answer) for answer in answers] == [True, True]
    assert hashed == []


@pytest.mark.django_db
def test_createsuperuser_refuses_a_long_password(monkeypatch, hashed):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", LONG)
    with pytest.raises(CommandError, match="at most 128 characters"):
        call_command("createsuperuser", email="ada@example.com", interactive=False, verbosity=0)

    assert (User.objects.count(), hashed) == (0, [])


@pytest.mark.django_db
def test_password_of_the_greatest_length_works(mailoutbox):
    longest = "x y " * 32
    browser = make_visitor()
    browser.post(reverse("account_signup"), {"email": "ada@example.com", "password1": longest})
    EmailAddress.objects.update(verified=True)
    browser.post(reverse("account_login"), {"login": "ada@example.com", "password": longest})

    assert len(longest) == 128
    assert "_auth_user_id" in browser.session
