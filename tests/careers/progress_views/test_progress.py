from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from careers.models import (
    Profile,
    RatingChange,
)
from tests.careers.progress_views.marks import PROGRESS, address, mark
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


def test_progress_of_somebody_who_said_nothing_shows_the_next_step(client, words):
    response = client.get(PROGRESS)

    assert response.status_code == 200
    assert "Nothing begun yet" in words(response)
    assert dict(client.cookies) == {}
    assert Profile.objects.count() == 0


def test_history_is_drawn_for_each_goal_and_told_in_rows(python, words):
    coder = make_role(title="Coder", requirements={python: (4, 5)})
    far = make_role(title="Far away", requirements={make_skill(): (4, 5)})
    visitor = make_visitor(ratings={python: 1})
    RatingChange.objects.update(changed=timezone.now() - timedelta(days=30))
    visitor.post(reverse("careers:ratings_save"), {"level-python": "3"})
    own = Profile.objects.get()
    own.goals.create(role=coder)
    own.goals.create(role=far)
    page = visitor.get(PROGRESS)

    assert page.content.decode().count('<path class="line" d="M34.0 89.0H290.0V39.0H290"') == 1
    assert "Far away: not enough rated to draw a line." in words(page)
    today = timezone.localdate()
    days = [f"{day:%-d %b %Y}" for day in (today - timedelta(days=30), today)]
    assert f"{days[0]} 25 % {days[1]} 75 %" in words(page).replace("\xa0", " ")
    assert f"{days[1]} Python 1 aware 3 independent" in words(page)
    assert f"{days[0]} Python not rated 1 aware" in words(page)


def test_history_without_a_goal_shows_the_role_that_fits_best(python, words):
    make_role(title="Painter", requirements={make_skill(): (4, 5)})
    make_role(title="Coder", requirements={python: (4, 5)})
    page = words(make_visitor(ratings={python: 2}).get(PROGRESS))

    assert "Readiness in percent for the role that you match best" in page
    assert "Coder 50 % today. Your next change will draw a line here." in page.replace("\xa0", " ")
    assert "Painter" not in page


def test_changes_stand_on_pages(words):
    skills = [make_skill() for _ in range(26)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2))

    assert "26 changes, the newest first" in words(visitor.get(PROGRESS))
    assert visitor.get(PROGRESS).content.decode().count("2 guided") == 25
    assert visitor.get(PROGRESS, {"page": 2}).content.decode().count("2 guided") == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("with_goals", "queries"), [(True, 13), (False, 15)])
def test_progress_costs_the_same_for_more_rows(
    django_assert_num_queries, rows, with_goals, queries
):
    skills = [make_skill() for _ in range(rows)]
    visitor = make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user())
    own = Profile.objects.get()
    for skill in skills:
        role = make_role(requirements={skill: (3, 3)})
        if with_goals:
            own.goals.create(role=role)
        mark(visitor, make_resource(teaches={skill: (1, 4)}), "done")
        mark(visitor, skill, "reached", level="1")
        visitor.post(address("skill_note", skill), {"text": "Mine."})
        visitor.post(address("own_link_add", skill), {"url": "https://example.org/"})

    with django_assert_num_queries(queries):
        page = visitor.get(PROGRESS)
    assert page.content.decode().count("Would you now say") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_resource_detail_costs_a_member_the_same_for_more_rows(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    resource = make_resource(teaches=dict.fromkeys(skills, (1, 4)))
    visitor = make_visitor(ratings=dict.fromkeys(skills, 1), member=make_user())
    mark(visitor, resource, "done")

    with django_assert_num_queries(12):
        visitor.get(resource.get_absolute_url())
