"""What somebody does with a plan: two goals, choices, what to leave out, and what to keep."""

from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.hands import Pointer

ROLE = "machine-learning-engineer"
LEVELS = ("0 none", "1 aware", "2 guided")


def rate(hands, role=ROLE):
    """The role's own page asks all it needs at once."""
    page = hands.page
    page.goto(f"/roles/{role}/")
    for n, select in enumerate(page.locator("main select").all()):
        if select.input_value() == "":
            hands.choose(select, LEVELS[n % 3])
    hands.press(page.get_by_role("button", name="Save your levels"))
    page.get_by_text("ratings saved").wait_for()


def titles(page) -> list[str]:
    return page.locator(".steps > li > h3").all_inner_texts()


def add_two_goals(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name="Plan", exact=True))
    hands.choose(page.get_by_label("Add a role"), "Data Engineer")
    hands.press(page.get_by_role("button", name="Add this goal"))
    page.goto(f"/plan/{ROLE}/")
    hands.press(page.get_by_role("button", name="Make it a goal"))
    hands.press(page.get_by_role("link", name="Your plan", exact=True))
    goals = page.locator("#goals li a")
    expect(goals).to_have_text(["Data Engineer", "Machine Learning Engineer"])
    expect(page.locator(".steps > li", has_text="; Machine Learning Engineer")).not_to_have_count(0)


def choose_pace_and_cost(hands):
    page = hands.page
    hands.write(page.get_by_label("Hours a week"), "4")
    hands.tick(page.get_by_label("Free resources only"))
    hands.press(page.get_by_role("button", name="Save choices"))
    expect(page.get_by_text("4 hours a week from today")).to_be_visible()
    expect(page.get_by_text("only what is free", exact=True)).to_be_visible()
    assert "paid" not in page.locator(".steps").inner_text()


def leave_out_and_take_in(hands):
    page = hands.page
    left, known, *_ = titles(page)
    hands.press(page.get_by_role("button", name=f"Leave out {left}"))
    assert left not in titles(page)
    hands.press(page.get_by_role("button", name=f"I know this already ({known}"))
    assert known not in titles(page)
    hands.press(page.get_by_role("button", name=f"Take in again {left}"))
    assert left in titles(page)


def take_it_along(hands):
    page = hands.page
    with page.expect_download() as download:
        hands.press(page.get_by_role("link", name="Calendar (.ics)"))
    events = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert page.locator(".steps > li", has_text="No date yet").count() == 0
    assert [str(event["summary"]).split(":")[0] for event in events] == titles(page)


def test_plan_serves_two_goals_and_is_taken_along(visit):
    hands = visit("/plan/")
    rate(hands)
    rate(hands, "data-engineer")
    add_two_goals(hands)
    choose_pace_and_cost(hands)
    leave_out_and_take_in(hands)
    take_it_along(hands)


def test_plan_prints_in_full_and_without_buttons(open_page):
    page = open_page("/plan/", java_script_enabled=False, viewport={"width": 800, "height": 1000})
    rate(Pointer(page))
    page.goto(f"/plan/{ROLE}/")
    page.emulate_media(media="print")

    expect(page.get_by_role("button")).to_have_count(0)
    anchor = page.locator(".steps > li", has=page.locator("details")).first
    assert anchor.locator("details").last.locator("p").bounding_box()["height"] > 10
    assert page.locator(".plan-resource > .print-only").first.inner_text().startswith("https://")
    expect(page.locator(".plan-resource > .print-only").first).to_be_visible()
    assert (
        page.get_by_role("cell", name="Sum")
        .or_(page.get_by_role("rowheader", name="Sum"))
        .first.bounding_box()["height"]
        > 10
    )
    assert len(page.screenshot(full_page=True)) > 10_000


def test_plan_is_legible_on_the_narrowest_phone(open_page):
    page = open_page("/plan/", viewport={"width": 320, "height": 640})
    rate(Pointer(page))
    page.goto(f"/plan/{ROLE}/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    bars = page.locator(".timeline__bar")
    assert bars.first.bounding_box()["width"] > 240
    assert page.locator(".timeline__rows a").first.bounding_box()["height"] < 60
