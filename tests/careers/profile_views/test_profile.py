import pytest
from django.urls import reverse

from portal.core.publication import State
from tests.careers.profile_views.profiles import PROFILE, checked
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


ALL = ["Python", "Writing", "Juggling"]


def test_profile_shows_the_most_asked_skills_first(client, skills, headings, words):
    make_skill(title="Hidden", state=State.DRAFT)
    response = client.get(PROFILE)

    assert response.status_code == 200
    assert headings(response) == ALL
    assert "Does Python at level 4." in words(response)
    assert "You have not met it yet." in words(response)
    assert "You haven\u2019t rated any skills yet." in words(response)
    assert checked(response) == ["level-python=", "level-writing=", "level-juggling="]


def test_pages_of_a_member_with_nothing_rated_speak_of_the_account(skills, words):
    member = make_visitor(member=make_user())

    assert "Your account keeps your ratings." in words(member.get(PROFILE))
    assert "Nothing is kept yet besides your account." in words(member.get(reverse("careers:data")))
    assert "No account is needed." not in words(member.get(reverse("careers:questions")))


def test_profile_shows_what_is_rated(skills, words):
    visitor = make_visitor(ratings={skills["python"]: 0, skills["writing"]: 5})
    response = visitor.get(PROFILE)

    assert checked(response) == ["level-python=0", "level-writing=5", "level-juggling="]
    assert "2 of 3 skills rated." in words(response)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "py"}, ["Python"]),
        ({"category": "human"}, ["Writing"]),
        ({"role": "coder"}, ["Python"]),
        ({"role": "engineer"}, ["Python", "Writing"]),
        ({"show": "rated"}, ["Writing"]),
        ({"show": "unrated"}, ["Python", "Juggling"]),
        ({"role": "engineer", "show": "unrated"}, ["Python"]),
        ({"q": "dancing"}, []),
        ({"role": "nobody"}, ALL),
        ({"show": "none"}, ALL),
    ],
)
def test_profile_holds_what_was_asked_for(skills, headings, query, found):
    visitor = make_visitor(ratings={skills["writing"]: 3})

    assert headings(visitor.get(PROFILE, query)) == found


@pytest.mark.parametrize(("show", "found"), [("rated", []), ("unrated", ALL)])
def test_profile_of_somebody_who_rated_nothing_holds_all_or_nothing(
    client, skills, headings, show, found
):
    assert headings(client.get(PROFILE, {"show": show})) == found


def test_profile_holds_the_skills_that_were_ticked_and_a_way_to_all(
    client, skills, headings, words
):
    ticked = [skills["python"], skills["juggling"]]
    response = client.get(PROFILE, {"skill": [skill.slug for skill in ticked]})

    assert sorted(headings(response)) == sorted(skill.title for skill in ticked)
    assert "Show all, not only what you ticked" in words(response)
    assert "what you ticked" not in words(client.get(PROFILE, {"skill": "no-such-skill"}))


def test_profile_with_nothing_found_shows_the_way_back(client, skills):
    content = client.get(PROFILE, {"q": "dancing"}).content.decode()

    assert 'class="empty"' in content
    assert f'<a class="button" href="{PROFILE}">' in content


def test_profile_offers_only_published_roles(client, skills, options):
    make_role(title="Hidden", state=State.DRAFT)

    assert options(client.get(PROFILE), "role") == ["Any role", "Coder", "Engineer"]


def test_profile_has_pages_of_twelve_that_keep_the_search(client, headings):
    for number in range(13):
        make_skill(title=f"Skill {number:02}", category="human")
    first = client.get(PROFILE, {"category": "human"})

    assert headings(first) == [f"Skill {number:02}" for number in range(12)]
    assert 'href="?page=2&amp;category=human"' in first.content.decode()
    assert headings(client.get(PROFILE, {"page": 2})) == ["Skill 12"]


def test_profile_answers_htmx_with_the_skills_alone(client, skills, headings):
    part = client.get(PROFILE, headers={"HX-Request": "true", "HX-Target": "skills"})
    whole = client.get(PROFILE)

    assert headings(part) == headings(whole) == ALL
    assert part.content.decode().strip().startswith('<p class="meta" id="count"')
    assert "<html" in whole.content.decode()
    assert ["HX-Request" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 5), ("visitor", 8), ("member", 9)])
def test_profile_costs_the_same_for_more_rows(django_assert_num_queries, who, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    make_role(requirements=dict.fromkeys(skills, (3, 3)))
    asking = {
        "reader": make_visitor,
        "visitor": lambda: make_visitor(ratings=dict.fromkeys(skills, 2)),
        "member": lambda: make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user()),
    }[who]()

    with django_assert_num_queries(queries):
        asking.get(PROFILE)
