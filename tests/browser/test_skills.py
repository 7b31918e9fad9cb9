"""What somebody does who looks for skills and says how far they are with one."""

import pytest

SKILL = "/skills/machine-learning/"


def announced(page):
    return page.locator("#results [role=status]").inner_text()


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


def test_seeker_who_mistypes_is_offered_the_word(open_page):
    page = open_page("/search/?q=pyhton", java_script_enabled=False)
    page.get_by_role("link", name="Python", exact=True).click()
    assert page.get_by_role("heading", name="Skills").is_visible()
    page.get_by_role("link", name="Python", exact=True).first.click()
    assert page.url.endswith("/skills/python/")


def test_learner_with_scripts_rates_one_skill_and_the_page_follows(open_page):
    page = open_page(SKILL)
    choice = page.get_by_role("radio").nth(4)
    choice.focus()
    before = page.evaluate("scrollY")
    choice.check()
    page.get_by_text("Your level is kept: 3 independent.").wait_for()
    page.locator("#map [data-level='3']").wait_for()
    page.locator("#roles").get_by_text("you 3 of").first.wait_for()
    assert choice.is_checked()
    assert page.evaluate("document.activeElement.value") == "3"
    assert page.evaluate("scrollY") == before

    page.get_by_role("radio").nth(0).check()
    page.get_by_text("Not rated yet").wait_for()
    assert page.locator("#roles").get_by_text("you 3 of").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_learner_walks_the_map_of_a_skill_by_keyboard(open_page, width):
    page = open_page("/skills/rag/", viewport={"width": width, "height": 700})
    page.locator("#map").get_by_role("link", name="Transformer architectures").focus()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent.trim()")
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
    page.locator("#suggested").get_by_text("Would you now say").first.wait_for()
    assert page.url.endswith("/resources/cs50-python/")
