"""A form of the admin that cannot be saved at the moment: nothing that was typed is lost."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.admin_pages import filled_in, page_of
from tests.factories import make_role, make_skill, make_user

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def person():
    person = make_user(is_staff=True)
    person.groups.add(Group.objects.get(name="Curators"))
    return person


@pytest.fixture
def browser(person):
    """It checks tokens, as browsers meet the site."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


@pytest.fixture
def role():
    return make_role(requirements={make_skill(): (3, 4)})


def token_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]


def form_of(browser, role, **typed):
    page = browser.get(page_of(role))
    return filled_in(page) | {"csrfmiddlewaretoken": token_of(page), "_save": "Save"} | typed


def fields_of(page):
    """What the form of the page would send."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    return {unescape(name): unescape(value) for name, value in found}


def test_form_of_an_ended_session_is_kept_and_saved_after_signing_in(browser, person, role):
    typed = '"Long" <text>\r\nof two lines, which nobody wants to type again.'
    sent = form_of(browser, role, purpose=typed)
    browser.logout()
    page = browser.post(page_of(role), sent, headers=HERE)
    assert page.status_code == 403
    assert "Nothing is lost" in page.text
    assert "&quot;Long&quot; &lt;text&gt;" in page.text
    assert f'action="{page_of(role)}"' in page.text
    browser.force_login(person)
    assert browser.post(page_of(role), fields_of(page), headers=HERE).status_code == 302
    role.refresh_from_db()
    assert role.purpose == typed.replace("\r\n", "\n")


def test_several_values_of_one_field_are_all_kept(browser, role):
    sent = form_of(browser, role, references=["5", "7"])
    browser.logout()
    page = browser.post(page_of(role), sent, headers=HERE)
    assert page.text.count('name="references"') == 2


def test_token_that_was_renewed_by_signing_in_again_loses_nothing(browser, person, role):
    sent = form_of(browser, role, purpose="Long text.")
    browser.cookies["csrftoken"] = "x" * 32
    page = browser.post(page_of(role), sent, headers=HERE)
    assert page.status_code == 403
    assert "signed in again" in page.text
    assert fields_of(page)["purpose"] == "Long text."
    assert browser.post(page_of(role), fields_of(page), headers=HERE).status_code == 302
    role.refresh_from_db()
    assert role.purpose == "Long text."


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_form_from_elsewhere_is_never_handed_back(browser, role, headers):
    sent = {"title": "<canary>", "purpose": "canary"}
    for _ in range(2):
        page = browser.post(page_of(role), sent, headers=headers)
        assert page.status_code == 403
        assert "canary" not in page.text
        browser.logout()


def test_form_from_elsewhere_is_not_handed_back_to_somebody_signed_out(client, role):
    page = client.post(page_of(role), {"title": "canary"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 302
    assert "canary" not in page.text


def test_passwords_and_tokens_are_not_handed_back(client):
    sent = {"email": "new@example.com", "password1": "canary", "Old_Password": "canary"}
    sent["csrfmiddlewaretoken"] = "canary"
    page = client.post(reverse("admin:portal_user_add"), sent, headers=HERE)
    assert fields_of(page)["email"] == "new@example.com"
    assert "canary" not in page.text


@pytest.mark.parametrize("name", ["login", "logout"])
def test_pages_of_signing_in_and_out_keep_nothing(client, name):
    page = client.post(reverse(f"admin:{name}"), {"username": "canary"}, headers=HERE)
    assert "canary" not in page.text
    assert page.status_code != 403


def test_somebody_who_may_no_longer_come_in_gets_the_form_back_too(browser, person, role):
    sent = form_of(browser, role, purpose="Long text.")
    person.is_staff = False
    person.save()
    page = browser.post(page_of(role), sent, headers=HERE)
    assert fields_of(page)["purpose"] == "Long text."


def test_page_is_kept_by_no_cache(client, role):
    page = client.post(page_of(role), {"title": "x"}, headers=HERE)
    assert "no-store" in page.headers["Cache-Control"]


def test_reading_still_leads_to_the_door(client, role):
    page = client.get(page_of(role))
    assert page.status_code == 302
    assert page.url.startswith(reverse("admin:login"))


def test_public_form_without_a_token_is_refused_as_before(client):
    browser = Client(enforce_csrf_checks=True)
    page = browser.post(reverse("account_login"), {"login": "canary"}, headers=HERE)
    assert page.status_code == 403
    assert "canary" not in page.text
