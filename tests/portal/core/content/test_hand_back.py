"""What a curator changed is handed back to its file by name, a field or the whole row."""

import pytest
from django.core.management import CommandError

from careers.models import Resource, Role, Skill
from portal.models import LoadedRow
from scalability.models import CaseStudy
from tests import content_tree
from tests.content_files import ANALYST, MATHS, RESOURCES, SHOP
from tests.factories import make_skill

pytestmark = pytest.mark.django_db

NOTHING = ["0 added, 0 changed, 0 kept, 0 removed"]
ONE_CHANGED = "0 added, 1 changed, 0 kept, 0 removed"


@pytest.fixture
def edited(loaded):
    """A curator changed title and purpose of a role, its file purpose and entry route."""
    Role.objects.filter(slug="data-analyst").update(title="Our title", purpose="Our purpose.")
    content_tree.edit(loaded, ANALYST, "from its data", "from data")
    content_tree.edit(loaded, ANALYST, "that counts things", "that counts")
    return loaded


def analyst() -> tuple[str, str, str]:
    return Role.objects.values_list("title", "purpose", "entry_route").get(slug="data-analyst")


def refused(root, *take: str) -> str:
    before = content_tree.all_rows()
    with pytest.raises(CommandError) as caught:
        content_tree.load(root, take=take)
    assert content_tree.all_rows() == before
    return str(caught.value).removesuffix("\n1 mistake; nothing was loaded.")


def test_fields_are_told_by_who_changed_them(edited):
    assert content_tree.load(edited) == [
        "kept role data-analyst: a curator changed title, purpose; its file changed entry_route",
        "0 added, 0 changed, 1 kept, 0 removed",
    ]


def test_field_that_only_its_file_changed_is_taken_and_the_others_stay(edited):
    assert content_tree.load(edited, take=["role:data-analyst.entry_route"]) == [
        "changed role data-analyst: took entry_route from its file",
        ONE_CHANGED,
    ]
    assert analyst() == ("Our title", "Our purpose.", "From a degree in a field that counts.")
    assert content_tree.load(edited)[0] == (
        "kept role data-analyst: a curator changed title, purpose"
    )


def test_field_that_a_curator_changed_is_taken_and_the_others_stay(edited):
    content_tree.load(edited, take=["role:data-analyst.purpose"])

    assert analyst() == (
        "Our title",
        "Answers questions of a business from data.",
        "From a degree in a field that counts things.",
    )
    assert content_tree.load(edited)[0] == (
        "kept role data-analyst: a curator changed title; its file changed entry_route"
    )


def test_row_is_taken_whole_and_is_its_files_from_then_on(edited):
    assert content_tree.load(edited, take=["role:data-analyst"])[-1] == ONE_CHANGED
    assert analyst()[0] == "Data analyst"

    content_tree.edit(edited, ANALYST, "title: Data analyst", "title: Analyst")
    assert content_tree.load(edited)[-1] == ONE_CHANGED


def test_row_whose_fields_were_all_taken_is_its_files_from_then_on(edited):
    fields = ("title", "purpose", "entry_route")
    content_tree.load(edited, take=[f"role:data-analyst.{field}" for field in fields])
    assert content_tree.load(edited) == NOTHING

    content_tree.edit(edited, ANALYST, "title: Data analyst", "title: Analyst")
    assert content_tree.load(edited)[-1] == ONE_CHANGED


def test_children_of_a_row_are_a_field_like_any_other(loaded):
    role = Role.objects.get(slug="data-analyst")
    role.aliases.all().delete()
    role.requirements.filter(skill__slug="python").delete()
    content_tree.load(loaded, take=["role:data-analyst.requirements"])

    assert role.requirements.count() == 2
    assert not role.aliases.exists()
    role.refresh_from_db()
    assert role.weight == 8


def test_deleted_row_comes_back_when_it_is_taken(loaded):
    CaseStudy.objects.all().delete()

    assert content_tree.load(loaded, take=["case-study:shop"]) == [
        "1 added, 0 changed, 0 kept, 0 removed"
    ]
    assert content_tree.load(loaded) == NOTHING


def test_row_whose_file_is_gone_goes_when_it_is_taken(loaded):
    CaseStudy.objects.update(title="Our own title")
    (loaded / SHOP).unlink()
    assert content_tree.load(loaded)[0].startswith("kept case study shop")

    assert content_tree.load(loaded, take=["case study:shop"])[0] == "removed case study shop"


def test_curators_own_row_of_the_same_slug_is_taken(tree):
    make_skill(slug="statistics", title="Our statistics")
    content_tree.load(tree)

    content_tree.load(tree, take=["skill:statistics"])

    assert Skill.objects.get(slug="statistics").title == "Statistics"


def test_row_that_is_as_in_its_file_can_be_handed_over(loaded):
    LoadedRow.objects.of("skill").delete()  # as if a curator had written them all
    assert content_tree.load(loaded, take=["skill:statistics"]) == NOTHING

    content_tree.edit(loaded, MATHS, "can and cannot say", "says")
    assert content_tree.load(loaded)[-1] == ONE_CHANGED


def test_row_that_no_file_can_describe_is_taken_whole_only(loaded):
    Resource.objects.get(slug="sql-book").teaches.all().delete()
    content_tree.edit(loaded, RESOURCES, "A book on SQL", "The book on SQL")

    assert refused(loaded, "resource:sql-book.title") == (
        "--take resource:sql-book.title: name: Only the whole row can be taken: leave the field "
        "out."
    )
    assert content_tree.load(loaded, take=["resource:sql-book"])[-1] == ONE_CHANGED


def test_fields_that_do_not_go_together_are_refused(loaded):
    Resource.objects.filter(slug="python-tutorial").update(hours_from=13)
    content_tree.edit(loaded, RESOURCES, "hours_to: 14", "hours_to: 12")

    said = refused(loaded, "resource:python-tutorial.hours_to")
    assert said == f"{RESOURCES}:1: entry: hours_to is lower than hours_from. Correct the value."


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("job:data-analyst", "This kind doesn't exist. Begin with one of: source, family, skill,"),
        ("data-analyst", "This kind doesn't exist. Begin with one of: source, family, skill,"),
        ("role:data-analist", "There is no role 'data-analist' in the files. Did you mean"),
        ("role:", "There is no role '' in the files. Write KIND:SLUG or KIND:SLUG.FIELD."),
        (
            "role:data-analyst.titel",
            "A role doesn't have this field. Name one of: state, title, family,",
        ),
    ],
)
def test_name_of_nothing_is_refused(loaded, name, remedy):
    assert refused(loaded, name).startswith(f"--take {name}: name: {remedy}")


def test_field_of_a_row_without_a_file_is_refused(loaded):
    (loaded / SHOP).unlink()

    assert refused(loaded, "case-study:shop.title").endswith(
        "Its file is gone, so only the whole row can be taken."
    )


def test_record_of_rows_from_before_is_filled_in_where_it_is_plain(loaded):
    LoadedRow.objects.update(record=None, file_digest="")  # as an older version left them
    Role.objects.filter(slug="data-analyst").update(title="Our title")
    assert content_tree.load(loaded)[0] == "kept role data-analyst: a curator changed title"
    content_tree.edit(loaded, ANALYST, "that counts things", "that counts")

    assert content_tree.load(loaded)[0] == (
        "kept role data-analyst: a curator changed title; its file changed entry_route"
    )
    assert not LoadedRow.objects.filter(record=None).exists()


def test_field_is_taken_although_it_is_unknown_what_was_loaded(edited):
    LoadedRow.objects.update(record=None)
    assert content_tree.load(edited)[0] == (
        "kept role data-analyst: a curator changed it, and its file differs in title, purpose, "
        "entry_route"
    )

    content_tree.load(edited, take=["role:data-analyst.entry_route"])

    assert analyst() == ("Our title", "Our purpose.", "From a degree in a field that counts.")
