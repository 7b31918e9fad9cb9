"""What a role asks as any of several skills, from file to rows and back."""

import pytest

from careers.models import Requirement, Role
from tests import content_tree
from tests.content_files import ANALYST, FILES

pytestmark = pytest.mark.django_db

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
ALONE = "{skill: python, level: 2"
CHOICE = "{any_of: [statistics, python], level: 2"


@pytest.fixture
def with_choice(loaded):
    content_tree.edit(loaded, ANALYST, ALONE, CHOICE)
    content_tree.load(loaded)
    return loaded


def rows():
    asked = Requirement.objects.filter(role__slug="data-analyst").order_by("pk")
    return list(asked.values_list("skill__slug", "level", "importance", "choice"))


def test_a_choice_becomes_rows_with_one_number_that_weigh_once(with_choice):
    assert rows() == [("sql", 4, 5, None), ("statistics", 2, 3, 1), ("python", 2, 3, 1)]
    assert Role.objects.get(slug="data-analyst").weight == 8


def test_a_choice_comes_back_as_it_was_written(with_choice):
    assert content_tree.dump(with_choice) == ["0 files written or removed"]
    assert content_tree.load(with_choice) == NOTHING
    assert content_tree.texts(with_choice)[ANALYST] == FILES[ANALYST].replace(ALONE, CHOICE)


def test_the_order_within_a_choice_is_a_change(with_choice):
    turned = CHOICE.replace("statistics, python", "python, statistics")
    content_tree.edit(with_choice, ANALYST, CHOICE, turned)

    assert content_tree.load(with_choice)[-1] == "0 added, 1 changed, 0 kept, 0 removed"
    assert [skill for skill, *_ in rows()] == ["sql", "python", "statistics"]


def test_what_a_curator_made_of_a_choice_is_kept(with_choice):
    Requirement.objects.filter(skill__slug="statistics").update(choice=None)
    content_tree.edit(with_choice, ANALYST, CHOICE, CHOICE.replace("level: 2", "level: 4"))

    assert content_tree.load(with_choice) == [
        "kept role data-analyst: a curator changed requirements",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]
    assert rows()[1:] == [("statistics", 2, 3, None), ("python", 2, 3, 1)]


def test_what_a_curator_made_a_choice_is_dumped_as_one(loaded):
    Requirement.objects.filter(role__slug="data-analyst").update(choice=7, level=4, importance=5)
    content_tree.dump(loaded)

    assert (
        "- {any_of: [sql, python], level: 4, importance: 5}" in content_tree.texts(loaded)[ANALYST]
    )
