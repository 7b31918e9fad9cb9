"""What was taken away comes back by the button in the message that says so."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Goal, LeftOut, Note, OwnLink, Rating, ResourceProgress, SkillProgress
from portal.core.form_versions import form_version
from tests.factories import make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

PLAN = reverse("careers:plan")
FORM = re.compile(r'<form class="cluster" action="([^"]+)" method="post">(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', re.DOTALL)


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python")


def undo_in(page) -> tuple[str, dict[str, str]] | None:
    """The address and the fields behind "Undo" in the last message, as a browser reads them."""
    said = page.content.decode().split("page__body")[0].split('<div class="notice"')
    form = FORM.search(said[-1])
    if form is None:
        return None
    fields = {unescape(name): unescape(value) for name, value in HIDDEN.findall(form[2])}
    return form[1], fields


def undo(visitor, page):
    action, fields = undo_in(page)
    return visitor.post(action, fields, follow=True)


def post(visitor, name, row, **sent):
    return visitor.post(reverse(f"careers:{name}", args=[row.slug]), sent, follow=True)


def test_goal_comes_back_on_the_page_that_it_left(words):
    role = make_role(title="Engineer")
    page = reverse("careers:plan_detail", args=[role.slug])
    visitor = make_visitor(goals=[role])
    gone = post(visitor, "goal_remove", role, next=page)
    assert not Goal.objects.exists()
    assert "Engineer from your goals. Undo" in words(gone)

    back = undo(visitor, gone)
    assert back.redirect_chain == [(page, 302)]
    assert Goal.objects.get().role == role


def test_skill_that_was_left_out_comes_back(python):
    visitor = make_visitor(ratings={python: 1})
    undo(visitor, post(visitor, "skill_exclude", python, next=PLAN))

    assert not LeftOut.objects.exists()


def test_mark_of_a_resource_comes_back():
    course, visitor = make_resource(slug="course"), make_visitor()
    post(visitor, "resource_progress", course, state="done")
    undo(visitor, post(visitor, "resource_progress", course, state=""))

    assert ResourceProgress.objects.get().state == "done"


@pytest.mark.parametrize("on", ["", "2026-03-01"])
def test_mark_of_a_level_comes_back_with_what_shows_it(python, on):
    visitor, url = make_visitor(), "https://example.org/it"
    sent = {"state": "reached", "level": "3", "evidence": 'A "b"\n<c>', "evidence_url": url}
    post(visitor, "skill_progress", python, **sent, on=on)
    undo(visitor, post(visitor, "skill_progress", python, state="", level="3"))

    row = SkillProgress.objects.get()
    assert (row.state, row.level, row.evidence) == ("reached", 3, 'A "b"\n<c>')
    assert (row.evidence_url, str(row.on or "")) == (url, on)
    assert Rating.objects.get().level == 3


@pytest.mark.parametrize("typed", ["Mine.", '<script>"&amp;', "long " * 1000])
def test_note_comes_back_as_it_was_typed(python, typed):
    visitor = make_visitor()
    post(visitor, "skill_note", python, text=typed)
    gone = post(visitor, "skill_note", python, text=" ", version=form_version(typed))
    assert not Note.objects.exists()

    undo(visitor, gone)
    assert Note.objects.get().text == typed


def test_link_comes_back_with_its_title(python):
    visitor, link = make_visitor(), {"url": "https://docs.example/?a=1&b=2", "title": "The docs"}
    post(visitor, "own_link_add", python, **link)
    undo(visitor, post(visitor, "own_link_remove", python, url=link["url"]))

    row = OwnLink.objects.get()
    assert (row.url, row.title) == (link["url"], "The docs")


@pytest.mark.parametrize("before", [None, 0, 2])
def test_one_changed_rating_is_what_it_was(python, before):
    visitor = make_visitor(ratings={} if before is None else {python: before})
    saved = visitor.post(reverse("careers:ratings_save"), {"level-python": "4"}, follow=True)
    undo(visitor, saved)

    assert [row.level for row in Rating.objects.all()] == ([] if before is None else [before])


def test_nothing_is_offered_where_nothing_went(python):
    role, course, visitor = make_role(), make_resource(), make_visitor(ratings={python: 1})
    said = [
        post(visitor, "goal_remove", role),
        post(visitor, "resource_progress", course, state=""),
        post(visitor, "skill_progress", python, state="", level="3"),
        post(visitor, "skill_note", python, text=""),
        post(visitor, "own_link_remove", python, url="https://example.org/"),
        visitor.post(reverse("careers:ratings_save"), {"level-python": "1"}, follow=True),
    ]

    assert [undo_in(page) for page in said] == [None] * 6


def test_name_of_a_thing_is_text_in_the_message_and_the_form_is_refused_from_elsewhere():
    skill = make_skill(slug="odd", title="<b>Odd</b>")
    visitor = make_visitor(ratings={skill: 1})
    left = post(visitor, "skill_exclude", skill, next="https://evil.example/")
    action, fields = undo_in(left)

    assert "&lt;b&gt;Odd&lt;/b&gt; is excluded" in left.content.decode()
    assert "<b>Odd" not in left.content.decode()
    assert fields["next"] == PLAN
    assert Client().post(action, fields).status_code == 403
    assert LeftOut.objects.exists()
