"""Readers get copies of pages that are as new as the content; nobody else gets or makes one."""

from gzip import decompress

import pytest
from django.test import Client

from careers.models import Role
from portal.core import page_cache
from portal.core.publication import State
from tests.factories import make_role
from tests.portal.core.page_cache.copies import ROLES, is_copied, kept

pytestmark = pytest.mark.django_db


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
