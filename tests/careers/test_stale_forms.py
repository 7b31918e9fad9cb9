"""Notes and evidence that two windows save: nothing that was typed is lost."""

import re

import pytest
from django.urls import reverse

from careers.models import Note, Profile, SkillProgress
from portal.core.form_versions import form_version
from tests.factories import make_skill, make_user

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def skill():
    return make_skill(slug="python", title="Python")


@pytest.fixture
def send(client):
    def send(page, **data):
        return client.post(reverse(f"careers:{page}", args=["python"]), data, headers=HERE)

    return send


def versions(client, skill):
    """The versions on the page: of the evidence of levels 1 to 5, then of the note."""
    return re.findall(
        r'name="version"\s+value="([^"]+)"', client.get(skill.get_absolute_url()).text
    )


def note():
    return Note.objects.get().text


def test_note_of_two_windows_is_refused_and_both_texts_are_shown(client, skill, send):
    opened = versions(client, skill)[-1]
    send("skill_note", text="From the <first> window.", version=opened)
    page = send("skill_note", text="From the second.", version=opened)
    assert page.status_code == 409
    assert "From the &lt;first&gt; window." in page.text
    assert "From the second." in page.text
    assert note() == "From the <first> window."


def test_own_text_is_saved_when_the_person_says_so(client, skill, send):
    opened = versions(client, skill)[-1]
    send("skill_note", text="First.", version=opened)
    page = send("skill_note", text="Second.", version=opened)
    [shown] = re.findall(r'<button[^>]*name="version" value="([^"]+)"', page.text)
    assert send("skill_note", text="Second.", version=shown).status_code == 302
    assert note() == "Second."


def test_decision_is_asked_again_when_a_third_window_saved_meanwhile(client, skill, send):
    opened = versions(client, skill)[-1]
    send("skill_note", text="First.", version=opened)
    page = send("skill_note", text="Second.", version=opened)
    [shown] = re.findall(r'<button[^>]*name="version" value="([^"]+)"', page.text)
    send("skill_note", text="Third.", version=shown)
    assert send("skill_note", text="Second.", version=shown).status_code == 409
    assert note() == "Third."


def test_same_text_sent_twice_is_no_conflict(client, skill, send):
    opened = versions(client, skill)[-1]
    for _ in range(2):
        assert send("skill_note", text="Once.\r\nAnd again.", version=opened).status_code == 302
    assert note() == "Once.\nAnd again."


def test_note_saved_again_and_again_in_one_window_is_no_conflict(client, skill, send):
    for text in ("One.", "Two.\r\nlines", "Three.", ""):
        opened = versions(client, skill)[-1]
        assert send("skill_note", text=text, version=opened).status_code == 302
    assert not Note.objects.exists()


def test_removing_a_note_that_has_grown_is_refused(client, skill, send):
    send("skill_note", text="Short.")
    opened = versions(client, skill)[-1]
    send("skill_note", text="Short, and then long.", version=opened)
    assert send("skill_note", text="", version=opened).status_code == 409
    assert note() == "Short, and then long."


def test_undo_does_not_take_the_place_of_a_newer_note(client, skill, send):
    send("skill_note", text="Old.")
    page = client.post(
        reverse("careers:skill_note", args=["python"]),
        {"text": "", "version": form_version("Old.")},
        headers=HERE,
        follow=True,
    )
    undo = dict(re.findall(r'name="(text|version)" value="([^"]*)"', page.text.split("<main")[0]))
    assert undo == {"text": "Old.", "version": form_version("")}
    send("skill_note", text="Newer.")
    assert send("skill_note", **undo).status_code == 409
    assert note() == "Newer."


@pytest.mark.parametrize("text", ["Newer.", ""])
def test_form_that_does_not_say_what_it_showed_takes_no_note_away(skill, send, text):
    send("skill_note", text="Old.")

    assert send("skill_note", text=text).status_code == 409
    assert note() == "Old."


def test_note_of_an_ended_session_is_kept_and_nothing_is_saved_unasked(client, skill, send):
    client.force_login(make_user())
    send("skill_note", text="Mine.")
    opened = versions(client, skill)[-1]
    client.logout()
    page = send("skill_note", text="Mine, and more.", version=opened)
    assert page.status_code == 409
    assert "your session has ended" in " ".join(page.text.split())
    assert "Mine, and more." in page.text
    assert Profile.objects.count() == 1
    again, here = re.findall(r'<button[^>]*name="version" value="([^"]+)"', page.text)
    assert again == opened
    assert send("skill_note", text="Mine, and more.", version=here).status_code == 302
    assert Profile.objects.count() == 2


def test_note_of_an_ended_session_is_saved_after_signing_in_again(client, skill, send):
    member = make_user()
    client.force_login(member)
    send("skill_note", text="Mine.")
    opened = versions(client, skill)[-1]
    client.logout()
    send("skill_note", text="Mine, and more.", version=opened)
    client.force_login(member)
    assert send("skill_note", text="Mine, and more.", version=opened).status_code == 302
    assert note() == "Mine, and more."


def test_evidence_of_two_windows_is_refused_field_by_field(client, skill, send):
    opened = versions(client, skill)[1]
    sent = {"level": 2, "state": "reached", "version": opened}
    first = {"evidence": "A project.", "evidence_url": "https://a.example/", "on": "2026-01-02"}
    send("skill_progress", **sent, **first)
    page = send("skill_progress", **sent, **(first | {"evidence": "", "on": ""}))
    assert page.status_code == 409
    assert page.context["differences"][0] == ("What shows it", "A project.")
    assert "2 January 2026" in page.text
    assert SkillProgress.objects.get().evidence == "A project."


def test_mark_is_not_taken_off_evidence_that_has_changed(client, skill, send):
    send("skill_progress", level=2, state="reached", evidence="Old.")
    opened = versions(client, skill)[1]
    send("skill_progress", level=2, state="reached", evidence="New.", version=opened)
    page = send("skill_progress", level=2, state="", evidence="Old.", version=opened)
    assert page.status_code == 409
    assert SkillProgress.objects.get().evidence == "New."


def test_mark_from_a_plan_leaves_evidence_alone_and_needs_no_version(client, skill, send):
    send("skill_progress", level=2, state="learning", evidence="Old.")
    assert send("skill_progress", level=2, state="reached").status_code == 302
    assert SkillProgress.objects.get().evidence == "Old."


@pytest.mark.parametrize("version", ["", "x", "\x00", "ü" * 500])
def test_version_that_is_none_of_ours_breaks_nothing(client, skill, send, version):
    send("skill_note", text="First.")
    page = send("skill_note", text="Second.", version=version)
    assert page.status_code in (302, 409, 422)
