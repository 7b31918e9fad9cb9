import pytest
from django.urls import reverse

from careers.models import Skill
from portal.core.publication import State
from scalability.models import CaseTopic
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor
from tests.scalability.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db

LIST = reverse("careers:skill_list")
ALL = ["Docker", "Python", "Writing"]


@pytest.fixture
def skills():
    docker = make_skill(
        title="Docker", kind=Skill.Kind.TOOL, category=Skill.Category.INFRASTRUCTURE
    )
    make_skill(title="Python", kind=Skill.Kind.TOOL, aliases=["Py"])
    make_skill(
        title="Writing",
        kind=Skill.Kind.HUMAN,
        category=Skill.Category.HUMAN,
        definition="Says it in a way that dockers understand.",
    )
    return {"docker": docker}


def test_skill_list_shows_the_published_skills(client, skills, headings):
    make_skill(title="Hidden", state=State.DRAFT)
    response = client.get(LIST)

    assert response.status_code == 200
    assert headings(response) == ALL


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "py"}, ["Python"]),
        ({"q": "docker"}, ["Docker", "Writing"]),
        ({"category": "human"}, ["Writing"]),
        ({"kind": "tool"}, ["Docker", "Python"]),
        ({"kind": "tool", "category": "infrastructure"}, ["Docker"]),
        ({"kind": "domain"}, []),
        ({"kind": "none"}, ALL),
        ({"category": "none"}, ALL),
    ],
)
def test_skill_list_holds_what_was_asked_for(client, skills, headings, query, found):
    assert headings(client.get(LIST, query)) == found


def test_skill_list_stands_by_category_unless_words_are_looked_for(client, skills, words):
    make_skill(title="Algebra", category=Skill.Category.PROGRAMMING)
    whole, found = words(client.get(LIST)), words(client.get(LIST, {"q": "docker"}))

    in_order = ("Infrastructure Docker", "Programming Algebra", "Working with people Writing")
    assert sorted(in_order, key=whole.index) == list(in_order)
    assert "Docker Infrastructure" in found


def test_skill_list_says_what_is_wrong(client, skills, words):
    assert "Select a valid choice. none is not one of" in words(client.get(LIST, {"kind": "none"}))


def test_skill_list_with_nothing_found_shows_the_way_back(client, skills):
    content = client.get(LIST, {"q": "juggling"}).content.decode()

    assert 'class="empty"' in content
    assert f'<a class="button" href="{LIST}">' in content


def test_skill_list_shows_own_levels_to_who_has_rated(client, skills, words):
    visitor = make_visitor(ratings={skills["docker"]: 0})

    assert "Docker you: 0" in words(visitor.get(LIST))
    assert "you:" not in words(client.get(LIST))


def test_skill_list_has_pages_of_100(client, headings):
    for number in range(101):
        make_skill(title=f"Skill {number:03}", levels={})

    assert headings(client.get(LIST)) == [f"Skill {number:03}" for number in range(100)]
    assert headings(client.get(LIST, {"page": 2})) == ["Skill 100"]


def test_skill_list_answers_htmx_with_the_results_alone(client, skills, headings):
    part = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})
    whole = client.get(LIST)

    assert headings(part) == headings(whole) == ALL
    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert "<html" in whole.content.decode()
    assert ["HX-Request" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("rated", "queries"), [(False, 2), (True, 5)])
def test_skill_list_costs_the_same_for_more_rows(
    client, django_assert_num_queries, rated, queries, rows
):
    skills = [make_skill() for _ in range(rows)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 3)) if rated else client

    with django_assert_num_queries(queries):
        visitor.get(LIST)


@pytest.fixture
def python():
    """A skill with something in every part of its page."""
    skill = make_skill(
        slug="python",
        definition="A programming language.",
        aliases=["Py"],
        prerequisites=[make_skill(title="Logic")],
        esco_label="Python (programming)",
        esco_uri="http://data.europa.eu/esco/skill/1",
        esco_match="exact",
    )
    make_skill(title="Pandas", prerequisites={skill: 3})
    make_role(title="Data engineer", requirements={skill: (3, 5)})
    make_role(title="Teacher", requirements={skill: (2, 2)})
    make_resource(title="Learn Python", teaches={skill: (1, 3)})
    topic = make_topic(title="Slow pipelines", skills=[skill])
    make_case_study(title="Faster at last", parts={topic: CaseTopic.Part.CHALLENGE}, skills=[skill])
    return skill


def test_skill_detail_shows_all_that_is_known_of_the_skill(client, python, words):
    response = client.get(python.get_absolute_url())
    text = words(response)

    assert response.status_code == 200
    assert [
        part
        for part in (
            *("Python", "A programming language.", "Py", "Python (programming)", "(exact)"),
            "Better learned before Logic at 2 guided Python Leads to Pandas from 3 independent",
            "Python builds on Logic at 2 guided.",
            "Essential in 1 role Data engineer needs 3 Supporting in 1 role Teacher needs 2",
            *("1 aware to 3 independent Learn Python", "Slow pipelines", "Faster at last"),
            *(f"Does Python at level {level}." for level in range(1, 6)),
            "You have not met it yet.",
        )
        if part not in text
    ] == []
    assert "you:" not in text
    assert "next for you" not in text


def test_skill_detail_shows_own_level(python, words):
    response = make_visitor(ratings={python: 2}).get(python.get_absolute_url())
    text = words(response)

    assert "Your level is kept: 2 guided." in text
    assert "Data engineer you 2 of 3" in text
    assert "Teacher you 2 of 2" in text
    assert "Logic at 2 guided not rated Python Leads to Pandas from 3 independent not rated" in text
    assert "Learn Python next for you" in text
    [checked] = [one for one in response.content.decode().split("<input") if "checked" in one]
    assert 'value="2"' in checked


def test_skill_detail_draws_all_that_a_skill_builds_on_and_nothing_hidden(client, words):
    maths = make_skill(title="Maths")
    statistics = make_skill(title="Statistics", prerequisites={maths: 1})
    hidden = make_skill(title="Hidden", state=State.DRAFT)
    skill = make_skill(title="Forecasting", prerequisites={statistics: 2, maths: 3, hidden: 2})
    make_skill(title="Hidden too", state=State.DRAFT, prerequisites=[skill])
    visitor = make_visitor(ratings={maths: 3, skill: 1})
    response = visitor.get(skill.get_absolute_url())
    content = response.content.decode()

    assert (
        "before Maths at 3 independent you: 3 Statistics at 2 guided not rated Forecasting "
        "Leads to No other"
    ) in words(response)
    assert "Statistics builds on Maths at 1 aware." in words(response)
    assert "Forecasting builds on Maths at 3 independent and Statistics at 2" in words(response)
    assert content.count('<path d="M50.0 0C50.0 60 50.0 40 50.0 100" />') == 2
    assert "Hidden" not in content


def test_skill_detail_shows_no_note_to_who_wrote_none(python):
    [rest] = (
        make_visitor(ratings={python: 2})
        .get(python.get_absolute_url())
        .content.decode()
        .split('<textarea id="note"')[1:]
    )

    assert rest[rest.index(">") + 1 : rest.index("</textarea>")].strip() == ""


def test_skill_detail_with_nothing_around_it_says_so(client, words):
    text = words(client.get(make_skill(levels={}).get_absolute_url()))

    assert "Nothing: you can start here." in text
    assert "No other skill builds on it here." in text
    assert "No role asks for this skill yet." in text
    assert "No resource is listed yet." in text


@pytest.mark.parametrize("slug", ["hidden", "unknown"])
def test_skill_detail_of_what_is_not_published_is_not_found(client, slug):
    make_skill(slug="hidden", state=State.DRAFT)

    assert client.get(reverse("careers:skill_detail", args=[slug])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 8), ("visitor", 13), ("member", 14)])
def test_skill_detail_costs_the_same_for_more_rows(
    client, django_assert_num_queries, who, queries, rows
):
    before = [make_skill() for _ in range(rows)]
    skill = make_skill(aliases=[str(one) for one in before], prerequisites=before)
    for _ in before:
        make_skill(prerequisites=[skill])
        make_role(requirements={skill: (3, 3)})
        make_resource(teaches={skill: (1, 3)})
        make_topic(skills=[skill])
        make_case_study(skills=[skill])
    asking = {
        "reader": lambda: client,
        "visitor": lambda: make_visitor(ratings={skill: 2}),
        "member": lambda: make_visitor(ratings={skill: 2}, member=make_user()),
    }[who]()

    with django_assert_num_queries(queries):
        asking.get(skill.get_absolute_url())
