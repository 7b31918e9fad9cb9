import re

import pytest
from django.urls import reverse

from careers.models import Role
from portal.core.publication import State
from scalability.models import Addresses, Pillar
from scalability.models.topics import TopicPart
from tests.factories import (
    make_family,
    make_occupation,
    make_resource,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)
from tests.portal.site.views import HOME
from tests.scalability.factories import make_case_study, make_pillar, make_topic


@pytest.mark.django_db
def test_home_says_how_much_there_is(client, words):
    family = make_family(title="Building")
    make_role(family=family)
    make_role(family=family)
    make_pillar(title="Data", kind=Pillar.Kind.CHALLENGE)
    topic = make_topic(pillar=make_pillar(title="Clouds", kind=Pillar.Kind.STRATEGY))
    make_case_study()
    make_resource(teaches={make_skill(): (1, 2)})
    text = words(client.get(HOME))

    assert "2 roles 1 skill 1 resource 1 scaling topic 1 case study" in text
    assert "Building 2" in text
    assert "Challenge Data" in text
    assert "Strategy Clouds" in text
    assert topic.title not in text


def links_on_the_map(response) -> list[tuple[str, str]]:
    """Where each tile leads, and how it is named."""
    tile = r'<a\s+class="tile"\s+href="([^"]+)".*?<title>([^<]+)</title>'
    return re.findall(tile, response.content.decode(), re.DOTALL)


@pytest.mark.django_db
def test_home_draws_every_published_role_and_lists_it(client, words):
    data, law = make_family(title="Data"), make_family(title="Law")
    analyst = make_role(title="Analyst", family=data)
    lawyer = make_role(title="Lawyer", family=law)
    make_role(title="A draft", state=State.DRAFT)
    response = client.get(HOME)

    assert sorted(links_on_the_map(response)) == [
        (analyst.get_absolute_url(), "Analyst, Data"),
        (lawyer.get_absolute_url(), "Lawyer, Law"),
    ]
    listed = words(response).split("The map as a list")[1]
    assert listed.index("Data") < listed.index("Analyst") < listed.index("Lawyer")
    assert "A draft" not in words(response)


@pytest.mark.django_db
def test_home_of_more_roles_than_a_map_can_hold_shows_families_alone(client, words, monkeypatch):
    monkeypatch.setattr("careers.pages.landscape.MOST_TILES", 1)
    make_role(family=make_family(title="Data"), title="Analyst")
    make_role(family=make_family(title="Law"), title="Lawyer")
    response = client.get(HOME)

    assert links_on_the_map(response) == []
    assert "Data 1 Law 1" in words(response)
    assert "Analyst" not in words(response).split("The landscape of AI work")[1]


@pytest.mark.django_db
def test_home_joins_the_halves_by_a_chain_of_content(client, words):
    skill = make_skill(title="Routing")
    role = make_role(title="Router", requirements={skill: (3, 5)})
    challenge = make_topic(
        title="Traffic jams", pillar=make_pillar(title="Load", kind=Pillar.Kind.CHALLENGE)
    )
    strategy = make_topic(
        title="More lanes",
        pillar=make_pillar(title="Width", kind=Pillar.Kind.STRATEGY),
        skills=[skill],
    )
    Addresses.objects.create(strategy=strategy, challenge=challenge, how="By being wide")
    make_case_study(
        organisation="City",
        title="Ring road",
        parts={challenge: TopicPart.CHALLENGE, strategy: TopicPart.STRATEGY},
        skills=[skill],
        roles=[role],
    )
    text = words(client.get(HOME))

    assert (
        "Challenge Traffic jams is met by Strategy More lanes as done at Case study City Ring road "
        "which took Skill Routing asked by Role Router"
    ) in text


@pytest.mark.django_db
def test_home_asks_first_what_somebody_does_and_says_what_they_get(client, words):
    make_occupation(title="Nurse", typical={make_skill(): 2})
    make_occupation(title="Spy", state=State.DRAFT)
    response = client.get(HOME)
    content = response.content.decode()

    assert "What do you do today?" in words(response)
    assert "What you get" in words(response)
    assert f'action="{reverse("careers:start")}"' in content
    assert "<option>Nurse</option>" in content
    assert "Spy" not in content


@pytest.mark.django_db
def test_home_of_an_empty_portal_says_the_next_step(client, words):
    make_role(state=State.DRAFT)
    make_pillar(state=State.DRAFT)
    text = words(client.get(HOME))

    assert "0 roles 0 skills 0 resources 0 scaling topics 0 case studies" in text
    assert "No role is published yet." in text
    assert "No pillar is published yet." in text


@pytest.fixture
def trade(db):
    """Skills and the roles that ask them; the last one asks what nobody below rated."""
    python, sql, art = (make_skill(title=title) for title in ("Python", "SQL", "Art"))
    family = make_family(title="Trade")
    make_role(title="Engineer", family=family, requirements={python: (4, 5), sql: (2, 3)})
    make_role(title="Analyst", family=family, requirements={python: (2, 3), sql: (4, 5)})
    make_role(title="Painter", family=family, requirements={art: (3, 5)})
    return {"Python": python, "SQL": sql}


def test_home_shows_somebody_their_best_matches_and_what_would_move_them(trade, words):
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2})
    response = visitor.get(HOME)
    text = words(response)

    # Engineer: 5 x 3 / 4 + 3 of 8 points; Analyst: 3 + 5 x 2 / 4 of 8.
    assert (
        "Your best match Engineer Engineer 84 % Analyst 68 % Painter 0 % known: rate more" in text
    )
    assert "2 skills rated: rate more" in text
    assert "What would move your best matches most" in text
    assert "Choose a goal" in text
    assert {name for _, name in links_on_the_map(response)} == {
        "Engineer, Trade: 84\N{NO-BREAK SPACE}% ready, 1st match",
        "Analyst, Trade: 68\N{NO-BREAK SPACE}% ready, 2nd match",
        "Painter, Trade: not enough rated",
    }
    assert "What you get" not in text


def test_map_marks_the_role_that_somebody_works_in(trade, words):
    visitor = make_visitor(ratings={trade["Python"]: 3})
    visitor.post(reverse("careers:present_role"), {"role": "painter"})

    assert "Painter, Trade: not enough rated, your role" in {
        name for _, name in links_on_the_map(visitor.get(HOME))
    }
    Role.objects.filter(slug="painter").update(state=State.DRAFT)
    assert "your role" not in words(visitor.get(HOME))


def test_home_shows_somebody_their_goals(trade, words):
    analyst = Role.objects.get(title="Analyst")
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2}, goals=[analyst])
    text = words(visitor.get(HOME))

    assert "Your goal Analyst 68 % Open your plan What would move it most" in text


def test_home_of_too_few_ratings_claims_nothing(trade, words):
    visitor = make_visitor(ratings={make_skill(title="Chess"): 3})
    text = words(visitor.get(HOME))

    assert "A few more ratings, and matches show" in text
    assert "Your best match" not in text
    assert "0 % known: rate more of Analyst" in text


def test_home_finds_the_best_of_more_roles_than_a_map_can_hold(trade, words, monkeypatch):
    monkeypatch.setattr("careers.pages.landscape.MOST_TILES", 1)
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2})

    assert "Your best match Engineer Engineer 84 % Analyst 68 %" in words(visitor.get(HOME))


def test_home_of_a_session_without_ratings_is_that_of_a_reader(trade, words):
    assert "What you get" in words(make_visitor(ratings={}).get(HOME))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 11), ("visitor", 12), ("member", 13)])
def test_home_costs_the_same_for_more_rows(client, django_assert_num_queries, who, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    for _ in range(rows):
        make_role(requirements=dict.fromkeys(skills, (3, 4)))
        make_topic()
    ratings = dict.fromkeys(skills, 2)
    asking = {
        "reader": lambda: client,
        "visitor": lambda: make_visitor(ratings=ratings),
        "member": lambda: make_visitor(ratings=ratings, member=make_user()),
    }[who]()

    with django_assert_num_queries(queries):  # the first time after an edit
        asking.get(HOME)
    kept = 10 if who == "reader" else 7
    with django_assert_num_queries(queries - kept):
        asking.get(HOME)
