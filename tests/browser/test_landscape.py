"""The map of the roles: read, walked by keyboard and opened, on a phone and on a desk."""

import re

import pytest

ROLE = "/roles/machine-learning-engineer/"


PHONE_WIDTHS = [320, 360]
NAMED = """() => [...document.querySelectorAll(".landscape__list li a")].map((one) => {
  const box = one.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(one).fontSize);
  return [one.innerText.trim(), size, Math.min(box.width, box.height), box.right <= innerWidth];
})"""


def tiles(page):
    return page.locator(".landscape__map a")


def test_map_leads_to_every_role_by_pointer_and_keyboard(open_page):
    page = open_page("/", java_script_enabled=False, viewport={"width": 1280, "height": 900})
    assert tiles(page).count() == page.locator(".landscape__list a").count() > 40

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


@pytest.mark.parametrize("width", PHONE_WIDTHS)
def test_phone_shows_the_name_of_every_role_where_a_tap_would_be_blind(open_page, width):
    page = open_page("/", viewport={"width": width, "height": 780})
    named = page.evaluate(NAMED)

    assert not page.locator(".landscape__map").is_visible()
    assert len(named) == tiles(page).count() > 40
    assert all(name and is_within for name, _, _, is_within in named)
    assert min(size for _, size, _, _ in named) >= 12
    assert min(least for _, _, least, _ in named) >= 24

    page.get_by_role("link", name="Machine Learning Engineer", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(ROLE))


@pytest.mark.parametrize("width", [1024, 1280])
def test_tiles_are_named_where_there_is_room_for_twelve_pixels(open_page, width):
    page = open_page("/", viewport={"width": width, "height": 900})
    name = tiles(page).first.locator("text").first
    drawn, units = (
        page.locator(".landscape__map").bounding_box()["width"],
        page.evaluate("document.querySelector('.landscape__map').viewBox.baseVal.width"),
    )
    size = name.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")

    assert name.is_visible()
    assert size * drawn / units >= 12


def test_map_tells_how_ready_somebody_is_in_words_too(open_page):
    page = open_page(ROLE)
    for select in page.locator("main select").all():
        select.select_option("3")
    page.get_by_role("button", name="Save your levels").click()
    page.get_by_text("ratings saved").wait_for()
    page.goto("/")

    ready = page.get_by_role(
        "link", name=re.compile(r"^Machine Learning Engineer, .*% ready, 1st match$")
    )
    assert ready.get_attribute("data-state") == "best"
    page.get_by_text("The map as a list").click()
    listed = page.locator(".landscape__list li")
    assert listed.filter(has_text="% ready").first.is_visible()
    assert listed.filter(has_text="not enough rated").first.is_visible()
