"""From a challenge of scale to the people it takes: by keyboard, on a phone, and with filters."""

import re

from playwright.sync_api import expect


def test_map_is_walked_by_keyboard_down_to_the_sentence(open_page):
    page = open_page("/scalability/", viewport={"width": 1280, "height": 900})
    mark = page.get_by_role("link", name="Quantisation helps against Cost and energy of AI")

    mark.focus()
    words = mark.locator("span")
    assert words.evaluate("element => getComputedStyle(element).clipPath") == "none"
    page.keyboard.press("Enter")

    page.wait_for_url("**/scalability/topics/cost-and-energy/#quantisation")
    assert page.locator(":target").get_by_role("link", name="Quantisation").is_visible()
    page.get_by_role("link", name="Cloud AI Architect").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Cloud AI Architect"


def test_map_shrinks_to_counts_and_keeps_its_list(open_page):
    page = open_page("/scalability/", viewport={"width": 320, "height": 900})

    for width in (768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".map tr:visible").count() == 4
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_text("The same as a list").click()
    assert page.locator("details").get_by_role("link", name="Quantisation").first.is_visible()


def test_case_studies_are_filtered_in_place(open_page):
    page = open_page("/scalability/case-studies/")
    field = page.get_by_label("Challenge met")

    field.focus()
    field.select_option("cost-and-energy")

    found = page.get_by_role("status").filter(has_text="found")
    found.wait_for()
    assert "challenge=cost-and-energy" in page.url
    assert field.evaluate("element => element === document.activeElement")
    assert "Cost and energy of AI" in page.title()
    page.go_back()
    page.get_by_role("status").filter(has_text="in all").wait_for()


def test_seeker_goes_from_a_challenge_to_a_strategy_a_skill_and_a_role(visit):
    hands = visit("/")
    page = hands.page
    hands.press(page.get_by_role("link", name="AI at scale", exact=True).first)
    hands.press(page.locator("summary", has_text="The same as a list"))
    hands.press(page.locator("details").get_by_role("link", name="Quantisation").first)
    expect(page).to_have_url(re.compile("/scalability/topics/"))
    hands.press(page.locator("main").get_by_role("link", name="Quantisation").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Model compression and quantisation")
    hands.press(page.locator("main a[href^='/skills/']").first)
    expect(page).to_have_url(re.compile("/skills/"))
    hands.press(page.locator("#roles a[href^='/roles/']").first)
    expect(page).to_have_url(re.compile("/roles/"))


def test_case_studies_are_filtered_and_read_down_to_the_role(visit):
    hands = visit("/scalability/case-studies/")
    page = hands.page
    hands.choose(page.get_by_label("Domain"), "Media streaming")
    hands.press(page.get_by_role("button", name="Filter"))
    expect(page.locator("#count")).to_contain_text("found")
    assert page.get_by_label("Domain").input_value() == "Media streaming"

    hands.press(page.locator("#results h2 a, #results h3 a").first)
    expect(page).to_have_url(re.compile("/scalability/case-studies/[a-z]"))
    hands.press(page.locator("main a[href^='/roles/']").first)
    expect(page).to_have_url(re.compile("/roles/"))


def test_sources_are_found_as_one_types(open_page):
    page = open_page("/about/sources/")
    field = page.get_by_label("Title or publisher")

    field.press_sequentially("bureau of labor")

    page.get_by_role("status").filter(has_text="found").wait_for()
    assert field.evaluate("element => element === document.activeElement")
    page.get_by_label("Cited by").select_option("Case studies")
    page.get_by_text("Try fewer words").wait_for()
    assert page.locator("#count").inner_text().startswith("0 sources")
