import pytest
from django.db import transaction
from hypothesis import given, settings

from careers.models import Profile
from careers.portable.document import Document, Place
from careers.portable.entries import NoteEntry, RatingEntry
from careers.portable.rows import bring_in, taken_from, unknown_in
from portal.publication import State
from tests.documents import NOW, RESOURCES, ROLES, SKILLS, documents
from tests.factories import make_profile, make_resource, make_role, make_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    make_content()


def make_content() -> None:
    for slug in reversed(SKILLS):
        make_skill(slug=slug)
    for slug in RESOURCES:
        make_resource(slug=slug)
    for slug in ROLES:
        make_role(slug=slug)


@settings(max_examples=60)
@given(documents)
def test_import_of_an_export_gives_the_same_export(document):
    with transaction.atomic():
        make_content()
        profile = make_profile()
        bring_in(profile, document)
        exported, profiles = taken_from(profile), Profile.objects.count()
        transaction.set_rollback(True)

    assert exported == document
    assert profiles == 1


@settings(max_examples=20)
@given(documents)
def test_import_of_ones_own_export_changes_nothing(document):
    """Unless the file says of itself that a rating was taken back after it was given."""
    given_only = tuple(one for one in document.history if one.level is not None)
    document = document.model_copy(update={"history": given_only})
    with transaction.atomic():
        make_content()
        profile = make_profile()
        bring_in(profile, document)
        bring_in(profile, Document.read(document.written().encode(), NOW))
        exported = taken_from(profile)
        transaction.set_rollback(True)

    assert exported == document


def test_import_joins_and_the_newer_stays(content):
    profile = make_profile()
    early, late = NOW.replace(year=2024), NOW.replace(year=2025)
    bring_in(
        profile,
        Document(
            ratings=(
                RatingEntry(skill="python", level=4, rated=late),
                RatingEntry(skill="sql", level=1, rated=early),
            ),
            notes=(NoteEntry(skill="sql", text="mine", changed=early),),
        ),
    )
    bring_in(
        profile,
        Document(
            ratings=(
                RatingEntry(skill="python", level=1, rated=early),
                RatingEntry(skill="sql", level=3, rated=late),
                RatingEntry(skill="zig", level=2, rated=early),
            ),
        ),
    )

    assert profile.levels() == {"python": 4, "sql": 3, "zig": 2}
    assert [note.text for note in profile.notes.all()] == ["mine"]


def test_what_a_document_names_and_nobody_can_see_is_unknown(content):
    hidden = make_skill(slug="hidden", state=State.DRAFT)
    document = Document(
        present_role="wizard",
        ratings=(
            RatingEntry(skill="hidden", level=3, rated=NOW),
            RatingEntry(skill="python", level=3, rated=NOW),
        ),
    )
    unknown = [
        Place("present_role", "role", "wizard"),
        Place("ratings, entry 1", "skill", "hidden"),
    ]

    assert unknown_in(document, None) == unknown
    assert unknown_in(document, make_profile()) == unknown
    assert unknown_in(document, make_profile(ratings={hidden: 1})) == unknown[:1]


def test_export_holds_what_is_about_drafts_by_slug():
    hidden = make_skill(slug="hidden", state=State.DRAFT)

    assert [one.skill for one in taken_from(make_profile(ratings={hidden: 1})).ratings] == [
        "hidden"
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_export_costs_the_same_for_more_rows(django_assert_num_queries, rows):
    profile = make_profile(ratings={make_skill(): 2 for _ in range(rows)})

    with django_assert_num_queries(9):
        taken_from(profile)
