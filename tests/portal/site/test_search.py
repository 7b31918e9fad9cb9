"""What is there is found on every page that looks for words, however they are typed."""

import pytest
from django.urls import reverse

from portal.core.search import NO_WORD
from tests.factories import make_occupation, make_resource, make_role, make_skill
from tests.scalability.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db

SEARCH = reverse("search")
LISTS = {
    "careers:skill_list": make_skill,
    "careers:profile": make_skill,
    "careers:role_list": make_role,
    "careers:resource_list": make_resource,
}
OTHERS = [make_occupation, make_topic, make_case_study]


def titles(page):
    """What a list or the search of the site shows, in its order."""
    if "search_query" in page.context:
        rows = [hit.row for group in page.context.get("found", ()) for hit in group.hits]
    else:
        rows = page.context["page"].object_list
    return [row.title for row in rows]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("geron", "Hands-on work, by Géron"),
        ("GÉRON", "Hands-on work, by Géron"),
        ("Ge\u0301ron", "Hands-on work, by Géron"),
        ("diataxis", "Diátaxis"),
        ("machine-learning", "Machine learning"),
        ("time\u2011series", "Time-series analysis"),
        ("timeseries", "Time-series analysis"),
        ("“python”", "Python"),
        ('"python"', "Python"),
        ("python,", "Python"),
        ("Pythons", "Python"),
        ("C#", "C#"),
        ("python " * 2_000, "Python"),
    ],
)
def test_search_and_lists_find_it_however_it_is_typed(client, query, title):
    makers = {*LISTS.values(), *OTHERS}
    for make in makers:
        make(title=title)
        make(title="Something else")

    assert titles(client.get(SEARCH, {"q": query})) == [title] * len(makers)
    for name in LISTS:
        assert titles(client.get(reverse(name), {"q": query[:100]})) == [title]


@pytest.mark.parametrize("name", LISTS)
def test_lists_rank_what_is_called_so_first(client, name):
    for title in ("A word on Python", "Pythonic work", "Python"):
        LISTS[name](title=title)

    page = client.get(reverse(name), {"q": "python"})
    assert titles(page) == ["Python", "Pythonic work", "A word on Python"]


def test_other_names_of_skills_and_roles_are_names(client):
    make_skill(title="Containers", definition="Kubernetes, in short k8s.")
    make_skill(title="Kubernetes", aliases=["K8s"])
    make_role(title="A role", purpose="An ML-engineer and more.")
    make_role(title="Machine learning engineer", aliases=["ML engineer"])

    assert titles(client.get(SEARCH, {"q": "k8s"})) == ["Kubernetes", "Containers"]
    assert titles(client.get(SEARCH, {"q": "ml engineers"})) == [
        "Machine learning engineer",
        "A role",
    ]


def test_kind_of_what_is_called_exactly_so_comes_first(client):
    make_role(title="Python wizard")
    make_skill(title="Python")

    assert titles(client.get(SEARCH, {"q": "python"})) == ["Python", "Python wizard"]
    assert titles(client.get(SEARCH, {"q": "pyth"})) == ["Python wizard", "Python"]


@pytest.mark.parametrize("query", ["!!!", "“”", "—", "%_", "\u200b?"])
def test_query_without_a_word_says_what_to_type(client, query, words):
    for make in LISTS.values():
        make()

    page = client.get(SEARCH, {"q": query})
    assert titles(page) == []
    assert NO_WORD in words(page)
    for name in LISTS:
        page = client.get(reverse(name), {"q": query})
        assert NO_WORD in words(page)
        assert page.context["form"]["q"].value() == query
        assert titles(page)
    page = client.get(reverse("about_sources"), {"q": query})
    assert NO_WORD in words(page)


def test_search_puts_right_what_was_mistyped_with_or_without_accents(client):
    make_skill(title="Diátaxis writing")
    page = client.get(SEARCH, {"q": "diatixas writing"})

    assert titles(page) == ["Diátaxis writing"]
    assert page.context["reading"].query == "diataxis writing"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/skills/c++/", "c++"),
        ("/skills/G%C3%89RON/", "geron"),
        ("/skills/Ge%CC%81ron-book/", "geron book"),
        ("/roles/data-engineer).", "data engineer"),
        ("/skills/time%E2%80%91series/", "time series"),
        ("/skills/%E2%80%9C/", "skills"),
    ],
)
def test_page_that_is_not_there_looks_for_the_words_of_its_address(client, address, words):
    page = client.get(address)

    assert page.status_code == 404
    assert f'value="{words}"' in " ".join(page.content.decode().split())
