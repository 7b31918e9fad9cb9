"""What somebody does who looks for skills and says how far they are with one."""

import re

import pytest
from playwright.sync_api import expect

SKILL = "/skills/machine-learning/"


def announced(page):
    return page.locator("#count").inner_text()


def test_seeker_with_scripts_searches_as_they_type_and_goes_back(open_page):
    page = open_page("/search/")
    field = page.get_by_label("Words to look for")
    field.press_sequentially("kuber")
    page.wait_for_url("**/search/?q=kuber")
    page.locator("#results mark", has_text="Kuber").first.wait_for()
    assert "skills (" in announced(page)
    assert page.title() == "Search for kuber · AI Career Portal"
    assert page.evaluate("document.activeElement.id") == "search-words"

    page.go_back()
    page.get_by_role("heading", name="Or look around").wait_for()
    assert page.title() == "Search · AI Career Portal"


def test_seeker_searches_mistypes_and_finds_the_skill(visit):
    hands = visit("/search/")
    page = hands.page
    hands.write(page.get_by_label("Words to look for"), "kubernetes")
    hands.press(page.locator("main").get_by_role("button", name="Search"))
    expect(page.locator("#results mark", has_text="Kubernetes").first).to_be_visible()

    hands.write(page.get_by_label("Words to look for"), "pyhton")
    hands.press(page.locator("main").get_by_role("button", name="Search"))
    expect(page.get_by_text("Showing results for python.")).to_be_visible()
    expect(page.get_by_role("link", name="Search instead for pyhton")).to_be_visible()
    hands.press(page.locator("#found-skills").get_by_role("link", name="Python", exact=True))
    expect(page).to_have_url(re.compile("/skills/python/$"))


def test_learner_finds_a_skill_says_how_far_they_are_and_opens_a_resource(visit):
    hands = visit("/skills/")
    page = hands.page
    hands.write(page.locator("main").get_by_label("Words"), "machine learning")
    hands.press(page.locator("main").get_by_role("button", name="Filter"))
    expect(page).to_have_url(re.compile(r"q=machine(\+|%20)learning"))
    hands.press(page.locator("#results").get_by_role("link", name="Machine learning", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Machine learning")

    hands.pick(page.get_by_role("radio").nth(3))
    hands.save(page.get_by_role("button", name="Save your level"))
    expect(page.get_by_text("Your level is kept: 2 guided.")).to_be_visible()
    expect(page.locator("#roles").get_by_text("you 2 of").first).to_be_visible()
    expect(page.locator("#map [data-level='2']")).to_be_visible()
    hands.press(page.locator("#resources").get_by_role("link").first)
    expect(page).to_have_url(re.compile("/resources/"))
    hands.press(page.get_by_role("button", name="Started"))
    expect(page.get_by_text("Marked as started: ")).to_be_visible()


def test_learner_filters_the_resources_and_finishes_one(visit):
    hands = visit("/resources/")
    page = hands.page
    hands.write(page.locator("main").get_by_label("Words"), "cs50")
    hands.press(page.locator("main").get_by_role("button", name="Filter"))
    expect(page).to_have_url(re.compile("q=cs50"))
    hands.press(page.locator("#results").get_by_role("link", name=re.compile("Programming with")))
    hands.press(page.get_by_role("button", name="Done"))
    expect(page.locator("[aria-pressed=true]")).to_have_text(["Done"])
    hands.press(page.get_by_role("button", name=re.compile("^Yes, I am at level 2")).first)
    expect(page.get_by_text("1 rating saved.")).to_be_visible()
    hands.press(page.get_by_role("button", name="Clear status"))
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    hands.press(page.get_by_role("button", name="Undo"))
    expect(page.locator("[aria-pressed=true]")).to_have_text(["Done"])


def test_learner_with_scripts_rates_one_skill_and_the_page_follows(open_page):
    page = open_page(SKILL)
    choice = page.get_by_role("radio").nth(4)
    choice.focus()
    before = choice.bounding_box()["y"]
    choice.check()
    page.get_by_text("Your level is kept: 3 independent.").wait_for()
    page.locator("#map [data-level='3']").wait_for()
    page.locator("#roles").get_by_text("you 3 of").first.wait_for()
    assert choice.is_checked()
    assert page.evaluate("document.activeElement.value") == "3"
    assert page.locator("#said").get_by_text("1 rating saved.").is_visible()
    assert abs(choice.bounding_box()["y"] - before) < 2

    page.get_by_role("radio").nth(0).check()
    page.get_by_text("Not rated yet").wait_for()
    assert page.locator("#roles").get_by_text("you 3 of").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_learner_walks_the_map_of_a_skill_by_keyboard(open_page, width):
    page = open_page("/skills/rag/", viewport={"width": width, "height": 700})
    page.locator("#map").get_by_role("link", name="Transformer architectures").focus()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.firstChild.textContent.trim()")
    assert page.evaluate("document.activeElement.closest('#map') !== null")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=name).wait_for()


def test_words_in_the_map_are_never_small(open_page):
    page = open_page("/skills/mlops/", viewport={"width": 320, "height": 700})
    sizes = page.locator("#map .skill-map *").evaluate_all(
        "all => all.filter(one => one.textContent.trim())"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12
    cut = page.locator(".skill-map__skill").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    )
    assert cut == []


def test_learner_with_scripts_marks_a_resource_where_they_stand(open_page):
    page = open_page("/resources/cs50-python/")
    page.get_by_role("button", name="Done").click()
    pressed = page.locator("[aria-pressed=true]")
    pressed.wait_for()
    assert pressed.inner_text() == "Done"
    assert page.evaluate("document.activeElement.textContent.trim()") == "Done"
    page.get_by_text("Would you now say").first.wait_for()
    assert page.url.endswith("/resources/cs50-python/")


def test_learner_with_scripts_keeps_a_note_and_takes_it_back_where_they_stand(open_page):
    page = open_page("/skills/python/#notes")
    page.get_by_label("Your note").fill("Mine.")
    page.get_by_role("button", name="Save the note").click()
    page.locator("#said").get_by_text("Note saved.").wait_for()
    assert page.get_by_label("Your note").input_value() == "Mine."
    page.get_by_label("Your note").fill("")
    page.get_by_role("button", name="Save the note").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Note saved.").wait_for()
    assert page.get_by_label("Your note").input_value() == "Mine."


def test_save_waits_for_the_first_rating_that_saves_itself(open_page):
    """Both at once would come from two visitors, as neither request knows a session yet."""
    page, held, cookies = open_page(SKILL), [], []
    page.route("**/profile/rate/", lambda route: route.continue_() if held else held.append(route))
    page.on("request", lambda asked: cookies.append(asked) if asked.method == "POST" else None)
    page.get_by_role("radio", name="3 ").first.check()
    expect(page.locator("form.htmx-request")).to_have_count(1)
    page.get_by_role("button", name="Save your level").click(no_wait_after=True)
    with page.expect_navigation():
        held[0].continue_()

    first, second = ("sessionid=" in asked.all_headers().get("cookie", "") for asked in cookies)
    assert (first, second) == (False, True)
