"""What a learner does between two plans, without scripts and without an account."""

import re

from django.apps import apps
from playwright.sync_api import expect

from careers.models import Profile

CHANGE = re.compile("Python (From )?not rated (To )?4 advanced")  # with labels on a phone
RESOURCE, SKILL = "/resources/cs50-python/", "/skills/python/"


def rate_python(hands, level):
    page = hands.page
    page.goto(SKILL)
    hands.pick(page.get_by_role("radio", name=f"{level} ").first)
    hands.save(page.get_by_role("button", name="Save your level"))
    page.get_by_text(f"Your level is kept: {level} ").wait_for()


def finish_a_resource(hands):
    page = hands.page
    page.goto(RESOURCE)
    hands.press(page.get_by_role("button", name="Started"))
    expect(page.get_by_text("Marked as started: ")).to_be_visible()
    hands.press(page.get_by_role("button", name="Done"))
    expect(page.locator("[aria-pressed=true]")).to_have_text(["Done"])


def answer_the_suggestion(hands):
    page = hands.page
    page.goto("/profile/progress/")
    question = page.locator("li.notice", has_text="You rated yourself 1")
    expect(question.get_by_text("Would you now say 2 guided?")).to_be_visible()
    hands.press(question.get_by_role("button", name="Yes, I am at level 2 of Python"))
    expect(page.get_by_text("1 rating saved.")).to_be_visible()
    expect(page.locator("li.notice", has_text="carries Python")).to_have_count(0)


def reach_a_level_with_evidence(hands):
    page = hands.page
    page.goto(SKILL)
    level = page.locator("#progress details").nth(3)
    hands.press(level.locator("summary"))
    hands.write(level.get_by_label("What shows it"), "I published a package.")
    hands.write(level.get_by_label("Link"), "https://example.org/package")
    hands.write(level.get_by_label("Date"), "2026-03-01")
    hands.press(level.get_by_role("button", name="I have reached it"))
    expect(page.get_by_text("Level 4 of Python is reached. Your rating is now 4.")).to_be_visible()


def write_a_note(hands):
    page = hands.page
    page.goto(SKILL)
    hands.write(page.get_by_label("Your note"), "Read chapter 3 again.")
    hands.press(page.get_by_role("button", name="Save the note"))
    expect(page.get_by_text("Note saved.")).to_be_visible()


def add_and_remove_a_link(hands):
    page = hands.page
    for title in ("My notebook", "My talk"):
        hands.press(page.locator("summary", has_text="Add a link of your own"))
        hands.write(page.get_by_label("Address"), f"https://example.org/{title[3:]}")
        hands.write(page.get_by_label("Title"), title)
        hands.press(page.get_by_role("button", name="Add the link"))
        expect(page.get_by_role("link", name=title)).to_be_visible()
    hands.press(page.get_by_role("button", name=re.compile("Remove.*My talk")))
    expect(page.get_by_role("link", name="My talk")).to_have_count(0)
    hands.press(page.get_by_role("button", name=re.compile("^Undo")))
    expect(page.get_by_role("link", name="My talk")).to_be_visible()


def make_a_return_link(hands):
    page = hands.page
    page.goto("/profile/data/")
    hands.press(page.get_by_role("button", name="Make a link"))
    link = page.locator(".copy").inner_text()
    mail = page.get_by_role("link", name="Send it to yourself")
    assert mail.get_attribute("href").startswith("mailto:?")
    page.goto("/profile/data/")
    assert link not in page.content()
    return link


def come_back_elsewhere(hands):
    page = hands.page
    assert page.context.cookies() == []
    hands.press(page.get_by_role("button", name="Open it here"))
    expect(page.get_by_text("Welcome back.")).to_be_visible()
    for text in ("I published a package.", "Read chapter 3 again.", "1 March 2026"):
        expect(page.get_by_text(text)).to_be_visible()
    assert page.locator("svg.chart").count() >= 1
    hands.press(page.locator("summary", has_text="Every change of a rating"))
    expect(page.get_by_role("row", name=CHANGE)).to_be_visible()


def leave_nothing(hands):
    page = hands.page
    hands.press(page.get_by_role("button", name="Revoke the link"))
    expect(page.get_by_text("Link revoked.")).to_be_visible()
    hands.press(page.get_by_role("link", name="See what goes"))
    hands.press(page.get_by_role("button", name="Delete it for good"))
    expect(page.get_by_text("Everything has been deleted.")).to_be_visible()
    assert Profile.objects.count() == 0
    people = ("Rating", "RatingChange", "ResourceProgress", "SkillProgress", "Note", "ReturnLink")
    assert [apps.get_model("careers", name).objects.count() for name in people] == [0] * 6


def test_learner_goes_on_comes_back_elsewhere_and_leaves_nothing(visit):
    hands = visit("/")
    rate_python(hands, 1)
    finish_a_resource(hands)
    answer_the_suggestion(hands)
    reach_a_level_with_evidence(hands)
    write_a_note(hands)
    add_and_remove_a_link(hands)
    elsewhere = visit(make_a_return_link(hands))
    come_back_elsewhere(elsewhere)
    leave_nothing(hands)
    elsewhere.page.goto("/profile/progress/")
    expect(elsewhere.page.get_by_text("Nothing begun yet")).to_be_visible()


def test_everything_goes_through_a_file_from_one_browser_to_another(visit, tmp_path):
    hands = visit("/")
    page = hands.page
    rate_python(hands, 2)
    write_a_note(hands)
    page.goto("/profile/data/")
    with page.expect_download() as download:
        hands.press(page.get_by_role("link", name="Download everything"))
    file = tmp_path / "profile.json"
    download.value.save_as(file)

    other = visit("/profile/data/")
    other.hand_over(other.page.get_by_label("The file"), file)
    other.press(other.page.get_by_role("button", name="Import the file"))
    expect(other.page.get_by_text("Imported 3 entries.")).to_be_visible()
    other.page.goto("/profile/progress/")
    expect(other.page.get_by_text("Read chapter 3 again.")).to_be_visible()
