"""Readers get copies of pages that are as new as the content; nobody else gets or makes one."""

from datetime import date
from gzip import decompress

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

from careers.models import Role
from portal.core import page_cache
from portal.core.middleware import serve_prepared
from portal.core.publication import State
from portal.models import ContentVersion
from tests.database_faults import HELD, SLOW, failing
from tests.factories import make_role, make_skill, make_source, make_user, make_visitor

pytestmark = pytest.mark.django_db

ROLES = reverse("careers:role_list")
PREPARED = "portal.core.middleware.serve_prepared"


@pytest.fixture(autouse=True)
def _with_copies(settings):
    """The middleware where the site has it, which tests of pages leave out."""
    place = settings.MIDDLEWARE.index("portal.core.middleware.read_once_more")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], PREPARED, *settings.MIDDLEWARE[place:]]
    for copies in (page_cache.pages, page_cache.questions):
        copies.clear()


@pytest.fixture
def role():
    return make_role(title="Engineer", requirements={make_skill(title="Python"): (3, 4)})


def is_copied(path: str, browser: Client | None = None, **headers: str) -> bool:
    """A second request for the page asks for the version alone."""
    browser = browser or Client()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    browser.get(path, headers=names)
    with CaptureQueriesContext(connection) as asked:
        browser.get(path, headers=names)
    return [one["sql"] for one in asked] == ["SELECT value FROM portal_contentversion"]


def kept() -> int:
    """How many copies there are."""
    return len(page_cache.pages) + len(page_cache.questions)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/search/", "/search/?q=python", "/about/match/", "/about/balance/"),
        *("/about/sources/", "/roles/", "/roles/?q=&family=&sort=pay&page=2", "/roles/engineer/"),
        *("/skills/", "/skills/python/", "/resources/", "/scalability/"),
        "/scalability/case-studies/",
        "/roles/compare/?role=a&role=b",
        *(
            "/card.png",
            "/roles/engineer/card.png",
            "/robots.txt",
            "/sitemap.xml",
            "/site.webmanifest",
        ),
        pytest.param("/roles/?utm_source=mail&fbclid=1", id="a campaign's parameters"),
        pytest.param("/?page=2", id="a question that the page does not know"),
    ],
)
def test_page_for_readers_is_made_once(role, path):
    assert is_copied(path)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/roles/?q=" + "a" * 61, id="a long question"),
        pytest.param("/roles/?" + "&".join(["family=a"] * 5), id="a question asked five times"),
        pytest.param("/roles/?q=%00", id="a strange character"),
        pytest.param("/roles/nobody/", id="no such row"),
        pytest.param("/nowhere/", id="no such page"),
        pytest.param("/matches/", id="a personal page"),
        pytest.param("/accounts/login/", id="a page with a token"),
    ],
)
def test_other_pages_are_made_each_time(role, path):
    for _ in range(2):
        Client().get(path)

    assert kept() == 0


def test_probe_of_the_process_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get("/livez").status_code == 200


def test_copy_is_the_page(role):
    browser = Client()
    made, copied = (browser.get(role.get_absolute_url()) for _ in range(2))

    assert made.content == copied.content
    assert dict(made.items()) == dict(copied.items()) | {"X-Request-ID": made["X-Request-ID"]}
    assert b"Engineer" in copied.content
    assert "script-src 'self'" in copied["Content-Security-Policy"]
    assert copied["X-Frame-Options"] == "DENY"
    assert copied["Cache-Control"] == "no-cache"
    assert not copied.cookies


def test_copy_is_compressed_for_those_who_take_it(role):
    path = role.get_absolute_url()
    plain = Client().get(path)
    compressed = [Client().get(path, headers={"accept-encoding": "br, gzip"}) for _ in range(2)]

    assert [decompress(one.content) for one in compressed] == [plain.content] * 2
    assert {one["Content-Encoding"] for one in compressed} == {"gzip"}
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert plain["Content-Length"] == str(len(plain.content))


@pytest.mark.parametrize("is_copied_before", [True, False])
def test_head_has_no_body(role, is_copied_before):
    if is_copied_before:
        Client().get(ROLES)
    answer = Client().head(ROLES)

    assert (answer.status_code, answer.content) == (200, b"")


def test_head_of_a_copy_says_how_long_the_page_is(role):
    page = Client().get(ROLES)

    assert Client().head(ROLES)["Content-Length"] == str(len(page.content))


def test_browser_that_has_the_page_is_told_so(role):
    page = Client().get(ROLES)
    again = Client().get(ROLES, headers={"if-none-match": page["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == page["ETag"]
    assert again["Cache-Control"] == "no-cache"


def test_browser_that_has_an_older_page_gets_the_new_one(role):
    page = Client().get(ROLES)
    make_role(title="Analyst")
    again = Client().get(ROLES, headers={"if-none-match": page["ETag"]})

    assert again.status_code == 200
    assert b"Analyst" in again.content


def test_edit_shows_on_the_next_request(role, words):
    path = role.get_absolute_url()
    assert "Data tamer" not in words(Client().get(path))

    Role.objects.update(title="Data tamer")
    assert "Data tamer" in words(Client().get(path))

    Role.objects.update(state=State.DRAFT)
    assert Client().get(path).status_code == 404


def test_edit_shows_although_the_copy_of_another_worker_is_older(role, words):
    """Each worker has a cache of its own; that of this one holds the page as it was."""
    before = Client().get(ROLES)
    make_role(title="Analyst")
    after = Client().get(ROLES)

    assert ("Analyst" in words(before), "Analyst" in words(after)) == (False, True)


def test_page_made_while_content_changes_is_not_taken_for_the_new_one(role, words, monkeypatch):
    """The version is read first, so a copy that turns out too old belongs to the old version."""
    real = page_cache.content_version.read

    def read_late() -> str | None:
        version = real()
        Role.objects.update(title="Renamed")
        monkeypatch.setattr(page_cache.content_version, "read", real)
        return version

    monkeypatch.setattr(page_cache.content_version, "read", read_late)
    Client().get(ROLES)

    assert "Renamed" in words(Client().get(ROLES))


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
