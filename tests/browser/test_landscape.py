"""The map of the roles: read, walked by keyboard and opened, on a phone and on a desk."""

import re

import pytest

ROLE = "/roles/machine-learning-engineer/"


def tiles(page):
    return page.locator(".landscape__map a")


@pytest.mark.parametrize("width", [320, 1280])
def test_map_leads_to_every_role_by_pointer_and_keyboard(open_page, width):
    page = open_page("/", java_script_enabled=False, viewport={"width": width, "height": 900})
    listed = page.locator("details a")
    assert tiles(page).count() == listed.count() > 40
    box = tiles(page).first.bounding_box()
    assert min(box["width"], box["height"]) >= 32

    tile = page.get_by_role("group", name="Map of the roles").get_by_role(
        "link", name="Machine Learning Engineer, Engineering"
    )
    tile.click()
    assert page.url.endswith(ROLE)

    page.go_back()
    tiles(page).first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/roles/[\w-]+/$"))


@pytest.mark.parametrize(("width", "named"), [(360, False), (1024, True), (1280, True)])
def test_tiles_are_named_where_there_is_room_for_twelve_pixels(open_page, width, named):
    page = open_page("/", viewport={"width": width, "height": 900})
    name = tiles(page).first.locator("text").first

    assert name.is_visible() is named
    if named:
        drawn, units = (
            page.locator(".landscape__map").bounding_box()["width"],
            page.evaluate("document.querySelector('.landscape__map').viewBox.baseVal.width"),
        )
        size = name.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        assert size * drawn / units >= 12


def test_map_tells_how_ready_somebody_is_in_words_too(open_page):
    page = open_page(ROLE)
    for select in page.locator("main select").all():
        select.select_option("3")
    page.get_by_role("button", name="Save your levels").click()
    page.get_by_text("ratings saved").wait_for()
    page.goto("/")

    ready = page.get_by_role("link", name=re.compile(r"^Machine Learning Engineer, .*% ready$"))
    assert ready.get_attribute("data-state") == "best"
    page.get_by_text("The map as a list").click()
    listed = page.locator("details li")
    assert listed.filter(has_text="% ready").first.is_visible()
    assert listed.filter(has_text="not enough rated").first.is_visible()
