"""What somebody does with a plan: two goals, choices, what to leave out, and what to keep."""

from pathlib import Path

from icalendar import Calendar

ROLE, SECOND = "machine-learning-engineer", "data-engineer"


def rate(page):
    page.goto(f"/profile/?role={ROLE}")
    skills = page.locator("fieldset.rating")
    for n in range(skills.count()):
        skills.nth(n).get_by_role("radio").nth(n % 3 + 1).check()
    page.get_by_role("button", name="Save ratings").click()


def titles(page) -> list[str]:
    return page.locator(".steps > li > h3").all_inner_texts()


def test_plan_without_scripts_serves_two_goals_and_is_taken_along(open_page):
    page = open_page("/plan/", java_script_enabled=False)
    rate(page)

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Add a role").select_option(SECOND)
    page.get_by_role("button", name="Add this goal").click()
    page.goto(f"/plan/{ROLE}/")
    page.get_by_role("button", name="Make it a goal").click()
    page.get_by_role("link", name="Your plan", exact=True).click()
    assert page.locator("#goals li a").all_inner_texts() == [
        "Data Engineer",
        "Machine Learning Engineer",
    ]
    assert page.locator(".steps > li", has_text="; Machine Learning Engineer").count() > 0

    page.get_by_label("Hours a week").fill("4")
    page.get_by_label("Only what is free").check()
    page.get_by_role("button", name="Save choices").click()
    assert page.get_by_text("4 hours a week from today").is_visible()
    assert page.get_by_text("only what is free", exact=True).is_visible()
    assert "paid" not in page.locator(".steps").inner_text()

    left, known, *_ = titles(page)
    page.get_by_role("button", name=f"Leave out {left}").click()
    assert left not in titles(page)
    page.get_by_role("button", name=f"I know this already ({known}").click()
    assert known not in titles(page)
    page.get_by_role("button", name=f"Take in again {left}").click()
    assert left in titles(page)

    with page.expect_download() as download:
        page.get_by_role("link", name="Calendar (.ics)").click()
    events = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert [str(event["summary"]).split(":")[0] for event in events] == titles(page)


def test_plan_prints_in_full_and_without_buttons(open_page):
    page = open_page("/plan/", java_script_enabled=False, viewport={"width": 800, "height": 1000})
    rate(page)
    page.goto(f"/plan/{ROLE}/")
    page.emulate_media(media="print")

    assert page.get_by_role("button").count() == 0
    anchor = page.locator(".steps > li", has=page.locator("details")).first
    assert anchor.locator("details").last.locator("p").bounding_box()["height"] > 10
    assert page.locator(".plan-resource > .print-only").first.inner_text().startswith("https://")
    assert page.locator(".plan-resource > .print-only").first.is_visible()
    assert (
        page.get_by_role("cell", name="Sum")
        .or_(page.get_by_role("rowheader", name="Sum"))
        .first.bounding_box()["height"]
        > 10
    )
    assert len(page.screenshot(full_page=True)) > 10_000


def test_plan_is_legible_on_the_narrowest_phone(open_page):
    page = open_page("/plan/", viewport={"width": 320, "height": 640})
    rate(page)
    page.goto(f"/plan/{ROLE}/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    bars = page.locator(".timeline__bar")
    assert bars.first.bounding_box()["width"] > 240
    assert page.locator(".timeline__rows a").first.bounding_box()["height"] < 60
