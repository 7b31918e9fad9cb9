"""Every refusal has a body: a page for people, a sentence for htmx, JSON for programs."""

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.core.health_probes import PROBES
from portal.site.error_pages import WORDS, put_in_words
from tests.database_faults import failing
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}
HEAD_OF_A_PAGE = re.compile(r"<h1>[^<]{10,}</h1>\s*<p>")
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "PURGE"]


def addresses() -> list[str]:
    """Every address of the site that has a name, but the admin's, with something in each gap."""

    def walk(resolver, before=""):
        for one in resolver.url_patterns:
            path = before + re.sub(r"\(\?P<[^>]+>[^)]*\)|<\w+:\w+>", "python", str(one.pattern))
            if isinstance(one, URLResolver) and one.namespace != "admin":
                yield from walk(one, path)
            elif isinstance(one, URLPattern):
                yield "/" + re.sub(r"[\^$]|\\Z", "", path)

    return sorted(set(walk(get_resolver())) - PROBES)


@pytest.fixture(autouse=True)
def rows():
    make_role(title="Python", requirements={make_skill(title="Python"): (3, 4)})


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["reader", "member"])
def test_every_method_that_an_address_does_not_take_is_refused_in_words(method, who):
    refused, wrong = 0, {}
    for path in addresses():
        browser = Client(headers=HERE, enforce_csrf_checks=method not in {"GET", "POST"})
        if who == "member":
            browser.force_login(make_user(), "allauth.account.auth_backends.AuthenticationBackend")
        response = browser.generic(method, path)
        if response.status_code == 405:
            refused += 1
            is_told = HEAD_OF_A_PAGE.search(response.text) and 'href="/roles/"' in response.text
            if not is_told or not response["Allow"] or method in response["Allow"].split(", "):
                wrong[path] = response["Allow"], response.text[:200]
        elif method not in {"GET", "POST"} and response.status_code not in {302, 404}:
            wrong[path] = response.status_code

    assert wrong == {}
    assert refused > 10


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (reverse("careers:ratings_save"), "/profile/"),
        (reverse("careers:skill_note", args=["python"]), "/skills/python/"),
        (reverse("careers:skill_note", args=["nobody"]), "/skills/"),
        (reverse("careers:goal_add"), "/plan/"),
        (reverse("careers:goal_remove", args=["python"]), "/plan/"),
    ],
)
def test_address_of_a_form_that_is_opened_leads_to_its_page(client, words, path, page):
    response = client.get(path)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "show nothing when opened on their own" in words(response)
    assert f'Go to <a href="{page}">' in response.text
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("method", "headers", "status", "kept"),
    [
        ("post", {}, 405, {"Allow": "GET, HEAD"}),
        ("delete", {}, 405, {"Allow": "GET, HEAD"}),
        ("get", {"Range": "bytes=999999-"}, 416, {"Content-Range": "bytes */{size}"}),
    ],
)
def test_refusal_of_a_file_is_in_words(client, words, method, headers, status, kept):
    path = "/static/css/base.css"
    size = len(client.get(path).getvalue())
    response = getattr(client, method)(path, headers=headers)

    assert response.status_code == status
    assert {name: response[name] for name in kept} == {
        name: value.format(size=size) for name, value in kept.items()
    }
    assert WORDS[status].title in words(response)


@pytest.mark.parametrize("path", [reverse("careers:ratings_save"), reverse("account_login")])
def test_form_that_is_too_large_is_refused_as_such(settings, words, path):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    browser = Client(headers=HERE, raise_request_exception=False)
    response = browser.post(path, {"login": "a" * 2_000})

    assert response.status_code == 413
    assert "Go back, shorten the longest text" in words(response)


@pytest.mark.parametrize(
    ("limit", "sent"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", {f"field-{n}": "a" for n in range(9)}),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", {f"{n}": BytesIO(b"a") for n in range(9)}),
    ],
)
def test_form_of_too_many_fields_or_files_is_refused_in_words(settings, words, limit, sent):
    setattr(settings, limit, 4)
    browser = Client(headers=HERE, raise_request_exception=False)
    response = browser.post(reverse("careers:ratings_save"), sent)

    assert response.status_code == 400
    assert "understand the request" in words(response)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=\xe9", b"--x"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"a=b"),
    ],
)
def test_form_that_nobody_can_read_is_refused_in_words(words, content_type, body):
    browser = Client(headers=HERE, raise_request_exception=False)
    response = browser.generic("POST", reverse("careers:ratings_save"), body, content_type)

    assert response.status_code == 400
    assert "understand the request" in words(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nowhere/", 404),
        ("get", "/roles/nobody/", 404),
        ("get", reverse("careers:ratings_save"), 405),
        ("post", reverse("careers:ratings_save"), 403),
        ("post", "/static/css/base.css", 405),
        ("get", "/profile/data/nothing.csv", 404),
    ],
)
@pytest.mark.parametrize(
    "accept", ["application/json", "application/problem+json, text/html;q=0.5"]
)
def test_program_that_asks_for_json_is_told_in_json(client, method, path, status, accept):
    headers = {"Accept": accept, "Accept-Encoding": "gzip", "X-Request-ID": "of-a-program"}
    response = getattr(client, method)(path, headers=headers)
    told = response.json()

    assert response.status_code == told["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert told["request_id"] == "of-a-program"
    assert told["title"]
    assert told["detail"]
    assert "Accept" in response["Vary"].split(", ")
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    "accept", ["*/*", "text/html,application/json;q=0.9", "", "text/plain", "x"]
)
def test_everybody_else_gets_a_page(client, accept):
    response = client.get("/nowhere/", headers={"Accept": accept})

    assert response["Content-Type"].startswith("text/html")


def test_htmx_is_told_in_a_sentence(client):
    response = client.get(reverse("careers:ratings_save"), headers={"HX-Request": "true"})

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith(
        "This address doesn't accept that kind of request. Some addresses"
    )


def test_form_that_htmx_sent_is_not_blamed_on_the_connection(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 4
    browser = Client(headers=HERE | {"HX-Request": "true"}, raise_request_exception=False)
    content_type = "application/x-www-form-urlencoded"
    sent = urlencode({f"field-{n}": "a" for n in range(9)})
    response = browser.post(reverse("careers:ratings_save"), sent, content_type)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith("We couldn't understand the request. Something in it was wrong")


def test_form_too_large_that_htmx_sent_is_told_in_the_place_of_the_page(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    browser = Client(headers=HERE | {"HX-Request": "true"}, raise_request_exception=False)
    response = browser.post(reverse("careers:ratings_save"), {"text": "a" * 2_000})

    assert response.status_code == 413  # which htmx swaps in, as `in_place.html` says
    assert re.search(r'<main [^>]*id="main">\s*<h1>The form is too large', response.text)


def test_fault_of_ours_is_no_lost_connection_either():
    browser = Client(headers=HERE | {"HX-Request": "true"}, raise_request_exception=False)
    with failing(ValueError("a wrong query")):
        response = browser.get("/roles/")

    assert response.status_code == 500
    assert response.text.startswith("Something went wrong. This is our fault")


@pytest.mark.parametrize("status", [400, 401, 403, 409, 414, 418, 422, 451, 500, 502, 503])
def test_no_refusal_is_without_a_word(status, words):
    answer = put_in_words(lambda _: HttpResponse(status=status, headers={"Retry-After": "5"}))
    response = answer(RequestFactory().get("/"))

    assert (response.status_code, response["Retry-After"]) == (status, "5")
    assert HEAD_OF_A_PAGE.search(response.text)


@pytest.mark.parametrize("status", [200, 204, 302, 304])
def test_what_is_no_refusal_stays_as_it_is(status):
    answer = put_in_words(lambda _: HttpResponse(status=status))

    assert answer(RequestFactory().get("/")).content == b""


def test_page_with_words_of_its_own_keeps_them(client, words):
    visitor = make_visitor(ratings={})
    response = visitor.post(reverse("careers:data_import"), headers=HERE)

    assert response.status_code == 422
    assert "This address cannot" not in words(response)


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}])
def test_refusal_is_logged_once_and_ends_the_request_once(caplog, headers):
    ended = []

    def note(**_told):
        ended.append(1)

    request_finished.connect(note)
    response = Client(headers=headers).get(reverse("careers:ratings_save"))
    request_finished.disconnect(note)

    assert response.status_code == 405
    assert [one.getMessage() for one in caplog.records] == [
        "Method Not Allowed (GET): /profile/rate/"
    ]
    assert len(ended) == 1
