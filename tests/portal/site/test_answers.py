import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path, reverse

from portal.urls import urlpatterns as pages
from tests.factories import (
    make_user,
    make_visitor,
)
from tests.portal.site.views import HOME, SEARCH


def fail(_request):
    raise RuntimeError("This view always fails.")


def refuse(_request):
    raise PermissionDenied


urlpatterns = [path("fails", fail), path("refuses", refuse), *pages]


def test_livez_answers_without_the_database(client):
    response = client.get("/livez")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


def test_address_of_nothing_says_where_to_go_on(client, words):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in words(response)
    assert f'action="{SEARCH}"' in response.content.decode()
    assert reverse("careers:role_list") in response.content.decode()


@pytest.mark.parametrize(
    ("address", "looked_for"),
    [
        ("/roles/data-enginer/", "data enginer"),
        ("/rolls/ml_ops%20now", "ml_ops now"),
        ("/x/%22%3E%3Cscript%3E", "script"),
        (f"/{'x' * 300}/", "x" * 100),
    ],
)
@pytest.mark.django_db
def test_address_of_nothing_offers_to_search_for_its_words(client, address, looked_for):
    content = client.get(address).content.decode()

    assert re.findall(r'name="q"\s+value="([^"]*)"', content) == [looked_for]


@pytest.mark.urls(__name__)
def test_refusal_is_in_plain_words(client, words):
    response = client.get("/refuses")

    assert response.status_code == 403
    assert "have access to this page You may need to sign in first." in words(response)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_refusal_tells_a_member_which_account_was_refused(words):
    response = make_visitor(member=make_user(email="ada@example.com")).get("/refuses")

    assert response.status_code == 403
    assert "You are signed in as ada@example.com" in words(response)


def test_request_for_another_host_is_not_understood(client, words):
    response = client.get(HOME, headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "understand the request" in words(response)
    assert "evil.example" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_fault_of_ours_is_admitted_without_details(words):
    response = Client(raise_request_exception=False).get("/fails")

    assert response.status_code == 500
    assert "Something went wrong This is our fault" in words(response)
    assert "This view always fails" not in response.content.decode()


EVERY_KIND_OF_ANSWER = [HOME, "/livez", "/nowhere/", "/refuses", "/fails", reverse("admin:index")]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY_KIND_OF_ANSWER)
def test_request_id_is_echoed_or_made(address):
    browser = Client(raise_request_exception=False)
    given = browser.get(address, headers={"X-Request-ID": "given-by-the-proxy"})

    assert given["X-Request-ID"] == "given-by-the-proxy"
    assert re.fullmatch("[0-9a-f]{32}", browser.get(address)["X-Request-ID"])


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY_KIND_OF_ANSWER)
def test_every_answer_is_locked_down(address):
    response = Client(raise_request_exception=False).get(address)
    headers = {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    assert {name: response.headers.get(name) for name in headers} == headers
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src 'self';" in response["Content-Security-Policy"] + ";"
