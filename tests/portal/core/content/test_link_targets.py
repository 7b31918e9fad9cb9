import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from careers.models import Resource, Role, Skill, Source
from portal.core.content.link_targets import Nowhere, Target, answers_get, targets_of
from scalability.models import CaseStudy, Pillar, Topic


@pytest.mark.parametrize(
    ("address", "model", "slug"),
    [
        ("/roles/data-engineer/", Role, "data-engineer"),
        ("/roles/data-engineer", Role, "data-engineer"),
        ("/roles/data-engineer/#pay", Role, "data-engineer"),
        ("/roles/data-engineer/?from=here", Role, "data-engineer"),
        ("/roles/Data-Engineer/", Role, "Data-Engineer"),
        ("/roles/data%2Dengineer/", Role, "data-engineer"),
        ("/roles/data-engineer/transitions/", Role, "data-engineer"),
        ("/roles/data-engineer/card.png", Role, "data-engineer"),
        ("/plan/data-engineer/", Role, "data-engineer"),
        ("../data-engineer/", Role, "data-engineer"),
        ("https://careers.example/roles/data-engineer/", Role, "data-engineer"),
        ("HTTP://CAREERS.example:8443/roles/data-engineer/", Role, "data-engineer"),
        ("//careers.example/roles/data-engineer/", Role, "data-engineer"),
        ("https://www.careers.example/skills/python/", Skill, "python"),
        ("/skills/python/", Skill, "python"),
        ("/resources/a-book/", Resource, "a-book"),
        ("/scalability/data/", Pillar, "data"),
        ("/scalability/topics/volume/", Topic, "volume"),
        ("/scalability/case-studies/shop/", CaseStudy, "shop"),
        ("/about/sources/#paper", Source, "paper"),
        ("/about/sources#paper", Source, "paper"),
        ("https://careers.example/about/sources/#paper", Source, "paper"),
        ("#source-paper", Source, "paper"),
    ],
)
def test_address_names_a_row(settings, address, model, slug):
    settings.ALLOWED_HOSTS = ["careers.example", ".careers.example", "*"]

    assert targets_of(address, "/roles/analyst/") == [Target(model, slug)]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/roles/",
        "/roles/?family=data",
        "/about/sources/",
        "/scalability/case-studies/",
        "/search/?q=python",
        "/profile/questions/",
        "/accounts/signup/",
        "/static/css/base.css",
        "https://example.com/roles/nobody/",
        "https://localhost.example.com/",
        "mailto:us@example.com",
    ],
)
def test_address_that_names_no_row_and_works(address):
    assert targets_of(address) == []


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("", "address is missing"),
        ("#", "address is missing"),
        ("/role/data-engineer/", "page doesn't exist"),
        ("/Roles/", "page doesn't exist"),
        ("roles/x/", "page doesn't exist"),
        ("/static/css/no-such.css", "file doesn't exist"),
        ("/static/../settings.py", "doesn't exist"),
        ("/static/%2e%2e/%2e%2e/settings.py", "file doesn't exist"),
        ("/static/a%00.css", "file doesn't exist"),
        ("/roles/%00/", "page doesn't exist"),
        ("/" + "x" * 5000, "page doesn't exist"),
        ("/static/" + "x" * 5000, "file doesn't exist"),
        ("/admin/", "have access"),
        ("/admin/careers/role/1/change/", "have access"),
        ("/styleguide/", "have access"),
        ("/plan/goals/add/", "only accepts forms"),
        ("/skills/python/progress/", "only accepts forms"),
        ("http://localhost:8000/roles/x/", "reader's own computer"),
        ("http://127.0.0.1/roles/x/", "reader's own computer"),
        ("http://[::1]/", "reader's own computer"),
        ("http://[broken", "not an address"),
        ("https:///roles/x/", "The name of the site is missing"),
        ("mailto:nobody", "email address is missing"),
    ],
)
def test_address_that_leads_nowhere_says_why(settings, address, text):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    target = targets_of(address, "/skills/python/")

    assert isinstance(target, Nowhere)
    assert text in target.text


def test_address_without_its_last_part_names_a_pillar_that_is_none():
    assert targets_of("/scalability/topics/") == [Target(Pillar, "topics")]


@pytest.mark.parametrize(
    ("address", "targets"),
    [
        ("/roles/compare/?role=a&role=b", [Target(Role, "a"), Target(Role, "b")]),
        ("/resources/?skill=python&level=2", [Target(Skill, "python")]),
        ("/profile/?role=a#top", [Target(Role, "a")]),
        ("https://example.com/?role=a", []),
    ],
)
def test_question_of_an_address_names_rows_too(address, targets):
    assert targets_of(address) == targets


def routes(resolver=None, above=""):
    for one in (resolver or get_resolver()).url_patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one.callback
        elif one.namespace not in ("admin", "djdt"):
            yield from routes(one, route)


@pytest.mark.django_db
def test_every_page_that_says_it_takes_forms_only_does(client: Client):
    """The address of a row stands for a page, or a form is sent there: none is forgotten."""
    for route, view in routes():
        if "<" in route or route.startswith("^"):
            continue
        response = client.get(f"/{route}")
        assert (response.status_code != 405) is answers_get(view), route


def test_every_route_with_the_slug_of_a_row_is_known_by_it():
    unknown = []
    for route, view in routes():
        if "<slug:slug>" in route and answers_get(view):
            found = targets_of(f"/{route.replace('<slug:slug>', 'some-row')}")
            if [target.slug for target in found] != ["some-row"]:
                unknown.append(route)

    assert unknown == []
