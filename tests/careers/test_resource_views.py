import pytest
from django.urls import reverse

from careers.models import Resource
from portal.core.publication import State
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

LIST = reverse("careers:resource_list")
ALL = ["Deep learning", "Learn Python", "Statistics by hand"]


@pytest.fixture
def resources():
    python, statistics = make_skill(slug="python"), make_skill(slug="statistics")
    make_resource(
        title="Deep learning",
        by="A Professor",
        kind=Resource.Kind.BOOK,
        cost=Resource.Cost.PAID,
        practice=Resource.Practice.PROJECT,
        teaches={python: (3, 5)},
    )
    make_resource(title="Learn Python", teaches={python: (0, 3)})
    make_resource(title="Statistics by hand", teaches={statistics: (1, 3), python: (1, 2)})


def test_resource_list_shows_the_published_resources(client, resources, headings):
    make_resource(title="Hidden", state=State.DRAFT)
    response = client.get(LIST)

    assert response.status_code == 200
    assert headings(response) == ALL


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "prof"}, ["Deep learning"]),
        ({"q": "learn"}, ["Learn Python", "Deep learning"]),
        ({"skill": "statistics"}, ["Statistics by hand"]),
        ({"skill": "python"}, ALL),
        ({"level": "0"}, ["Learn Python", "Statistics by hand"]),
        ({"level": "3"}, ["Deep learning"]),
        ({"skill": "python", "level": "2"}, ["Learn Python"]),
        ({"kind": "book"}, ["Deep learning"]),
        ({"cost": "free"}, ["Learn Python", "Statistics by hand"]),
        ({"cost": "free", "kind": "book"}, []),
        ({"practice": "project"}, ["Deep learning"]),
        ({"practice": "none"}, ["Learn Python", "Statistics by hand"]),
        ({"practice": "exercises"}, []),
        ({"practice": "quizzes"}, ALL),
        ({"kind": "none"}, ALL),
        ({"skill": "none"}, ALL),
        ({"level": "5"}, ALL),
    ],
)
def test_resource_list_holds_what_was_asked_for(client, resources, headings, query, found):
    assert headings(client.get(LIST, query)) == found


@pytest.mark.parametrize(
    ("practice", "said"),
    [
        ("exercises", "Book with exercises A title"),
        ("project", "Book with a project A title"),
        ("none", "Book A title"),
        ("", "Book A title"),
    ],
)
def test_resource_says_what_there_is_to_practise(client, words, practice, said):
    make_resource(title="A title", kind=Resource.Kind.BOOK, practice=practice)

    assert said in words(client.get(LIST))


def test_resource_list_says_what_is_wrong(client, resources, words):
    text = words(client.get(LIST, {"level": "5"}))

    assert "Select a valid choice. 5 is not one of" in text


def test_resource_list_offers_only_what_published_resources_teach(client, resources, options):
    make_skill(title="Taught by nothing")
    make_resource(teaches={make_skill(title="Hidden skill", state=State.DRAFT): (1, 2)})
    make_resource(state=State.DRAFT, teaches={make_skill(title="Taught by a draft"): (1, 2)})

    assert options(client.get(LIST), "skill") == ["Any skill", "Python", "Statistics"]


def test_resource_list_with_nothing_found_shows_the_way_back(client, resources):
    content = client.get(LIST, {"q": "juggling"}).content.decode()

    assert 'class="empty"' in content
    assert f'<a class="button" href="{LIST}">' in content


def test_resource_list_has_pages_of_24(client, headings):
    for number in range(25):
        make_resource(title=f"Resource {number:02}")

    assert headings(client.get(LIST)) == [f"Resource {number:02}" for number in range(24)]
    assert headings(client.get(LIST, {"page": 2})) == ["Resource 24"]


def test_resource_list_answers_htmx_with_the_results_alone(client, resources, headings):
    part = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})
    whole = client.get(LIST)

    assert headings(part) == headings(whole) == ALL
    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert "<html" in whole.content.decode()
    assert ["HX-Request" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("rows", [1, 3])
def test_resource_list_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_resource(teaches={make_skill(): (1, 3), make_skill(): (0, 2)})

    with django_assert_num_queries(4):
        client.get(LIST)


def test_resource_detail_shows_all_that_is_known_of_the_resource(client, words):
    python = make_skill(slug="python")
    hidden = make_skill(title="Hidden", state=State.DRAFT)
    resource = make_resource(
        title="Learn Python",
        by="A Teacher",
        url="https://learn.example/python",
        kind=Resource.Kind.VIDEO,
        cost=Resource.Cost.FREEMIUM,
        practice=Resource.Practice.EXERCISES,
        hours_from=1,
        hours_to=2,
        summary="A first hour for people who never wrote code.",
        year=2024,
        teaches={python: (1, 3), hidden: (1, 3)},
    )
    response = client.get(resource.get_absolute_url())
    text = words(response)

    assert response.status_code == 200
    assert [
        part
        for part in (
            *(
                "Learn Python",
                "A first hour for people",
                "Partly free , 1 to 2 hours, by A Teacher, 2024",
                "On another site: learn.example",
                "Video with exercises Learn Python",
                "Partly free Practice With exercises",
                "1 to 2 hours, exercises",
            ),
            *("English", "Python 1 aware to 3 independent Before:", "You do ordinary work with it"),
        )
        if part not in text
    ] == []
    assert 'href="https://learn.example/python" rel="noopener"' in response.content.decode()
    assert "Hidden" not in text


def test_resource_detail_says_what_is_not_known(client, words):
    resource = make_resource(hours_from=None, hours_to=None, year=None, language="de", practice="")
    text = words(client.get(resource.get_absolute_url()))

    assert "Practice not stated Time no estimate Year not stated Language de" in text
    assert "None of its skills are published yet." in text


@pytest.mark.parametrize("slug", ["hidden", "unknown"])
def test_resource_detail_of_what_is_not_published_is_not_found(client, slug):
    make_resource(slug="hidden", state=State.DRAFT)

    assert client.get(reverse("careers:resource_detail", args=[slug])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_resource_detail_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    resource = make_resource(teaches={make_skill(): (1, 3) for _ in range(rows)})

    with django_assert_num_queries(2):
        client.get(resource.get_absolute_url())


def test_resource_says_what_finishing_it_would_bring(words):
    python, sql = make_skill(title="Python"), make_skill(title="SQL")
    resource = make_resource(teaches={python: (1, 3), sql: (0, 2)})
    make_role(title="Engineer", requirements={python: (4, 5), sql: (2, 3)})
    make_role(title="Writer", requirements={python: (1, 5)})
    make_role(title="Little rated", requirements={python: (4, 1), sql: (2, 5)})
    make_role(title="Unseen", state=State.DRAFT, requirements={python: (4, 5)})
    text = words(make_visitor(ratings={python: 1}).get(resource.get_absolute_url()))

    assert "Your levels would be: Python 3 instead of 1" in text
    assert "1 role would gain:" in text
    assert "Engineer +2½ of 8 15 % 46 %" in text  # 5 x 3/4 less 5 x 1/4
    assert "Not rated, so we can\u2019t say anything about SQL" in text
    for title in ("Writer", "Little rated", "Unseen"):
        assert title not in text


@pytest.mark.parametrize("have", [0, 1, 4, 5])
def test_resource_that_would_change_no_rating_says_so(words, have):
    skill = make_skill()
    resource = make_resource(teaches={skill: (2, 4)})
    make_role(title="Engineer", requirements={skill: (5, 5)})
    text = words(make_visitor(ratings={skill: have}).get(resource.get_absolute_url()))

    assert "It wouldn\u2019t change your ratings" in text
    assert "%" not in text


def test_resource_of_which_no_role_would_gain_says_so(words):
    skill = make_skill()
    resource = make_resource(teaches={skill: (0, 4)})
    make_role(requirements={skill: (1, 5)})
    text = words(make_visitor(ratings={skill: 2}).get(resource.get_absolute_url()))

    assert "None of the roles you have rated enough for would gain" in text


def test_resource_without_ratings_claims_nothing(client, words):
    resource = make_resource(teaches={make_skill(): (0, 4)})
    text = words(client.get(resource.get_absolute_url()))

    assert "If you finish this We don\u2019t know your skills yet." in text
    assert "%" not in text


def test_resource_shows_the_eight_roles_that_gain_most(words):
    skill = make_skill()
    resource = make_resource(teaches={skill: (0, 4)})
    for _ in range(9):
        make_role(requirements={skill: (4, 5)})
    text = words(make_visitor(ratings={skill: 1}).get(resource.get_absolute_url()))

    assert "9 roles would gain; the most:" in text
    assert text.count("+3¾ of 5") == 8


@pytest.mark.parametrize("rows", [1, 3])
def test_resource_costs_a_visitor_the_same_for_more_rows(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    resource = make_resource(teaches=dict.fromkeys(skills, (0, 4)))
    for _ in skills:
        make_role(requirements=dict.fromkeys(skills, (4, 5)))
    visitor = make_visitor(ratings=dict.fromkeys(skills, 1))

    with django_assert_num_queries(10):
        visitor.get(resource.get_absolute_url())
