"""The way in: from what somebody does today to matches, in at most five clicks."""

import re

import pytest
from playwright.sync_api import expect

MOST_CLICKS = 5
KEEP = "Yes, this is me: keep these"


class Clicks:
    """What somebody presses on the way; what they type is no click."""

    def __init__(self, hands):
        self.hands = hands
        self.count = 0

    def press(self, control):
        self.hands.press(control)
        self.count += 1


def say(hands, clicks, work):
    """Say on the front page what one does, and show it."""
    page = hands.page
    assert page.context.cookies() == []
    hands.write(page.get_by_label("What do you do today?"), work)
    clicks.press(page.get_by_role("button", name="Show me"))


@pytest.mark.parametrize(
    ("work", "titled"),
    [
        ("nurse", "Nurse"),
        ("accountant", "Accountant"),
        ("backend developer", "Software developer"),
        ("electrician", "Electrician"),
        ("physics student", "Student or graduate of physics"),
    ],
)
def test_somebody_comes_from_their_work_to_matches(visit, work, titled):
    hands = visit("/")
    page, clicks = hands.page, Clicks(hands)
    say(hands, clicks, work)
    expect(page.get_by_role("heading", name="Is this you?")).to_be_visible()
    expect(page.locator(".eyebrow")).to_have_text(titled)
    assert page.context.cookies() == []
    offered = page.locator(".offer").count()
    assert offered >= 5

    clicks.press(page.get_by_role("button", name=KEEP))
    expect(page).to_have_url(re.compile("/matches/$"))
    expect(page.get_by_text(f"You confirmed {offered} skills.")).to_be_visible()
    assert page.locator("main a[href^='/roles/']").count() >= 3
    assert clicks.count <= MOST_CLICKS

    page.goto("/")
    expect(page.get_by_label("What do you do today?")).to_have_value(titled)


def test_work_with_several_meanings_is_asked_about_and_corrected(visit):
    hands = visit("/")
    page, clicks = hands.page, Clicks(hands)
    say(hands, clicks, "teacher")
    expect(page.get_by_role("heading", name="Which of these is your work?")).to_be_visible()
    clicks.press(page.get_by_role("link", name="Secondary school teacher"))

    first = page.locator(".offer").first
    says = first.locator(".offer__says:visible")
    expect(says).to_have_count(1)
    hands.press(first.locator("summary"))
    hands.pick(first.get_by_role("radio").first)
    expect(says).to_contain_text("leave out")
    offered = page.locator(".offer").count()
    clicks.press(page.get_by_role("button", name=KEEP))
    expect(page.get_by_text(f"You confirmed {offered - 1} skills.")).to_be_visible()
    assert clicks.count <= MOST_CLICKS


def test_what_is_typed_is_suggested_and_reached_by_the_keyboard(open_page):
    page = open_page("/start/")
    page.get_by_label("What do you do today?").press_sequentially("nur")
    expect(page.get_by_role("link", name="Nurse", exact=True)).to_be_visible()
    expect(page.locator("#count")).to_have_text(re.compile("to choose from"))
    assert page.url.endswith("/start/")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Is this you?")).to_be_visible()


def test_work_that_nobody_knows_is_met_kindly(visit):
    hands = visit("/")
    page, clicks = hands.page, Clicks(hands)
    say(hands, clicks, "zzz")
    expect(page.get_by_role("heading", name="know “zzz” yet")).to_be_visible()
    expect(page.get_by_label("What do you do today?")).to_have_value("zzz")
    hands.press(page.get_by_role("link", name="I would rather answer questions"))
    expect(page.get_by_role("heading", name="Answer a few questions")).to_be_visible()
