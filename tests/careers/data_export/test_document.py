import json
from datetime import timedelta

import pytest
from hypothesis import given

from careers.data_export.document import Document, Mention
from careers.data_export.recognition import UnreadableError
from tests.documents import NOW, documents

EMPTY = {"format": "ai-career-portal-profile", "version": 1}
EARLY, LATE = "2026-01-01T00:00:00Z", "2026-02-01T10:30:00.123456+02:00"
RATING = {"skill": "python", "level": 3, "rated": EARLY}
NOTE = {"skill": "python", "text": "Read it again.", "changed": EARLY}
LINK = {"skill": "python", "url": "https://example.org/", "added": EARLY}
LEVEL = {"skill": "python", "level": 2, "state": "reached", "changed": EARLY}
CHOICES = {"hours_per_week": 6, "free_only": True, "avoided_kinds": ["video"], "language": ""}


def read(text=None, **held) -> Document:
    return Document.read(json.dumps(EMPTY | held).encode() if text is None else text, NOW)


def problems(text=None, **held) -> list[str]:
    with pytest.raises(UnreadableError) as raised:
        read(text, **held)
    return raised.value.problems


@given(documents)
def test_document_that_is_read_is_the_one_that_was_written(document):
    written = document.written({"skills": []})

    assert Document.read(written.encode(), NOW) == document
    assert Document.read(written.encode(), NOW).written({"skills": []}) == written


def test_document_needs_no_more_than_its_format_and_version():
    assert read() == Document()
    assert read(resume={"skills": [{"name": "Python"}]}) == Document()


def test_entries_stand_in_one_order_whatever_order_the_file_has():
    late = RATING | {"skill": "art", "rated": LATE}
    goals = [{"role": "b", "added": LATE}, {"role": "c", "added": EARLY}]
    document = read(ratings=[RATING, late], goals=goals)

    assert [one.skill for one in document.ratings] == ["art", "python"]
    assert [one.role for one in document.goals] == ["c", "b"]
    assert document.goals[1].added.isoformat() == "2026-02-01T08:30:00.123456+00:00"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"ratings": [RATING, {**RATING, "skill": "sql", "level": 6}]}, "ratings, entry 2, level"),
        ({"ratings": [RATING | {"level": True}]}, "ratings, entry 1, level"),
        ({"ratings": [RATING | {"level": 10**30}]}, "ratings, entry 1, level"),
        ({"ratings": [RATING, RATING]}, "ratings: “python” appears twice. Remove one"),
        (
            {"ratings": [{"skill": "python", "level": 3}]},
            "ratings, entry 1, rated: This is missing",
        ),
        ({"ratings": [RATING | {"mood": 3}]}, "entry 1, mood: The portal does not know this."),
        ({"ratings": [RATING | {"skill": "a b"}]}, "ratings, entry 1, skill"),
        ({"ratings": [RATING | {"rated": "2026-01-01"}]}, "ratings, entry 1, rated"),
        ({"ratings": [RATING | {"rated": "2026-01-01T00:00:00"}]}, "ratings, entry 1, rated"),
        ({"ratings": [RATING | {"rated": "0001-01-01T00:00:00+14:00"}]}, "before the year 2000"),
        ({"ratings": [RATING | {"rated": "9999-01-01T00:00:00Z"}]}, "lies in the future"),
        ({"notes": [NOTE | {"text": "a\x00b"}]}, "notes, entry 1, text: This text holds a NUL"),
        ({"notes": [NOTE | {"text": "a" * 5001}]}, "notes, entry 1, text"),
        ({"notes": [NOTE | {"text": ""}]}, "notes, entry 1, text"),
        ({"links": [LINK | {"url": "javascript:alert(1)"}]}, "links, entry 1, url"),
        ({"links": [LINK | {"url": "ftp://example.org/"}]}, "http:// or https://"),
        ({"links": [LINK | {"url": "https://example.org/" + "a" * 500}]}, "links, entry 1, url"),
        ({"links": [LINK | {"url": ""}]}, "links, entry 1, url"),
        ({"levels": [LEVEL | {"level": 0}]}, "levels, entry 1, level"),
        ({"levels": [LEVEL | {"state": "won"}]}, "levels, entry 1, state: It should be"),
        ({"levels": [LEVEL | {"on": "soon"}]}, "levels, entry 1, on"),
        ({"choices": CHOICES | {"start": None, "changed": EARLY, "hours_per_week": 81}}, "choices"),
        ({"goals": {"role": "a"}}, "goals"),
        ({"present_role": 3}, "present_role"),
        ({"extra": 1}, "extra: The portal does not know this. Remove it."),
    ],
)
def test_mistake_is_named_by_its_place_with_its_remedy(held, said):
    found = problems(**held)

    assert len(found) == 1
    assert said in found[0]
    assert found[0].endswith(".")


def test_many_mistakes_are_cut_short():
    found = problems(ratings=[RATING | {"skill": f"s{n}", "level": 9} for n in range(15)])

    assert len(found) == 11
    assert found[-1] == "And 5 more."


def test_clock_that_runs_a_little_ahead_is_forgiven():
    moment = (NOW + timedelta(hours=23)).isoformat()

    assert read(ratings=[RATING | {"rated": moment}]).ratings[0].level == 3


def test_places_name_every_row_and_what_names_some_can_be_left_out():
    goals = [{"role": "engineer", "added": EARLY}]
    named = {"present_role": "engineer", "occupation": "nurse"}
    document = read(**named, ratings=[RATING], notes=[NOTE], goals=goals)
    engineer, nurse, python = ("role", "engineer"), ("occupation", "nurse"), ("skill", "python")

    assert list(document.mentions()) == [
        Mention("present_role", *engineer),
        Mention("occupation", *nurse),
        Mention("ratings, entry 1", *python),
        Mention("goals, entry 1", *engineer),
        Mention("notes, entry 1", *python),
    ]
    assert document.without([Mention("goals, entry 1", *engineer)]) == read(
        occupation="nurse", ratings=[RATING], notes=[NOTE]
    )
    assert document.without([Mention("notes, entry 1", *python)]) == read(**named, goals=goals)
    assert document.without([Mention("occupation", *nurse)]).occupation is None
