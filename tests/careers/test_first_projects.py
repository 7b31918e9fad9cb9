"""The first project of a role: on its page, among the sources, in the admin and in the report."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from careers.content_checks.first_projects import first_project_findings
from careers.models import FirstProject
from portal.core.publication import State
from tests.admin_pages import errors, filled_in, page_of
from tests.careers.first_projects import make_first_project
from tests.factories import make_role, make_skill, make_source

pytestmark = pytest.mark.django_db

WRITTEN = {
    "first_project-TOTAL_FORMS": "1",
    "first_project-0-title": "Count the trees",
    "first_project-0-build": "A map.",
    "first_project-0-data": "Aerial photographs.",
    "first_project-0-measure": "Trees missed.",
    "first_project-0-good": "A forester agrees.",
    "first_project-0-hours_from": "15",
    "first_project-0-hours_to": "20",
}


def found(title: str) -> list[str]:
    [rows] = [one.rows for one in first_project_findings() if one.title.startswith(title)]
    return list(rows)


def test_role_shows_its_first_project(client, words):
    sql, python = make_skill(title="SQL"), make_skill(title="Python")
    role = make_role(requirements={sql: (3, 5), python: (2, 3)})
    survey = make_source(title="A survey of wages", publisher="A bureau")
    make_first_project(role=role, skills=[sql], sources=[survey])
    text = words(client.get(role.get_absolute_url()))

    assert (
        "A first project Where do wages rise? 15 to 25 hours, by our estimate What to build "
        "A map of wages. With which data An open survey. A survey of wages , A bureau (2025), "
        "seen 1 November 2026 What to measure Rows that are lost. How to know it is good Totals "
        "agree. Skills it exercises SQL"
    ) in text
    assert text.count("A survey of wages") == 1


def test_role_without_a_project_says_nothing_of_one(client, words):
    assert "A first project" not in words(client.get(make_role().get_absolute_url()))


def test_project_does_not_name_a_skill_that_is_a_draft(client, words):
    hidden = make_skill(title="Hidden", state=State.DRAFT)
    role = make_role(requirements={make_skill(): (3, 3), hidden: (3, 3)})
    make_first_project(role=role, skills=[hidden])
    text = words(client.get(role.get_absolute_url()))

    assert "Skills it exercises" not in text
    assert "Hidden" not in text


def test_data_of_published_projects_is_among_the_sources(client, words):
    for state in (State.PUBLISHED, State.DRAFT):
        sources = [make_source(title=f"Data of the {state}")]
        make_first_project(role=make_role(state=state), sources=sources)
    text = words(client.get(reverse("about_sources")))

    assert "Data of the published" in text
    assert "Data of the draft" not in text


def test_curator_writes_a_project_and_marks_its_skills(curator):
    role = make_role(requirements={make_skill(): (3, 5)})
    data = filled_in(curator.get(page_of(role)))
    data |= WRITTEN
    data["requirements-0-in_first_project"] = "on"

    assert curator.post(page_of(role), data).status_code == 302
    assert FirstProject.objects.get(role=role).title == "Count the trees"
    assert role.requirements.get().in_first_project


def test_curator_is_told_that_hours_do_not_run_backwards(curator):
    role = make_role(requirements={make_skill(): (3, 5)})
    data = filled_in(curator.get(page_of(role)))
    data |= WRITTEN | {"first_project-0-hours_to": "10"}

    assert "A first project takes 1 to 40 hours" in errors(curator.post(page_of(role), data))
    assert not FirstProject.objects.exists()


def test_report_names_roles_without_a_project_and_projects_without_skills():
    skill = make_skill()
    good, idle = (
        make_role(title=title, requirements={skill: (3, 3)}) for title in ("Good", "Idle")
    )
    make_first_project(role=good, skills=[skill])
    make_first_project(role=idle)
    make_role(title="Bare")
    make_role(title="A draft", state=State.DRAFT)

    assert found("Roles without a first project") == ["Bare"]
    assert found("First projects that exercise none") == ["Idle"]


def test_report_names_data_to_read_again():
    late = make_source(title="Old data", review_by=localdate() - timedelta(days=1))
    make_first_project(role=make_role(title="Analyst"), sources=[late, make_source()])

    [line] = found("Data of first projects")
    assert "Old data" in line
    assert "Analyst" in line
