"""Occupations as files: into rows, back again, and every mistake named."""

import pytest
from django.core.management import CommandError

from careers.models import Occupation
from tests import content_tree
from tests.content_files import OCCUPATIONS
from tests.factories import make_occupation, make_skill

pytestmark = pytest.mark.django_db


def test_load_makes_rows_with_all_that_belongs_to_them(tree):
    content_tree.load(tree)

    one = Occupation.objects.get(slug="physician")
    assert (one.title, one.group, one.state) == ("Physician", "health", "draft")
    assert (one.summary, one.bridge) == (
        "Looks after patients.",
        "Physicians come over by way of trials.",
    )
    assert [row.title for row in one.titles.all()] == ["Doctor", "GP"]
    assert [(str(row), row.match, row.source.slug) for row in one.codes.all()] == [
        ("O*NET 29-1216.00 Physicians", "close", "wage-survey")
    ]
    assert list(
        one.typical.values_list("skill__slug", "level", "basis", "element", "adjusted")
    ) == [
        ("care", 2, "onet_skill", "2.B.1.f Service Orientation", True),
        ("listening", 1, "editorial", "", False),
    ]
    assert [source.slug for source in one.references.all()] == ["wage-survey"]


def test_title_that_two_occupations_share_leads_to_both(tree):
    content_tree.load(tree)

    assert [one.slug for one in Occupation.objects.titled("doctor")] == ["dentist", "physician"]


def test_dump_writes_what_was_loaded(tree, tmp_path):
    content_tree.load(tree)
    content_tree.dump(tmp_path / "out")

    assert (tmp_path / "out" / OCCUPATIONS).read_text() == (tree / OCCUPATIONS).read_text()


def test_what_a_curator_changed_is_kept(tree):
    content_tree.load(tree)
    Occupation.objects.get(slug="dentist").typical.update(level=3)
    content_tree.edit(tree, OCCUPATIONS, "Looks after teeth.", "Mends teeth.")

    lines = content_tree.load(tree)

    assert lines[-1] == "0 added, 0 changed, 1 kept, 0 removed"
    assert Occupation.objects.get(slug="dentist").summary == "Looks after teeth."


MISTAKES = {
    "level too high": (
        "level: 1, basis: editorial}", "level: 5, basis: editorial}",
        "typical.0.level: Input should be less than or equal to 4",
    ),
    "unknown skill": (
        "skill: listening", "skill: listenin",
        "There is no skill 'listenin'. Did you mean 'listening'?",
    ),
    "skill twice": ("skill: listening", "skill: care", "'care' appears twice"),
    "basis without its element": (
        "    element: 2.B.1.f Service Orientation\n", "", "Name the element of the source",
    ),
    "judgement with an element": (
        "basis: editorial}", "basis: editorial, element: Speaking}",
        "What is editorial has no element and is not adjusted",
    ),
    "title of another": (
        "titles: [Doctor, GP]", "titles: [dentist]",
        "'dentist' is the title of the occupation 'dentist' already",
    ),
    "title twice": ("titles: [Doctor, GP]", "titles: [Doctor, doctor]", "looks like"),
    "its own title": ("titles: [Doctor, GP]", "titles: [PHYSICIAN]", "looks like 'Physician'"),
    "unknown group": ("  title: Dentist\n", "  title: Dentist\n  group: wizards\n", "group"),
    "unknown source": (
        "source: wage-survey", "source: wage-surveys",
        "codes: There is no source 'wage-surveys'. Did you mean 'wage-survey'?",
    ),
    "no summary": ("  summary: Looks after teeth.\n", "", "summary"),
    "unknown key": ("  title: Dentist\n", "  title: Dentist\n  wage: 1\n", "wage"),
    "nothing typical": (
        "  typical:\n  - {skill: care, level: 1, basis: editorial}\n", "",
        "It cannot be published, because a typical skill is missing.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_with_file_and_line_and_nothing_is_loaded(tree, mistake):
    old, new, said = mistake
    content_tree.edit(tree, OCCUPATIONS, old, new)

    with pytest.raises(CommandError) as refused:
        content_tree.load(tree)

    [line] = [line for line in str(refused.value).splitlines() if said in line]
    path, number, *_ = line.split(":")
    assert path == OCCUPATIONS
    assert number.isdigit()
    assert not Occupation.objects.exists()


def test_row_of_the_database_that_a_file_could_not_hold_is_named(tmp_path):
    make_occupation(slug="nurse", title="Nurse", titles=["nurse"], typical={make_skill(): 2})

    with pytest.raises(CommandError, match=r"occupation 'nurse'.*looks like"):
        content_tree.dump(tmp_path)
