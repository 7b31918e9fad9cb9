import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.urls import reverse
from icalendar import Calendar

from careers.models import Skill
from tests.careers.plan_views.plans import (
    CHOOSE,
    NEW_YEAR,
    PLAN,
    file_of,
    plan_of,
)
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


def test_calendar_holds_each_step_over_its_weeks(training):
    python, pandas = training["python"], training["pandas"]
    make_resource(
        title="Long, long; title", hours_from=8, hours_to=12, teaches={python: (0, 4)}, by="Ä" * 90
    )
    make_resource(hours_from=4, hours_to=40, teaches={pandas: (0, 3)})
    visitor = make_visitor(
        ratings={python: 1, pandas: 0, training["spark"]: 3}, goals=[training["role"]]
    )
    visitor.post(CHOOSE, NEW_YEAR)
    before = datetime.now(UTC).replace(microsecond=0)
    response = visitor.get(file_of(training["role"], "calendar"))
    calendar = Calendar.from_ical(response.content)
    first, second = calendar.walk("VEVENT")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plan.ics"'
    assert (str(calendar["version"]), bool(calendar["prodid"])) == ("2.0", True)
    assert [(event.start, event.end) for event in (first, second)] == [
        (date(2027, 1, 4), date(2027, 1, 25)),
        (date(2027, 1, 25), date(2027, 4, 5)),
    ]
    assert str(first["summary"]) == "Python: level 1 to 4"
    assert f"Long, long; title ({'Ä' * 90}): https://resource.example/" in str(first["description"])
    assert "Done by 17 January to 24 January 2027" in str(first["description"])
    assert before <= first["dtstamp"].dt <= datetime.now(UTC)
    assert max(map(len, response.content.split(b"\r\n"))) <= 75


def test_table_holds_each_resource_of_each_step(training):
    python, law = training["python"], training["law"]
    make_resource(
        slug="sum",
        title="=SUM(1)",
        by="@author",
        teaches={python: (0, 4)},
        hours_from=8,
        hours_to=12,
    )
    visitor = make_visitor(ratings={python: 1, law: 0}, goals=[training["role"]])
    visitor.post(CHOOSE, NEW_YEAR)
    response = visitor.get(reverse("careers:plan_table"))
    text = response.content.decode()
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plan.csv"'
    assert [list(row.values()) for row in rows] == [
        ["1", "Law", "0", "2", "3", "Engineer", *[""] * 10, "2027-01-10", "2027-01-10"],
        [
            *("2", "Python", "1", "4", "2", "Engineer", "'=SUM(1)", "'@author"),
            *("https://resource.example/sum", "Course", "Free", "No exercises", "8", "12", "2", ""),
            *("2027-01-17", "2027-01-24"),
        ],
    ]
    assert visitor.get(file_of(training["role"], "table")).content == response.content


def test_plan_says_what_there_is_to_practise(words):
    law = make_skill(title="Law")
    role = make_role(requirements={law: (3, 4)})
    make_resource(title="Drill", by="A", practice="exercises", teaches={law: (0, 3)})
    make_resource(title="Treatise", by="B", hours_to=99, practice="project", teaches={law: (0, 3)})
    text = words(make_visitor(ratings={law: 0}).get(plan_of(role)))

    assert "Drill , course, free, with exercises, 8 to 12 hours" in text
    assert "A course free with exercises level 0 to 3" in text
    assert "Treatise B, course, free, with a project, 8 to 99 hours" in text


@pytest.mark.parametrize("name", ["plan_calendar", "plan_table"])
def test_plan_without_steps_has_no_file(client, training, name):
    assert client.get(reverse(f"careers:{name}")).status_code == 404
    assert "plan.ics" not in client.get(plan_of(training["role"])).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 3), ("visitor", 14), ("member", 15)])
def test_plan_of_a_role_costs_the_same_for_more_rows(django_assert_num_queries, who, queries, rows):
    role, asking = _asking(who, rows)
    asking.get(plan_of(role))  # the graph of prerequisites is read once per version

    with django_assert_num_queries(queries):
        asking.get(plan_of(role))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 2), ("visitor", 14), ("member", 15)])
def test_plan_of_all_goals_costs_the_same_for_more_rows(
    django_assert_num_queries, who, queries, rows
):
    _, asking = _asking(who, rows)
    asking.get(PLAN)

    with django_assert_num_queries(queries):
        asking.get(PLAN)


def _asking(who: str, rows: int):
    """A role, and a browser of somebody with so many gaps, goals, and skills left out."""
    skills = [make_skill(prerequisites=[make_skill()]) for _ in range(2 * rows)]
    roles = [make_role(requirements=dict.fromkeys(skills, (3, 4))) for _ in range(rows)]
    for skill in skills:
        make_resource(teaches={skill: (0, 3)})
    if who == "reader":
        return roles[0], make_visitor()
    member = make_user() if who == "member" else None
    asking = make_visitor(ratings=dict.fromkeys(skills, 1), goals=roles, member=member)
    for skill in skills[:rows]:
        asking.post(reverse("careers:skill_exclude", args=[skill.slug]))
    return roles[0], asking


def test_names_of_addresses_are_no_roles_that_cannot_be_planned_for():
    """A role may be called goals, choices or skills and has its plan all the same."""
    slugs = ["goals", "choices", "skills", "add", "save"]
    roles = [make_role(slug=slug, requirements={make_skill(): (3, 3)}) for slug in slugs]
    visitor = make_visitor(ratings=dict.fromkeys(Skill.objects.all(), 1))

    assert [visitor.get(plan_of(role)).status_code for role in roles] == [200] * 5
    assert [visitor.get(file_of(role, "calendar")).status_code for role in roles] == [200] * 5
