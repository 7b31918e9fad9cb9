import pytest
from django.urls import reverse

from careers.models import Role
from careers.models.labour import Use
from portal.core.publication import State
from tests.factories import (
    make_family,
    make_pay,
    make_role,
    make_skill,
    make_visitor,
)

pytestmark = pytest.mark.django_db


LIST = reverse("careers:role_list")


ALL = ["Data engineer", "Research scientist", "Teacher"]


@pytest.fixture
def catalogue():
    """Three roles that every filter tells apart; the skills by their slugs."""
    python, statistics = make_skill(slug="python"), make_skill(slug="statistics")
    building = make_family(slug="building")
    finding = make_family(slug="finding")
    engineer = make_role(
        title="Data engineer",
        family=building,
        aliases=["Pipeline builder"],
        requirements={python: (3, 5)},
        entry_level=Role.EntryLevel.JUNIOR,
    )
    scientist = make_role(
        title="Research scientist",
        family=finding,
        requirements={statistics: (4, 5)},
        entry_level=Role.EntryLevel.SENIOR,
    )
    make_role(
        title="Teacher",
        family=finding,
        purpose="Teaches what engineers forgot.",
        requirements={python: (1, 2)},
        entry_level=Role.EntryLevel.GRADUATE,
    )
    make_pay(role=engineer, amount=100_000)
    make_pay(
        role=scientist,
        amount=150_000,
        occupation="15-1221 Research Scientists",
        use=Use.HEADLINE,
    )
    return {"python": python, "statistics": statistics}


def test_role_list_shows_the_published_roles(client, catalogue, headings):
    make_role(title="Hidden", state=State.DRAFT)
    response = client.get(LIST)

    assert response.status_code == 200
    assert headings(response) == ALL


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ALL),
        ({"q": "research"}, ["Research scientist"]),
        ({"q": "pipeline"}, ["Data engineer"]),
        ({"q": "engineer"}, ["Data engineer", "Teacher"]),
        ({"family": "finding"}, ["Research scientist", "Teacher"]),
        ({"entry": "senior"}, ["Research scientist"]),
        ({"skill": "python"}, ["Data engineer", "Teacher"]),
        ({"sort": "pay"}, ALL),  # of an old link: what else it asks still counts
        ({"sort": "pay", "skill": "python"}, ["Data engineer", "Teacher"]),
        ({"family": "finding", "skill": "python", "q": "forgot"}, ["Teacher"]),
        ({"family": "building", "entry": "senior"}, []),
        ({"unknown": "key"}, ALL),
    ],
)
def test_role_list_holds_what_was_asked_for(client, catalogue, headings, query, found):
    assert headings(client.get(LIST, query)) == found


def test_role_list_names_the_occupation_beside_pay(client, catalogue, words):
    text = words(client.get(LIST, {"q": "research"}))

    assert "US$150,000 median pay a year: US 15-1221 Research Scientists, May 2025" in text
    assert "A publisher" in text


def test_role_list_shows_no_pay_that_is_no_headline(client, catalogue, words):
    text = words(client.get(LIST, {"q": "pipeline"}))

    assert "no single official pay figure" in text
    assert "US$" not in text


def test_role_list_does_not_say_that_an_old_sort_is_wrong(client, catalogue, words):
    assert "Select a valid choice" not in words(client.get(LIST, {"sort": "pay"}))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"family": "nowhere"}, "Select a valid choice. nowhere is not one of"),
        ({"entry": "boss"}, "Select a valid choice. boss is not one of"),
        ({"skill": "magic"}, "Select a valid choice. magic is not one of"),
        ({"sort": "luck"}, "Select a valid choice. luck is not one of"),
        ({"q": "x" * 101}, "at most 100 characters"),
        ({"q": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_role_list_says_what_is_wrong_and_shows_all(
    client, catalogue, headings, words, query, error
):
    response = client.get(LIST, query)

    assert response.status_code == 200
    assert error in words(response)
    assert headings(response) == ALL


def test_role_list_offers_only_what_published_roles_have(client, catalogue, options):
    make_skill(title="Asked by nobody")
    make_family(title="Of no role")
    hidden = make_skill(title="Hidden skill", state=State.DRAFT)
    asked = make_skill(title="Asked by a draft")
    make_role(
        state=State.DRAFT, family=make_family(title="Of drafts"), requirements={asked: (3, 3)}
    )
    make_role(title="Zoologist", family=make_family(title="Zoo"), requirements={hidden: (3, 3)})
    response = client.get(LIST)

    assert options(response, "family") == ["Any family", "Building", "Finding", "Zoo"]
    assert options(response, "skill") == ["Any skill", "Python", "Statistics"]


def test_role_list_by_readiness_puts_the_best_match_first(catalogue, headings, words):
    visitor = make_visitor(ratings={catalogue["statistics"]: 3})
    response = visitor.get(LIST, {"sort": "readiness"})

    assert headings(response) == ["Research scientist", "Data engineer", "Teacher"]
    assert words(response).count("Your readiness 75 % close") == 1
    assert words(response).count("Your readiness: not enough rated") == 2


def test_role_list_by_readiness_keeps_the_filters(catalogue, headings):
    visitor = make_visitor(ratings={catalogue["python"]: 1})
    response = visitor.get(LIST, {"sort": "readiness", "family": "finding"})

    assert headings(response) == ["Teacher", "Research scientist"]


def test_role_list_by_readiness_without_ratings_says_what_to_do(client, catalogue, headings, words):
    response = client.get(LIST, {"sort": "readiness"})

    assert headings(response) == ALL
    assert "You haven't rated any skills, so roles are listed A to Z." in words(response)
    assert 'class="readiness' not in response.content.decode()


def test_role_list_has_pages_of_24_that_keep_the_filters(client, headings):
    family = make_family(slug="one")
    for number in range(25):
        make_role(title=f"Role {number:02}", family=family)
    first = client.get(LIST, {"family": "one"})
    second = client.get(LIST, {"family": "one", "page": 2})

    assert headings(first) == [f"Role {number:02}" for number in range(24)]
    assert headings(second) == ["Role 24"]
    assert 'href="?page=2&amp;family=one"' in first.content.decode()
    assert headings(client.get(LIST, {"page": "99"})) == ["Role 24"]


def test_role_list_with_nothing_found_shows_the_way_back(client, catalogue, headings):
    response = client.get(LIST, {"q": "astronaut"})

    assert headings(response) == []
    assert 'class="empty"' in response.content.decode()
    assert f'<a class="button" href="{LIST}">' in response.content.decode()


def test_role_list_answers_htmx_with_the_results_alone(client, catalogue, headings):
    part = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})
    whole = client.get(LIST)

    assert headings(part) == headings(whole) == ALL
    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert '<div class="stack" id="results">' in part.content.decode()
    assert "<html" in whole.content.decode()
    results, _, title = part.content.decode().partition("<title>")
    assert results.strip() in whole.content.decode()
    assert title in whole.content.decode()
    assert ["HX-Request" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("rated", "queries"), [(False, 6), (True, 12)])
def test_role_list_costs_the_same_for_more_rows(
    client, django_assert_num_queries, rated, queries, rows
):
    for _ in range(rows):
        skill = make_skill()
        make_pay(role=make_role(requirements={skill: (3, 4)}))
    visitor = make_visitor(ratings={skill: 3}) if rated else client

    with django_assert_num_queries(queries):
        visitor.get(LIST)
