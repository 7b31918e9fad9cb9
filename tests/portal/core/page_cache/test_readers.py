from datetime import date

import pytest
from django.conf import settings as site
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from portal.core import page_cache
from portal.core.middleware import serve_prepared
from portal.models import ContentVersion
from tests.database_faults import HELD, SLOW, failing
from tests.factories import make_skill, make_source, make_user, make_visitor
from tests.portal.core.page_cache.copies import ROLES, is_copied, kept

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("member", [True, False])
def test_person_with_a_session_neither_gets_nor_makes_a_copy(role, words, member):
    path = role.get_absolute_url()
    Client().get(path)
    visitor = make_visitor(
        ratings={role.requirements.get().skill: 2}, member=make_user() if member else None
    )
    own = visitor.get(path)
    copies = kept()
    visitor.get(reverse("home"))

    assert "2 of 3" in words(own)
    assert own["Cache-Control"] == "private, no-store"
    assert "ETag" not in own
    assert "2 of 3" not in words(Client().get(path))
    assert kept() == copies


def test_reader_whom_a_message_waits_for_gets_no_copy(role):
    answer = HttpResponse()
    waiting = CookieStorage(RequestFactory().get("/"))
    waiting.add(messages.INFO, "Saved.")
    waiting.update(answer)
    browser = Client()
    browser.cookies = answer.cookies

    assert not is_copied(ROLES, browser)


def test_messages_that_nobody_wrote_are_forgotten(role):
    browser = Client()
    browser.cookies["messages"] = "something"

    assert is_copied(ROLES, browser)
    browser.cookies["messages"] = "something"
    assert browser.get(ROLES).cookies["messages"]["max-age"] == 0


def session_that_ended() -> str:
    session = SessionStore()
    session.create()
    Session.objects.filter(session_key=session.session_key).update(expire_date=now())
    return session.session_key


@pytest.mark.parametrize(
    "key", [lambda: "something", lambda: "a" * 32, session_that_ended], ids=("odd", "gone", "over")
)
def test_person_whose_session_is_over_is_a_reader_and_forgets_it(role, key, words):
    page = Client().get(ROLES)
    browser = Client()
    browser.cookies[site.SESSION_COOKIE_NAME] = key()

    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(ROLES)

    assert len(asked) <= 2  # whether the session lives, and the version
    assert words(answer) == words(page)
    assert answer.cookies[site.SESSION_COOKIE_NAME]["max-age"] == 0
    assert answer["Cache-Control"] == "private, no-cache"
    assert kept() == 1


def test_parts_for_htmx_are_kept_apart_from_pages(role):
    headers = {"HX_Request": "true", "HX_Target": "results"}
    page = Client().get(ROLES).content

    assert is_copied(ROLES, **headers)
    part = Client().get(ROLES, headers={"HX-Request": "true", "HX-Target": "results"}).content
    results, _, title = part.partition(b"<title>")
    assert results.strip() in page
    assert title in page
    assert len(part) < len(page)
    assert Client().get(ROLES).content == page


@pytest.mark.parametrize("host", ["other.example", "a b"])
def test_host_that_the_site_does_not_answer_to_gets_no_copy(role, host):
    Client().get(ROLES)

    assert Client().get(ROLES, headers={"host": host}).status_code == 400


def test_copies_of_hosts_and_schemes_are_kept_apart(role, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    ways = [
        {"headers": {"host": "one.example"}},
        {"headers": {"host": "two.example"}},
        {"headers": {"host": "one.example"}, "secure": True},
    ]
    for number, way in enumerate(ways, start=1):
        Client().get(ROLES, **way)
        assert kept() == number


def test_pages_by_made_up_ports_drive_out_no_page_of_the_site(role, settings):
    settings.SITE_URL = "http://testserver"
    Client().get(ROLES, headers={"host": "testserver"})
    for port in range(3):
        Client().get(ROLES, headers={"host": f"testserver:{port}"})

    assert (len(page_cache.pages), len(page_cache.questions)) == (1, 3)


def test_page_under_another_script_name_is_no_copy_of_this_one(role):
    Client(SCRIPT_NAME=ROLES.rstrip("/")).get("/")  # the home page, by the address of the roles
    assert "<h1>Roles" in Client().get(ROLES).text


def test_copy_does_not_outlive_the_day(role, words, monkeypatch):
    source = make_source(review_by=date(2026, 11, 30))
    role.references.add(source)
    for module in ("portal.core.page_cache", "careers.models.sources"):
        monkeypatch.setattr(f"{module}.localdate", lambda: date(2026, 11, 30))
    on_time = Client().get(role.get_absolute_url())
    for module in ("portal.core.page_cache", "careers.models.sources"):
        monkeypatch.setattr(f"{module}.localdate", lambda: date(2026, 12, 1))
    late = Client().get(role.get_absolute_url())

    assert ["due for review" in words(one) for one in (on_time, late)] == [False, True]


@pytest.mark.parametrize("error", [HELD, SLOW])
def test_version_that_cannot_be_read_is_waited_for_once_by_all(role, error):
    """A restore locks its table: readers would wait in turn, two seconds each."""
    Client().get(ROLES)
    with failing(error, only=ContentVersion._meta.db_table) as failed:
        answers = [Client().get(ROLES) for _ in range(3)]

    assert [answer["X-Served-From"] for answer in answers] == ["copy"] * 3
    assert len(failed) == 1
    assert is_copied(ROLES)


@pytest.mark.parametrize("error", [HELD, SLOW])
def test_session_that_cannot_be_read_is_waited_for_once(role, error):
    browser = make_visitor(ratings={make_skill(): 3})
    browser.raise_request_exception = False
    with failing(error, only=Session._meta.db_table) as failed:
        answer = browser.get(ROLES)

    assert answer.status_code == 503
    assert len(failed) == 1


def test_nothing_is_kept_where_there_is_no_version(role):
    ContentVersion.objects.all().delete()

    assert Client().get(ROLES).status_code == 200
    assert kept() == 0


@pytest.mark.parametrize(
    "unfit",
    [
        pytest.param(HttpResponse(status=201), id="another status"),
        pytest.param(HttpResponse(headers={"Cache-Control": "private"}), id="private"),
        pytest.param(HttpResponse("a" * (page_cache.MOST_BYTES + 1)), id="too large"),
    ],
)
def test_answer_that_is_unfit_is_not_kept(unfit):
    middleware = serve_prepared(lambda _: unfit)

    assert middleware(RequestFactory().get(ROLES)) is unfit
    assert kept() == 0


def test_answer_with_a_cookie_is_not_kept():
    answer = HttpResponse()
    answer.set_cookie("a", "b")
    middleware = serve_prepared(lambda _: answer)

    assert middleware(RequestFactory().get(ROLES)) is answer
    assert kept() == 0


def test_forms_are_not_answered_by_copies(role):
    Client().get(ROLES)
    answer = Client().post(ROLES)

    assert "ETag" not in answer
