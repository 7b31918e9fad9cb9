"""Whole addresses begin with SITE_URL, whatever Host a request names."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from tests.factories import make_role

SITE = "https://careers.example"
OTHER = "www.careers.example:1234"
PASSWORD = "a-long-and-quiet-pass"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["www.careers.example"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def elsewhere():
    """A client that names the site by another host and port."""
    return Client(headers={"host": OTHER})


def sent(text: str) -> set[str]:
    """The beginnings of all addresses in a text."""
    return set(re.findall(r"https?://[^/\s\"'<&]+", text))


def test_mails_of_sign_up_and_reset_name_the_site(elsewhere):
    get_user_model().objects.create_user(email="ada@example.org", password=PASSWORD)
    elsewhere.post("/accounts/signup/", {"email": "eve@example.org", "password1": PASSWORD})
    elsewhere.post("/accounts/signup/", {"email": "ada@example.org", "password1": PASSWORD})
    elsewhere.post("/accounts/password/reset/", {"email": "ada@example.org"})
    elsewhere.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert len(mail.outbox) == 4
    for message in mail.outbox:
        assert sent(message.body) == {SITE}
        assert "www.careers.example" not in message.body


def test_return_link_names_the_site(elsewhere):
    page = elsewhere.post("/profile/return/", headers={"sec-fetch-site": "same-origin"})

    assert f"{SITE}/profile/return/" in page.content.decode()


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_what_search_engines_read_names_the_site(elsewhere, path):
    text = elsewhere.get(path).content.decode()

    assert sent(text) - {"http://www.sitemaps.org", "http://www.w3.org"} == {SITE}


def test_head_and_linked_data_of_a_page_name_the_site(elsewhere):
    role = make_role()
    page = elsewhere.get(role.get_absolute_url()).content.decode()

    assert f'<link rel="canonical" href="{SITE}{role.get_absolute_url()}">' in page
    assert f'"{SITE}/roles/' in page
    assert OTHER not in page
    assert "http://www.careers.example" not in page


def test_request_decides_where_the_site_has_no_address(settings):
    settings.SITE_URL = ""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    text = Client(headers={"host": "127.0.0.1:8000"}).get("/robots.txt").content.decode()

    assert sent(text) == {"http://127.0.0.1:8000"}
