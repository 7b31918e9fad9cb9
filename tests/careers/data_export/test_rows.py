import pytest
from django.db import transaction
from hypothesis import given, settings

from careers.data_export import rows
from careers.data_export.document import Document, Mention
from careers.data_export.entries import ChangeEntry, NoteEntry, RatingEntry
from careers.data_export.rows import document_of, import_document, kept_counts, unknown_in
from careers.models import Profile
from portal.core import batches
from portal.core.publication import State
from tests.documents import NOW, OCCUPATIONS, RESOURCES, ROLES, SKILLS, documents
from tests.factories import make_occupation, make_profile, make_resource, make_role, make_skill

pytestmark = pytest.mark.django_db

QUERIES = 43  # of an import of a list, whatever it holds


@pytest.fixture
def content():
    make_content()


def make_content() -> None:
    for slug in reversed(SKILLS):
        make_skill(slug=slug)
    for slug in RESOURCES:
        make_resource(slug=slug)
    make_resource(language="de")  # the other language that the documents choose
    for slug in ROLES:
        make_role(slug=slug)
    for slug in OCCUPATIONS:
        make_occupation(slug=slug)


@settings(max_examples=60)
@given(documents)
def test_import_of_an_export_gives_the_same_export(document):
    with transaction.atomic():
        make_content()
        profile = make_profile()
        import_document(profile, document)
        exported, profiles = document_of(profile), Profile.objects.count()
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
        import_document(profile, document)
        import_document(profile, Document.read(document.written().encode(), NOW))
        exported = document_of(profile)
        transaction.set_rollback(True)

    assert exported == document


def test_import_joins_and_the_newer_stays(content):
    profile = make_profile()
    early, late = NOW.replace(year=2024), NOW.replace(year=2025)
    import_document(
        profile,
        Document(
            ratings=(
                RatingEntry(skill="python", level=4, rated=late),
                RatingEntry(skill="sql", level=1, rated=early),
            ),
            notes=(NoteEntry(skill="sql", text="mine", changed=early),),
        ),
    )
    import_document(
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
        Mention("present_role", "role", "wizard"),
        Mention("ratings, entry 1", "skill", "hidden"),
    ]

    assert unknown_in(document, None) == unknown
    assert unknown_in(document, make_profile()) == unknown
    assert unknown_in(document, make_profile(ratings={hidden: 1})) == unknown[:1]


def test_export_holds_what_is_about_drafts_by_slug():
    hidden = make_skill(slug="hidden", state=State.DRAFT)

    profile = make_profile(ratings={hidden: 1})
    profile.come_from(make_occupation(slug="miner", state=State.DRAFT))
    document = document_of(profile)

    assert ([one.skill for one in document.ratings], document.occupation) == (["hidden"], "miner")
    assert unknown_in(document, None) == []  # by the proof that the file carries


@pytest.mark.parametrize("rows", [1, 3])
def test_export_costs_the_same_for_more_rows(django_assert_num_queries, rows):
    profile = make_profile(ratings={make_skill(): 2 for _ in range(rows)})

    with django_assert_num_queries(9):
        document_of(profile)


@pytest.mark.parametrize("count", [1, 3])
def test_import_costs_the_same_for_more_rows(content, django_assert_num_queries, count):
    ratings = tuple(RatingEntry(skill=slug, level=3, rated=NOW) for slug in SKILLS[:count])
    profile = make_profile()

    with django_assert_num_queries(QUERIES):
        import_document(profile, Document(ratings=ratings))


def test_import_writes_its_rows_in_portions_that_let_others_write(content, monkeypatch):
    pauses = []
    monkeypatch.setattr(batches, "sleep", pauses.append)
    monkeypatch.setattr(rows, "PORTION", 3)
    profile = make_profile()
    history = tuple(
        ChangeEntry(skill="sql", level=1, changed=NOW.replace(day=day)) for day in range(1, 9)
    )
    import_document(profile, Document(history=history))

    assert document_of(profile).history == history
    assert len(pauses) == 3


def test_import_that_fails_midway_leaves_nothing(content, monkeypatch):
    def fail(_):
        raise KeyboardInterrupt

    profile = make_profile()
    monkeypatch.setattr(batches, "sleep", fail)
    with pytest.raises(KeyboardInterrupt):
        import_document(profile, Document(ratings=(RatingEntry(skill="sql", level=3, rated=NOW),)))

    assert list(Profile.objects.all()) == [profile]
    assert profile.levels() == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_what_a_person_has_something_about_is_looked_up_in_eight_queries(
    content, django_assert_num_queries, rows
):
    """And what the portal shows in four; only where a document names something else."""
    profile = make_profile(ratings={make_skill(): 1 for _ in range(rows)})
    shown = Document(ratings=(RatingEntry(skill="sql", level=3, rated=NOW),))

    with django_assert_num_queries(4):
        unknown_in(shown, profile)
    with django_assert_num_queries(12):
        unknown_in(shown.model_copy(update={"present_role": "wizard"}), profile)


def test_counts_are_those_of_the_export(content):
    profile = make_profile(ratings={make_skill(): 2})
    assert set(kept_counts(profile).values()) == {0, 1}
    import_document(
        profile,
        Document(
            present_role="researcher",
            ratings=(RatingEntry(skill="sql", level=3, rated=NOW),),
            notes=(NoteEntry(skill="sql", text="mine", changed=NOW),),
        ),
    )

    counts = {name: count for name, count in kept_counts(profile).items() if count}
    assert counts == {"present_role": 1, "ratings": 2, "notes": 1}
