"""A database that fails is answered with 503, in words, and nobody sees a fault of ours in it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from careers.models import Rating
from careers.visitors import SEEN_KEY
from portal.core.service_unavailable import Unavailable
from tests.database_faults import FULL, GONE, LOCKED, READ_ONLY, SLOW, failing
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

ROLES = reverse("careers:role_list")
RATE = reverse("careers:ratings_save")
AWAY = "Back in a moment Our database isn\u2019t answering at the moment."
BUSY = "The portal is very busy"
UNSAVED = "Nothing can be saved at the moment"


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("error", "said", "seconds"),
    [
        (GONE, AWAY, "5"),
        (SLOW, BUSY, "2"),
        (LOCKED, BUSY, "2"),
        (FULL, UNSAVED, "60"),
        (READ_ONLY, UNSAVED, "60"),
    ],
)
def test_page_says_what_is_the_matter(browser, words, error, said, seconds):
    with failing(error):
        response = browser.get(ROLES)

    assert (response.status_code, response["Retry-After"]) == (503, seconds)
    assert said in words(response)
    assert "reload the page" in words(response)
    assert response["Cache-Control"] == "private, no-store"
    assert str(error) not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/", ROLES, "/roles/engineer/", "/search/?q=a", "/matches/", "/plan/", "/profile/"),
        *("/profile/data/", "/scalability/", "/sitemap.xml", "/accounts/login/", "/admin/"),
    ],
)
@pytest.mark.parametrize("member", [True, False])
def test_no_page_fails_otherwise_for_somebody_with_a_session(path, member):
    visitor = make_visitor(
        ratings={make_skill(): 2}, member=make_user(is_staff=True) if member else None
    )
    visitor.raise_request_exception = False
    with failing(GONE) as failed:
        response = visitor.get(path)

    assert failed
    assert response.status_code == 503


def test_answer_asks_no_database(browser):
    with failing(GONE):
        browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
        response = browser.get(ROLES)

    assert isinstance(response, Unavailable)
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Request-ID"]
    assert not response.cookies


def test_answer_is_logged_in_a_line_without_the_address(browser, caplog):
    with failing(FULL):
        browser.get("/profile/return/a-secret/")

    [line] = [one.getMessage() for one in caplog.records]
    assert line == "Answered 503 because the database is full: no space left on device"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "said"), [(LOCKED, BUSY), (FULL, UNSAVED), (READ_ONLY, UNSAVED)])
def test_form_that_could_not_be_saved_is_told_so_and_leaves_nothing(words, error, said):
    visitor, skill = make_visitor(), make_skill(title="Python")
    visitor.raise_request_exception = False
    headers = {"sec-fetch-site": "same-origin"}
    with failing(error, only="INSERT") as failed:
        response = visitor.post(RATE, {f"level-{skill.slug}": 3}, headers=headers)

    assert failed
    assert response.status_code == 503
    assert said in words(response)
    assert "What you just sent was not saved. Go back" in words(response)
    assert Rating.objects.count() == 0


def test_form_that_may_have_been_saved_is_not_sent_again(words):
    visitor, skill = make_visitor(), make_skill(title="Python")
    visitor.raise_request_exception = False
    headers = {"sec-fetch-site": "same-origin"}
    with failing(GONE, times=1) as failed:
        response = visitor.post(RATE, {f"level-{skill.slug}": 3}, headers=headers)

    assert len(failed) == 1
    assert response.status_code == 503
    assert "has probably not been saved" in words(response)
    assert "Check what was saved before you send it again" in words(response)


@pytest.mark.parametrize("method", ["get", "head"])
def test_page_is_read_once_more_when_the_connection_ended(browser, method):
    make_role(title="Engineer")
    with failing(GONE, times=1) as failed:
        response = getattr(browser, method)(ROLES)

    assert len(failed) == 1
    assert response.status_code == 200


def test_page_is_not_read_a_third_time(browser):
    with failing(GONE) as failed:
        browser.get(ROLES)

    assert len(failed) == 2


@pytest.mark.parametrize("error", [LOCKED, FULL, SLOW])
def test_page_that_would_fail_again_is_not_read_once_more(browser, error):
    with failing(error) as failed:
        browser.get(ROLES)

    assert len(failed) == 1


def test_part_that_htmx_asked_for_makes_the_browser_load_the_page(browser):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    with failing(FULL):
        response = browser.get(f"{ROLES}?q=a", headers=headers)

    assert response.status_code == 503
    assert response["HX-Redirect"] == f"{ROLES}?q=a"
    assert response["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "said"), [(LOCKED, BUSY), (FULL, UNSAVED)])
def test_session_that_could_not_be_saved_is_not_taken_for_one_that_is_gone(words, error, said):
    visitor = make_visitor(ratings={(skill := make_skill()): 2})
    visitor.raise_request_exception = False
    session = visitor.session
    del session[SEEN_KEY]  # as on the next day, when a change renews the session
    session.save()
    with failing(error, only='UPDATE "django_session"'):
        response = visitor.post(RATE, {f"level-{skill.slug}": 3})

    assert response.status_code == 503
    assert said in words(response)


@pytest.mark.django_db(transaction=True)
def test_form_that_htmx_sent_is_answered_in_a_sentence():
    visitor, skill = make_visitor(), make_skill(title="Python")
    visitor.raise_request_exception = False
    headers = {"HX-Request": "true", "sec-fetch-site": "same-origin"}
    with failing(LOCKED, only="INSERT"):
        response = visitor.post(RATE, {f"level-{skill.slug}": 3}, headers=headers)

    said = "The portal is very busy. What you sent was not saved. Try again in a moment."
    assert response.content.decode() == said
    assert "HX-Redirect" not in response


def test_error_of_ours_stays_a_fault_of_ours(browser, words):
    with failing(ValueError("a wrong query")):
        response = browser.get(ROLES)

    assert response.status_code == 500
    assert "This is our fault" in words(response)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL ends connections")
@pytest.mark.django_db(transaction=True)
def test_page_does_not_fail_when_postgresql_ended_the_connection(browser):
    make_role(title="Engineer")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [mine] = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [mine])
    other.close()

    assert browser.get(ROLES).status_code == 200
