"""What somebody does, and what is new to them, before the first question."""

import re

import pytest
from django.urls import reverse

from careers.models import Profile, Rating
from tests.careers.questions_views.questions import ANSWER, BEGIN, START, address, shown
from tests.factories import make_skill, make_visitor

pytestmark = pytest.mark.django_db


def fields(response) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    return dict(
        re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()
        )
    )


def levels() -> list[tuple[str, int]]:
    return list(Rating.objects.values_list("skill__slug", "level").order_by("skill__slug"))


def test_work_is_asked_first_and_kept_nowhere(client, roles, words):
    page = client.get(BEGIN)

    assert "What do you do?" in words(page)
    assert fields(page) == {"asked": "", "work": ""}
    then = client.get(f"{BEGIN}&work=&work=code&work=data&field=it")
    assert "What is new to you?" in words(then)
    assert fields(then)["work"] == "code,data,it"
    assert Profile.objects.count() == 0


def test_work_is_not_asked_of_whoever_said_where_they_come_from(roles, words):
    visitor = make_visitor()
    visitor.post(reverse("careers:question_goals"), {"present": "engineer"})

    assert "What is new to you?" in words(visitor.get(BEGIN))


def test_what_is_marked_as_new_is_rated_none_and_the_rest_is_familiar(visitor, roles, words):
    page = visitor.get(f"{BEGIN}&work=code")
    sent = {**fields(page), "level-law": "0"}
    response = visitor.post(ANSWER, sent, follow=True)

    assert levels() == [("law", 0)]
    assert fields(response)["familiar"] == "python,sql"
    assert fields(response)["work"] == "code"
    assert shown(response) in {"python", "sql"}
    assert "Question 1." in words(response)


@pytest.mark.parametrize("more", [{}, {"skip": "1", "level-law": "0"}])
def test_marking_nothing_says_nothing(visitor, roles, more):
    page = visitor.get(f"{BEGIN}&work=")
    response = visitor.post(ANSWER, {**fields(page), **more}, follow=True)

    assert levels() == []
    assert fields(response)["familiar"] == ""
    assert Profile.objects.count() == 0


def test_glances_come_only_before_the_first_question(client, roles):
    assert shown(client.get(address("law"))) in {"python", "sql"}


@pytest.mark.parametrize("query", ["work=%00", "work=nobody&field=<b>", "familiar=nobody,%00"])
def test_odd_glances_ask_on(client, roles, query):
    assert client.get(f"{START}?asked=&{query}").status_code == 200


@pytest.mark.parametrize(
    ("level", "said"),
    [(0, "Everything is new to you so far."), (5, "You chose the highest level every time.")],
)
def test_many_answers_that_are_all_alike_are_remarked_upon(roles, words, level, said):
    skills = [make_skill() for _ in range(8)]
    alike = make_visitor(ratings=dict.fromkeys(skills, level)).get(address())
    mixed = make_visitor(ratings={**dict.fromkeys(skills, level), make_skill(): 3}).get(address())

    assert said in words(alike)
    assert said not in words(mixed)


def test_start_says_where_the_person_comes_from(client, roles, words):
    response = client.get(START)

    assert "Where do you come from, and where do you want to go?" in words(response)
    assert f'href="{reverse("careers:start")}"' in response.content.decode()
