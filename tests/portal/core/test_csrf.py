"""A form that is refused says why, what to do, and gives back what was typed."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from careers.models import Note, Profile
from tests.factories import make_skill, make_visitor

pytestmark = pytest.mark.django_db

RATE = reverse("careers:ratings_save")
HIDDEN = [
    pytest.param({}, id="no header at all"),
    pytest.param({"Origin": "null"}, id="a hidden origin"),
    pytest.param({"Origin": ""}, id="an empty one"),
    pytest.param({"Origin": "null", "Referer": "http://testserver/profile/"}, id="a referer alone"),
]
ELSEWHERE = [
    pytest.param({"Origin": "https://other.example"}, id="old browser"),
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
    pytest.param({"Sec-Fetch-Site": "same-site", "Origin": "null"}, id="a sister site"),
    pytest.param({"Sec-Fetch-Site": "none"}, id="no page"),
]
WHY = "Your browser doesn\u2019t say which site this form was on"
NOTE = 'Two lines\nwith "signs" <b>& more'


@pytest.fixture
def skill():
    return make_skill(title="Python")


def typed(response) -> list[str]:
    """What stands in the fields of the page that are there to copy from."""
    fields = r'<input id="typed-\d+" type="text" value="([^"]*)"|<textarea[^>]*>\n(.*?)</textarea>'
    found = re.findall(fields, response.text, re.DOTALL)
    return [unescape(line or text) for line, text in found]


@pytest.mark.parametrize("headers", HIDDEN)
def test_rating_of_a_browser_that_hides_where_it_was_sent_from_is_told_why(skill, words, headers):
    response = Client(headers=headers).post(RATE, {"level-python": "3", "next": "/skills/"})
    text = words(response)

    assert response.status_code == 403
    assert WHY in text
    assert "privacy add-on" in text
    assert "make an exception for testserver" in text
    assert "Nothing was changed" in text
    assert "cookies" not in text
    assert "Level python" in text
    assert typed(response) == ["3"]
    assert (Profile.objects.count(), dict(response.cookies)) == (0, {})


@pytest.mark.parametrize("headers", HIDDEN)
def test_note_that_was_typed_is_given_back_and_not_saved(skill, headers):
    visitor = make_visitor(ratings={skill: 2})
    visitor.headers = {}
    sent = {"text": NOTE, "version": "x", "next": "/skills/python/"}
    response = Client(headers=headers).post(reverse("careers:skill_note", args=["python"]), sent)

    assert typed(response) == [NOTE]
    assert "<b>" not in response.text
    assert not Note.objects.exists()


@pytest.mark.parametrize("headers", HIDDEN)
def test_no_page_of_a_refusal_sends_the_form_again(skill, headers):
    response = Client(headers=headers).post(RATE, {"level-python": "3"})
    main = response.text.partition("<main")[2]

    assert "<form" not in main
    assert "<button" not in main


def test_secrets_are_not_given_back(skill):
    sent = {"Password": "canary", "csrfmiddlewaretoken": "canary", "credential": "canary", "a": " "}
    response = Client().post(reverse("careers:data_delete"), sent)

    assert response.status_code == 403
    assert "canary" not in response.text
    assert typed(response) == []


def test_body_that_is_too_large_is_not_read(settings, words):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
    sent = {"file": SimpleUploadedFile("own.json", b"a" * 1_000), "text": "canary"}
    response = Client().post(reverse("careers:data_import"), sent)

    assert response.status_code == 403
    assert WHY in words(response)
    assert typed(response) == []


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_form_of_another_site_is_told_so_and_gives_nothing_back(skill, words, headers):
    response = Client(headers=headers).post(RATE, {"level-python": "canary"})

    assert response.status_code == 403
    assert "this one came from another site" in words(response)
    assert WHY not in words(response)
    assert "canary" not in response.text


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, "Not saved: your browser does not say which site this was sent from"),
        ({"Origin": "null"}, "Not saved: your browser does not say which site this was sent from"),
        ({"Sec-Fetch-Site": "cross-site"}, "Not saved: this was sent from another site"),
    ],
)
def test_rating_that_htmx_sent_is_told_why_in_a_sentence(skill, headers, said):
    browser = Client(headers=headers | {"HX-Request": "true", "HX-Target": "saved"})
    response = browser.post(RATE, {"level-python": "3"})

    assert response.status_code == 403
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith(said)
    assert response.text.endswith("then try once more.")


TOKEN = "a" * 32


@pytest.mark.parametrize(
    ("headers", "cookie", "https", "said"),
    [
        ({"Origin": "null"}, TOKEN, False, WHY),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, TOKEN, False, WHY),
        ({}, TOKEN, True, WHY),
        ({"Origin": "https://other.example"}, TOKEN, False, "came from another site"),
        ({"Referer": "https://other.example/"}, TOKEN, True, "came from another site"),
        ({"Origin": "http://testserver"}, None, False, "your browser sent none"),
        ({"Origin": "http://testserver"}, TOKEN, False, "This one is no longer valid"),
    ],
)
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_form_of_an_account_is_told_why_and_gives_no_password_back(
    words, headers, cookie, https, said, name
):
    browser = Client(headers=headers, enforce_csrf_checks=True)
    if cookie:
        browser.cookies["csrftoken"] = cookie
    sent = {"email": "canary@example.com", "password": "canary", "csrfmiddlewaretoken": "b" * 32}
    response = browser.post(reverse(name), sent, secure=https)

    assert response.status_code == 403
    assert said in words(response)
    assert "canary" not in response.text


def test_page_of_a_browser_without_cookies_says_to_allow_them(words):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert "Allow cookies for testserver" in words(response)
