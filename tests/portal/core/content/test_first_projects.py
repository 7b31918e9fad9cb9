"""The first project of a role, from file to rows and back."""

import pytest
from django.core.management import CommandError

from careers.models import FirstProject, Requirement, Role
from tests import content_tree
from tests.content_files import ANALYST, FILES

pytestmark = pytest.mark.django_db

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
BEFORE = "references: [wage-survey]\n"
PROJECT = """\
project:
  title: Where do wages rise?
  hours_from: 15
  hours_to: 25
  skills: [sql]
  build: A dashboard of one page.
  data: A survey that is free to use.
  measure: The rows that a query loses.
  good: Somebody else gets the same totals.
  sources: [wage-survey]
"""


@pytest.fixture
def with_project(loaded):
    content_tree.edit(loaded, ANALYST, BEFORE, BEFORE + PROJECT)
    content_tree.load(loaded)
    return loaded


def exercised() -> list[str]:
    rows = Requirement.objects.filter(role__slug="data-analyst", in_first_project=True)
    return list(rows.values_list("skill__slug", flat=True))


def test_a_project_becomes_a_row_that_marks_requirements(with_project):
    project = FirstProject.objects.get(role__slug="data-analyst")

    assert project.title == "Where do wages rise?"
    assert project.hours == (15, 25)
    assert [source.slug for source in project.sources.all()] == ["wage-survey"]
    assert exercised() == ["sql"]


def test_a_project_comes_back_as_it_was_written(with_project):
    assert content_tree.dump(with_project) == ["0 files written or removed"]
    assert content_tree.load(with_project) == NOTHING
    assert content_tree.texts(with_project)[ANALYST] == FILES[ANALYST].replace(
        BEFORE, BEFORE + PROJECT
    )


def test_a_project_that_left_the_file_leaves_the_role(with_project):
    content_tree.edit(with_project, ANALYST, PROJECT, "")
    content_tree.load(with_project)

    assert not FirstProject.objects.exists()
    assert exercised() == []
    assert Role.objects.get(slug="data-analyst").weight == 8


def test_what_a_curator_wrote_of_a_project_is_kept(with_project):
    FirstProject.objects.update(title="Where do wages fall?")
    content_tree.edit(with_project, ANALYST, "hours_to: 25", "hours_to: 20")

    assert content_tree.load(with_project) == [
        "kept role data-analyst: a curator changed project",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]
    assert FirstProject.objects.get().title == "Where do wages fall?"


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (
            "  title: Where do wages rise?\n",
            "",
            "  hours_from:",
            "project.title: Add this key.",
        ),
        (
            "  measure:",
            "  measures:",
            "  measures:",
            "project.measures: This key doesn't exist. Correct its spelling or remove it.",
        ),
        (
            "hours_to: 25",
            "hours_to: 12",
            "  title: Where",
            "project: hours_to is lower than hours_from. Correct the value.",
        ),
        (
            "hours_to: 25",
            "hours_to: 41",
            "  hours_to: 41",
            "project.hours_to: Input should be less than or equal to 40. Correct the value.",
        ),
        (
            "skills: [sql]",
            "skills: []",
            "  skills: []",
            "project.skills: Value should have at least 1 item after validation, not 0.",
        ),
        (
            "skills: [sql]",
            "skills: [sql, statistics]",
            "  title: Where",
            "project: The role does not ask 'statistics'. Remove it from the skills of the",
        ),
        (
            "sources: [wage-survey]\n",
            "sources: [wage-surveys]\n",
            "  sources:",
            "project: There is no source 'wage-surveys'. Did you mean 'wage-survey'?",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_remedy(loaded, old, new, at, says):
    content_tree.edit(loaded, ANALYST, BEFORE, BEFORE + PROJECT.replace(old, new))
    lines = content_tree.texts(loaded)[ANALYST].splitlines()
    line = next(n for n, text in enumerate(lines, start=1) if text.startswith(at))

    with pytest.raises(CommandError) as error:
        content_tree.load(loaded)

    assert f"{ANALYST}:{line}: {says}" in str(error.value)
    assert not FirstProject.objects.exists()
