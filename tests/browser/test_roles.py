"""Roles without page loads: what is swapped, said, kept in focus and in sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import PHONE

ROLE = "/roles/machine-learning-engineer/"


def keep_page(page):
    """Mark the document, to tell later whether it is still the same one."""
    page.evaluate("document.body.dataset.kept = 'yes'")


def is_kept(page) -> bool:
    return page.evaluate("document.body.dataset.kept") == "yes"


def test_saving_levels_on_a_role_says_so_and_moves_nothing(open_page):
    page = open_page(ROLE)
    keep_page(page)
    assert "Unknown" in page.locator("#near").inner_text()
    selects = page.locator("main select").all()
    for number, select in enumerate(selects):
        select.select_option(str(number % 6))
    button = page.get_by_role("button", name="Save your levels")
    button.focus()
    before = button.bounding_box()
    page.keyboard.press("Enter")
    said = page.locator("[role=status] #saved")
    said.get_by_text(f"{len(selects)} ratings saved.").wait_for()

    assert "Your readiness:" in said.inner_text()
    assert is_kept(page)
    assert page.evaluate("document.activeElement.id") == "save-levels"
    assert abs(button.bounding_box()["y"] - before["y"]) < 2
    assert "%" in page.locator("#near").inner_text()
    assert page.get_by_role("link", name="See the plan to get there").is_visible()
    page.reload()
    assert page.locator("main select").nth(1).input_value() == "1"


@pytest.mark.parametrize("role", ["machine-learning-engineer", "ai-ethics-specialist"])
def test_day_of_a_role_begins_within_the_second_screen_of_a_phone(open_page, role):
    page = open_page(f"/roles/{role}/", viewport=PHONE)
    day = page.get_by_role("heading", name="A day in the work")

    assert day.bounding_box()["y"] < 2 * PHONE["height"]


def test_filtering_the_roles_says_how_many_there_are_and_goes_back(open_page):
    page = open_page("/roles/")
    keep_page(page)
    page.evaluate("document.getElementById('count').dataset.kept = 'yes'")
    page.get_by_label("Family").focus()
    page.get_by_label("Family").select_option(label="Research")
    page.locator("#count", has_text="found").wait_for()

    assert "family=research" in page.url
    assert is_kept(page)
    assert page.locator("#count").get_attribute("data-kept") == "yes"  # a region that stays speaks
    assert page.locator("#count").count() == 1
    assert page.evaluate("document.activeElement.name") == "family"
    assert page.title().startswith("AI job roles")
    page.go_back()
    page.get_by_text("44 roles in all").wait_for()
    assert page.get_by_label("Family").input_value() == ""


def test_seeker_filters_the_roles_opens_one_and_says_what_they_can_do(visit):
    hands = visit("/roles/")
    page = hands.page
    hands.write(page.locator("main").get_by_label("Words"), "learning")
    hands.choose(page.get_by_label("Family"), "Engineering")
    hands.choose(page.get_by_label("Entry level"), "Junior")
    hands.press(page.locator("main").get_by_role("button", name="Filter"))
    expect(page).to_have_url(re.compile("q=learning&family=engineering"))
    hands.press(page.get_by_role("link", name="Machine Learning Engineer", exact=True))
    expect(page).to_have_url(re.compile(ROLE))

    selects = page.locator("main select").all()
    for select in selects:
        hands.choose(select, "3 independent")
    hands.press(page.get_by_role("button", name="Save your levels"))
    expect(page.get_by_text(f"{len(selects)} ratings saved.")).to_be_visible()
    hands.press(page.get_by_role("link", name="See the plan to get there"))
    expect(page).to_have_url(re.compile("/plan/machine-learning-engineer/"))
