"""Lists that filter in place: what stays, what is said, and what the back button does."""

import pytest

from tests.browser.pages import ROLE
from tests.browser.swaps import go_back, swap

LISTS = {
    "role list": ("/roles/", "#results", "q"),
    "skill list": ("/skills/", "#results", "q"),
    "resource list": ("/resources/", "#results", "q"),
    "profile": ("/profile/", "#skills", "q"),
}
CHOICES = {
    "role list": ("/roles/", "#results", "family", 1),
    "transitions": (f"/roles/{ROLE}/transitions/", "#results", "family", 1),
    "matches": ("/matches/", "#results", "family", 1),
}


@pytest.mark.parametrize("name", LISTS)
def test_list_filters_as_one_types(open_page, name):
    path, part, field = LISTS[name]
    page = open_page(path)
    page.locator(f"main [name={field}]").focus()
    with swap(page, part):
        page.keyboard.type("data")
    assert f"{field}=data" in page.url
    assert page.locator(f"main [name={field}]").input_value() == "data"
    go_back(page, part)
    assert page.url.endswith(path)


@pytest.mark.parametrize("name", CHOICES)
def test_list_filters_when_one_chooses(open_page, people, name):
    path, part, field, choice = CHOICES[name]
    page = open_page(path, person=people["visitor"])
    select = page.locator(f"main select[name={field}]")
    for fold in page.locator(f"main details:not([open]):has([name={field}]) > summary").all():
        fold.click()
    select.focus()
    with swap(page, part):
        select.select_option(index=choice)
    assert f"{field}=" in page.url
    go_back(page, part)
    assert page.url.endswith(path)


def test_rating_saves_itself_and_moves_nothing(open_page):
    page = open_page("/profile/")
    page.locator("fieldset.rating").first.get_by_role("radio").nth(4).focus()
    with swap(page, "#saved", pushes=False):
        page.keyboard.press("Space")
    assert page.get_by_text("Saved.").is_visible()


def test_list_that_is_filtered_on_its_second_page_is_known_by_the_address_of_its_first(open_page):
    page = open_page("/skills/?page=2")
    canonical = page.locator("link[rel=canonical]")
    assert canonical.get_attribute("href").endswith("/skills/?page=2")
    page.locator("main [name=q]").focus()
    with swap(page, "#results"):
        page.keyboard.type("data")
    arrived = canonical.get_attribute("href")
    page.reload()
    assert arrived == canonical.get_attribute("href")
