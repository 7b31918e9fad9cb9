"""Who gets what from each address: every route, method and kind of visitor, as access.txt says."""

import logging
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from portal.site.views.home import home
from portal.urls import urlpatterns
from tests.access import KINDS, METHODS, Scene, routes_of, rows_in, without_route, without_row

ROWS = rows_in(Path(__file__).with_name("access.txt").read_text())
ROUTES = list(routes_of(get_resolver()))
OTHERS = [kind for kind in KINDS if kind != "member"]
# Forms by which the member changes what is theirs.
SAVED = {
    "plan/goals/<slug:slug>/remove/",
    "skills/<slug:slug>/note/",
    "skills/<slug:slug>/progress/",
    "skills/<slug:slug>/links/",
}
# Who runs the site sees and changes the accounts of others, in the admin: never what they rated.
OF_ACCOUNTS = ("admin/account/", "admin/portal/user/")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    logging.disable()  # a refusal is no news here
    with django_db_blocker.unblock(), transaction.atomic():
        yield Scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


def test_every_route_has_a_row_and_every_row_a_route():
    assert without_row(ROUTES, ROWS) == []
    assert without_route(ROUTES, ROWS) == []


def test_every_row_says_all_that_it_has_to():
    assert {row for row, kinds in ROWS.items() if kinds.keys() != set(KINDS)} == set()
    assert {row for row, kinds in ROWS.items() if {len(one) for one in kinds.values()} != {4}} == (
        set()
    )


def test_planted_route_has_no_row():
    planted = [*urlpatterns, path("planted/", home)]
    routes = routes_of(URLResolver(RegexPattern(r"^/"), planted))

    assert without_row(routes, ROWS) == ["planted/"]


def test_row_of_a_route_that_is_gone_is_found():
    rows = ROWS | rows_in("gone/\n    everybody: 200")

    assert without_route(ROUTES, rows) == ["gone/"]


def test_content_alone_shares_its_rows_in_the_admin():
    routes = {route.pattern: route.row for route in ROUTES}

    assert routes["admin/careers/role/add/"] == routes["admin/scalability/topic/add/"]
    assert routes["admin/portal/user/add/"] == "admin/portal/user/add/"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_answers(scene, kind):
    wrong, told, changed, asked = {}, [], [], set()
    before = scene.kept()
    for route in ROUTES:
        address = scene.address_of(route)
        # Of those that share a row the first is asked everything.
        methods = ("GET", "POST") if route.row in asked else METHODS
        asked.add(route.row)
        answers = [scene.ask(kind, method, address) for method in methods]
        words = {method: answer.words for method, answer in zip(methods, answers, strict=True)}
        if not words.items() <= dict(zip(METHODS, ROWS[route.row][kind], strict=True)).items():
            wrong[route.pattern] = words
        told += [route.pattern for answer in answers if answer.tells_secret]
        changed += [route.pattern for answer in answers if answer.kept not in (None, before)]

    assert wrong == {}
    if kind in OTHERS:
        mine = OF_ACCOUNTS if kind == "superuser" else ()
        assert [pattern for pattern in told + changed if not pattern.startswith(mine)] == []
    else:
        assert {"skills/<slug:slug>/", "profile/data/profile.json"} <= set(told)
        assert set(changed) >= SAVED
