"""A plan says how much it knows, and names no date that it cannot keep."""

import pytest

from careers.models import Prerequisite
from tests.careers.plan_views.plans import CHOOSE, file_of, plan_of
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal():
    """A role that asks two skills of importance 4 and one of 2, each learned in 10 to 20 hours."""
    skills = [make_skill(title=title) for title in ("Python", "Kubernetes", "Law")]
    for skill in skills:
        make_resource(teaches={skill: (0, 5)}, hours_from=10, hours_to=20)
    demands = dict(zip(skills, ((3, 4), (3, 4), (3, 2)), strict=True))
    return make_role(title="Engineer", requirements=demands), skills


def test_plan_of_which_too_little_is_known_names_no_end_and_asks(goal, words):
    role, [python, _, _] = goal
    response = make_visitor(ratings={python: 1}).get(plan_of(role))
    text = words(response)

    assert "Done by No end date yet: only 40 % of what is asked is known." in text
    assert "Ahead 1 step, 10 to 60 hours of learning by our estimate" in text
    assert "2 skills that you have not rated: up to 40 of these hours, from nothing." in text
    assert "To narrow it, rate Kubernetes , Law ." in text
    assert "In time" not in text


def test_plan_of_which_enough_is_known_names_its_end(goal, words):
    role, [python, kubernetes, _] = goal
    text = words(make_visitor(ratings={python: 1, kubernetes: 3}).get(plan_of(role)))

    assert "No end date yet" not in text
    assert "Ahead 1 step, 10 to 40 hours of learning by our estimate" in text
    assert "1 skill that you have not rated: up to 20 of these hours" in text
    assert "In time" in text


def test_first_month_is_dated_though_the_end_is_not(goal, words):
    role, [python, _, law] = goal
    make_resource(teaches={law: (0, 5)}, hours_from=5, hours_to=15)
    visitor = make_visitor(ratings={python: 1, law: 0}, goals=[role])
    visitor.post(CHOOSE, {"hours_per_week": "5"})
    text = words(visitor.get(plan_of(role)))

    assert text.count("Done in week") == 1
    assert text.count("No date yet: too little of this goal is known.") == 1
    assert visitor.get(file_of(role, "calendar")).content.count(b"BEGIN:VEVENT") == 1
    assert visitor.get(file_of(role, "table")).content.count(b"-") > 0


def test_calendar_of_no_dated_step_is_none(goal):
    role, [python, _, _] = goal
    visitor = make_visitor(ratings={python: 1}, goals=[role])
    visitor.post(CHOOSE, {"hours_per_week": "1"})
    response = visitor.get(plan_of(role))

    assert file_of(role, "calendar") not in response.content.decode()
    assert visitor.get(file_of(role, "calendar")).status_code == 404
    assert visitor.get(file_of(role, "table")).status_code == 200


def test_what_is_implied_is_known_and_its_step_starts_there(goal, words):
    role, [python, kubernetes, law] = goal
    Prerequisite.objects.create(skill=kubernetes, needs=python, level=2)
    text = words(make_visitor(ratings={kubernetes: 4}).get(plan_of(role)))

    assert "from 2 guided to 3 independent" in text
    assert "1 skill that you have not rated" in text
    assert law.title in text


def test_telling_more_never_makes_the_range_of_hours_wider(goal, words):
    role, skills = goal
    ranges = []
    for count in (1, 2, 3):
        visitor = make_visitor(ratings=dict.fromkeys(skills[:count], 0))
        head = words(visitor.get(plan_of(role))).split(" of learning by our estimate")[0]
        low, _, high, _ = head.split()[-4:]
        ranges.append((int(low), int(high)))

    assert ranges == [(10, 60), (20, 60), (30, 60)]


def test_plan_of_what_nobody_estimated_has_no_finish(training, words):
    make_resource(
        title="Endless", hours_from=None, hours_to=None, teaches={training["law"]: (0, 2)}
    )
    text = words(
        make_visitor(ratings={training["law"]: 1, training["spark"]: 3, training["pandas"]: 3}).get(
            plan_of(training["role"])
        )
    )

    assert "Pace 6 hours a week from today" in text
    assert "Done by" not in text.split("In time")[0]
    assert "hours not estimated" in text
    assert "Nobody has estimated the hours of Endless: they are in no sum." in text
