"""The doors of the admin: with HTTPS on, staff come in by a second factor and in no other way."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.models import RateLimitCount, User
from tests.authenticators import SECRET, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
DOOR, INDEX = reverse("admin:login"), reverse("admin:index")
ROLES = reverse("admin:careers_role_changelist")
ACTIVATE = reverse("mfa_activate_totp")
PASSWORD_AGAIN, ASK_AGAIN = reverse("account_reauthenticate"), reverse("mfa_reauthenticate")
NEEDED = "The admin requires a second factor"


@pytest.fixture
def https(settings):
    """What HTTPS=on asks of staff, without the redirects."""
    settings.STAFF_NEED_SECOND_FACTOR = True


def make_person(email: str = "cora@example.com", **fields) -> User:
    person = make_user(email=email, password=PASSWORD, **fields)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    return person


@pytest.fixture
def boss() -> User:
    return make_person(is_staff=True, is_superuser=True)


def sign_in(person: User, **fields: str) -> Client:
    client = Client()
    sent = {"login": person.email, "password": PASSWORD, **fields}
    client.post(reverse("account_login"), sent)
    return client


def sign_in_with_factor(person: User) -> Client:
    TOTP.activate(person, SECRET)
    client = sign_in(person)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert client.get(INDEX).status_code == 200
    return client


def every_address():
    """Each address of the admin, but those that let people in and out and serve everybody."""
    for pattern in admin.site.get_urls():
        for one in getattr(pattern, "url_patterns", [pattern]):
            if one.name not in {"login", "logout"}:
                whole = f"/admin/{pattern.pattern}{one.pattern if one is not pattern else ''}"
                yield re.sub("<.*?>", "1", whole)


def test_staff_without_a_factor_are_told_why_and_what_to_do(https, boss, words):
    page = sign_in(boss).get(ROLES, follow=True)

    assert page.redirect_chain == [(f"{DOOR}?next={ROLES}", 302)]
    assert NEEDED in words(page)
    assert f'href="{ACTIVATE}"' in page.content.decode()


def test_staff_come_back_to_the_page_they_wanted_once_a_factor_is_set_up(https, boss):
    client = sign_in(boss, next=ROLES)
    client.get(ROLES, follow=True)
    client.post(PASSWORD_AGAIN, {"password": PASSWORD, "next": ACTIVATE})
    secret = client.get(ACTIVATE).context["form"].secret
    page = client.post(ACTIVATE, {"code": code_now(secret)}, follow=True)

    assert f'href="{DOOR}"' in page.content.decode()
    # What allauth tells once a factor is committed is seen in tests/browser alone.
    code = page.context["unused_codes"][0]
    answer = client.get(DOOR)
    assert answer["Location"] == f"{ASK_AGAIN}?next={ROLES}"
    assert client.post(ASK_AGAIN, {"code": code, "next": ROLES})["Location"] == ROLES
    assert client.get(DOOR)["Location"] == ROLES
    assert client.get(DOOR)["Location"] == INDEX


def test_staff_come_back_to_the_page_they_wanted_after_sign_in_with_the_factor(https, boss):
    TOTP.activate(boss, SECRET)
    client = sign_in(boss, next=ROLES)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert answer["Location"] == ROLES
    assert client.get(ROLES).status_code == 200


def test_session_from_before_the_factor_shows_it_first(https, boss):
    client = sign_in(boss)
    TOTP.activate(boss, SECRET)
    page = client.get(ROLES, follow=True)

    assert page.redirect_chain[-1] == (f"{ASK_AGAIN}?next={ROLES}", 302)
    answer = client.post(ASK_AGAIN, {"code": code_now(), "next": ROLES})
    assert answer["Location"] == ROLES
    assert client.get(ROLES).status_code == 200


def test_recovery_code_opens_the_admin_too(https, boss):
    TOTP.activate(boss, SECRET)
    code = RecoveryCodes.activate(boss).get_unused_codes()[0]
    client = sign_in(boss)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert client.get(ROLES).status_code == 200


def test_no_page_of_the_admin_opens_by_a_password_alone(https, boss):
    client = sign_in(boss)
    answers = {path: client.get(path) for path in every_address()}

    assert len(answers) > 60
    statuses = {path: answer.status_code for path, answer in answers.items()}
    assert statuses == dict.fromkeys(answers, 302)
    assert {answer["Location"].split("=")[0] for answer in answers.values()} == {f"{DOOR}?next"}


def test_no_form_of_the_admin_is_taken_by_a_password_alone(https, boss):
    """It is handed back instead, so that nothing that was typed is lost."""
    client = sign_in(boss)
    answers = [client.post(path) for path in every_address()]
    sent_away = [answer for answer in answers if answer.status_code == 302]
    handed_back = [answer for answer in answers if answer.status_code == 403]

    assert len(answers) == len(sent_away) + len(handed_back) > 60
    assert {answer["Location"].split("=")[0] for answer in sent_away} <= {f"{DOOR}?next"}
    assert handed_back
    assert {answer.context["is_signed_in"] for answer in handed_back} == {False}
    client.post(
        reverse("admin:portal_user_add"), {"email": "eve@example.com", "usable_password": "false"}
    )
    assert User.objects.count() == 1


def test_password_is_never_checked_by_the_admins_own_form(https, boss):
    other = make_person("other@example.com", is_staff=True)
    client = sign_in(boss)
    client.post(DOOR, {"username": other.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(boss.pk)
    assert "_auth_user_id" not in Client().post(DOOR, {"username": other.email}).cookies


def test_member_who_becomes_staff_while_signed_in_needs_a_factor_too(https, words):
    person = make_person()
    client = sign_in(person)
    assert client.get(INDEX, follow=True).status_code == 403
    User.objects.filter(pk=person.pk).update(is_staff=True)

    assert NEEDED in words(client.get(INDEX, follow=True))


def test_staff_who_remove_their_last_factor_lose_the_admin_until_they_have_one(https, boss, words):
    client = sign_in_with_factor(boss)
    RateLimitCount.objects.all().delete()  # as half a minute later: a code counts once
    client.post(ASK_AGAIN, {"code": code_now()})
    warned = words(client.get(reverse("mfa_deactivate_totp")))
    client.post(reverse("mfa_deactivate_totp"))

    assert "you can\u2019t use the admin" in warned
    assert NEEDED in words(client.get(INDEX, follow=True))


def test_factor_that_was_reset_opens_no_session_that_showed_it(https, boss, words):
    client = sign_in_with_factor(boss)
    call_command("reset_second_factor", boss.email, verbosity=0)
    TOTP.activate(boss, SECRET)

    assert client.get(INDEX, follow=True).redirect_chain[-1][0].startswith(ASK_AGAIN)


def test_new_password_of_a_colleague_does_not_open_their_admin(https, boss, words):
    sign_in_with_factor(boss)
    boss.set_password("another horse battery")
    boss.save()
    client = Client()
    sent = {"login": boss.email, "password": "another horse battery"}
    page = client.post(reverse("account_login"), sent, follow=True)

    assert page.redirect_chain == [(reverse("mfa_authenticate"), 302)]
    assert client.get(INDEX, follow=True).redirect_chain[-1] == (reverse("mfa_authenticate"), 302)


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/"])
def test_door_leads_to_pages_of_this_site_only(https, boss, next_page):
    client = sign_in_with_factor(boss)

    assert client.get(DOOR, {"next": next_page})["Location"] == INDEX


def test_factor_is_offered_and_not_asked_for_without_https(boss):
    page = sign_in(boss).get(INDEX)

    assert page.status_code == 200
    assert f'href="{reverse("mfa_index")}"' in page.content.decode()


def test_superuser_resets_the_factors_of_a_colleague(https, boss, words):
    colleague = make_person("lost@example.com", is_staff=True)
    TOTP.activate(colleague, SECRET)
    client = sign_in_with_factor(boss)
    people, sent = reverse("admin:portal_user_changelist"), {"action": "reset_second_factors"}
    sent["_selected_action"] = str(colleague.pk)
    first, second = (words(client.post(people, sent, follow=True)) for _ in range(2))

    assert "Second factors reset. lost@example.com" in first
    assert "None of them has a second factor." in second
    assert set(Authenticator.objects.values_list("user", flat=True)) == {boss.pk}
    assert LogEntry.objects.get().object_id == str(colleague.pk)


def test_only_a_superuser_resets_factors_and_nobody_writes_them(boss, rf):
    request = rf.get("/")
    request.user = make_person("clerk@example.com", is_staff=True)
    person_admin = admin.site.get_model_admin(User)

    assert "reset_second_factors" not in person_admin.get_actions(request)
    request.user = boss
    assert "reset_second_factors" in person_admin.get_actions(request)
    assert not admin.site.is_registered(Authenticator)


def test_admin_with_a_factor_costs_two_queries_more(
    https, boss, settings, django_assert_num_queries
):
    client = sign_in_with_factor(boss)
    with django_assert_num_queries(7):
        client.get(INDEX)
    settings.STAFF_NEED_SECOND_FACTOR = False
    with django_assert_num_queries(5):
        client.get(INDEX)
