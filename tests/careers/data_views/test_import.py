import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from careers.data_export.limits import MOST_BYTES
from careers.models import Note, OwnLink, Profile, Rating
from careers.models.merging import MOST_KEPT
from portal.core.publication import State
from tests.careers.data_views.profiles import (
    DATA,
    EXPORT,
    IMPORT,
    RATINGS,
    RESUME,
    SHEET,
    exported,
    send,
)
from tests.factories import make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db


# --- Bringing it back ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"no JSON", "This is not JSON, so it is not a file from the portal."),
        (b"\x00\xff", "This is not JSON, so it is not a file from the portal."),
        (b'{"basics": {}}', "This is a r\u00e9sum\u00e9 (JSON Resume)."),
        (b"[" * 50_000, "nested more deeply than any of ours"),
        (b'{"format": "ai-career-portal-profile",\n}', "Line 2, column 1 is not JSON"),
    ],
    ids=["text", "zeros", "resume", "depth", "comma"],
)
def test_file_that_is_none_of_ours_imports_nothing(text, said, words):
    page = send(make_visitor(), text)

    assert page.status_code == 422
    assert said in words(page)
    assert Profile.objects.count() == 0


def test_no_other_file_that_the_portal_gives_is_taken_for_the_one_to_import(python, words):
    visitor = make_visitor(ratings={python: 1}, goals=[make_role(requirements={python: (4, 5)})])
    others = {
        RESUME: "This is a r\u00e9sum\u00e9 (JSON Resume).",
        RATINGS: "This is a table (CSV).",
        SHEET: "This is a table (CSV).",
        reverse("careers:plan_table"): "This is a table (CSV).",
        reverse("careers:plan_calendar"): "This is a calendar.",
        DATA: "This is a web page",
    }
    for address, said in others.items():
        page = send(visitor, visitor.get(address).content)
        assert page.status_code == 422
        assert said in words(page), address
        assert "Choose the file you got from “Download everything”." in words(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_export_comes_back_however_an_editor_saved_it(python, encoding):
    visitor, other = make_visitor(ratings={python: 2}), make_visitor()
    Note.objects.keep(Profile.objects.get(), python, "\u4e2d\u6587 \U0001f600")
    text = visitor.get(EXPORT).content.decode()

    assert send(other, text.encode(encoding)).status_code == 200
    assert exported(other) == exported(visitor)


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("empty.json", b"")}])
def test_import_without_a_file_says_which_one(sent, words):
    page = make_visitor().post(IMPORT, sent)

    assert page.status_code == 422
    assert "the file you got from “Download everything”." in words(page)


def test_import_is_all_or_nothing_and_names_the_place(python, words):
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    moment = file["ratings"][0]["rated"]
    file["ratings"] = [{"skill": "python", "level": 9, "rated": moment}]
    file["notes"] = [{"skill": "python", "text": "Mine.", "changed": moment}]
    page = send(visitor, file)

    assert page.status_code == 422
    assert "ratings, entry 1, level: It should be less than or equal to 5." in words(page)
    assert Note.objects.count() == 0


def test_import_leaves_out_what_is_unknown_only_where_it_is_told_to(python, words):
    make_skill(slug="hidden", state=State.DRAFT)
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    other = make_visitor()
    moment = file["ratings"][0]["rated"]
    file["goals"] = [{"role": "wizard", "added": moment}]
    file["notes"] = [{"skill": "hidden", "text": "Mine.", "changed": moment}]
    refused = send(other, file)

    assert refused.status_code == 422
    assert "goals, entry 1: the portal has no role called “wizard”." in words(refused)
    assert "notes, entry 1: the portal has no skill called “hidden”." in words(refused)
    assert Profile.objects.count() == 1
    taken = send(other, file, skip_unknown="on")
    assert "Imported 2 entries. Skipped 2." in words(taken)
    assert [one.level for one in Rating.objects.all()] == [2, 2]


def test_file_with_too_many_entries_is_refused_with_their_count(python, words):
    visitor = make_visitor(ratings={python: 2})
    file = exported(visitor)
    file["history"] = file["history"] * 6_000
    page = send(visitor, file)

    assert page.status_code == 422
    assert "history: 6,000 entries are more than the 5,000 that a list may hold." in words(page)


def test_links_over_the_ceiling_are_refused_with_their_count(python, words, monkeypatch):
    monkeypatch.setitem(MOST_KEPT, "own_links", 2)
    visitor, other = (make_visitor(ratings={python: 2}) for _ in range(2))
    add = reverse("careers:own_link_add", args=["python"])
    for number in (1, 2):
        visitor.post(add, {"url": f"https://example.org/{number}"})
    other.post(add, {"url": "https://example.org/other"})

    refused = visitor.post(add, {"url": "https://example.org/3"})
    assert refused.status_code == 422
    assert "You already have 2 links, which is the maximum." in words(refused)
    renamed = visitor.post(add, {"url": "https://example.org/2", "title": "Two"})
    assert renamed.status_code == 302
    page = send(other, exported(visitor))
    assert page.status_code == 422
    assert "you would have 3 links, but the limit is 2." in words(page)
    assert [link.url[-1] for link in OwnLink.objects.all()] == ["1", "2", "r"]


def test_notes_and_marks_over_the_ceiling_are_refused_with_their_count(words, monkeypatch):
    skills = [make_skill(slug=slug) for slug in ("a", "b", "c")]
    visitor, other = (make_visitor(ratings=dict.fromkeys(skills, 2)) for _ in range(2))
    for relation in ("notes", "skill_progress"):
        monkeypatch.setitem(MOST_KEPT, relation, 2)
    forms = {
        "skill_note": ({"text": "Mine."}, "2 notes"),
        "skill_progress": ({"level": "3", "state": "learning"}, "2 marks of levels"),
    }
    for name, (typed, kept) in forms.items():
        statuses = [
            visitor.post(reverse(f"careers:{name}", args=[slug]), typed).status_code
            for slug in ("a", "b", "b")
        ]
        refused = visitor.post(reverse(f"careers:{name}", args=["c"]), typed)
        other.post(reverse(f"careers:{name}", args=["c"]), typed)

        assert statuses in ([302, 302, 302], [302, 302, 409])
        assert refused.status_code == 422
        assert f"You already have {kept}, which is the maximum." in words(refused)
    page = send(other, exported(visitor))
    assert page.status_code == 422
    assert "notes: With these you would have 3 notes, but the limit is 2." in words(page)
    assert "levels: With these you would have 3 levels, but the limit is 2." in words(page)


def test_rating_too_many_skills_at_once_is_refused_in_words(python, words):
    visitor = make_visitor(ratings={python: 2})
    page = visitor.post(
        reverse("careers:ratings_save"), {f"level-{number}": "1" for number in range(3_000)}
    )

    assert page.status_code == 400
    assert "Nothing was changed." in words(page)


@pytest.mark.parametrize(("beyond", "status"), [(1, 422), (20_000, 413)])
def test_file_that_is_too_large_is_not_read(beyond, status, words):
    page = send(make_visitor(), b" " * (MOST_BYTES + beyond))

    assert page.status_code == status
    assert "This file is larger than 45.0 MB, which none of ours is." in words(page)
    assert "the file you got from “Download everything”." in words(page)
    assert Profile.objects.count() == 0
