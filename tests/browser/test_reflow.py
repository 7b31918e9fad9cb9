"""Small windows, large text, paper: nothing scrolls sideways, nothing is cut off."""

import pytest

from tests.browser.measures import DESK, beyond, cut_off
from tests.browser.pages import GUARDED, HALF_IN, MEMBERS, ROLE, SHARED, STRANGERS, TO_SET_UP

NARROW = {"width": 320, "height": 640}  # the narrowest phone, and 1280 pixels at 400 %
PRINTED = {
    "reader": [
        f"/roles/{ROLE}/",
        "/scalability/topics/data-parallelism/",
        "/scalability/case-studies/deepseek-v3/",
    ],
    "member": [f"/roles/{ROLE}/", "/matches/", "/plan/", f"/plan/{ROLE}/"],
}
PAGES = {
    "reader": SHARED | STRANGERS,
    "newcomer": TO_SET_UP,
    "member": SHARED | MEMBERS,
    "guarded": GUARDED,
    "half in": HALF_IN,
}


@pytest.fixture(scope="session")
def large_text(launch):
    """A browser whose owner set the text to 200 %."""
    with launch("--blink-settings=defaultFontSize=32") as browser:
        yield browser


@pytest.mark.parametrize("who", PAGES)
def test_pages_fit_the_narrowest_window(open_page, people, who):
    page = open_page(None, person=people[who], viewport=NARROW)
    assert too_wide(page, PAGES[who]) == {}


@pytest.mark.parametrize("who", PAGES)
def test_pages_fit_with_text_at_twice_its_size(open_page, people, large_text, who):
    page = open_page(None, browser=large_text, person=people[who], viewport=DESK)
    assert too_wide(page, PAGES[who]) == {}


def too_wide(page, pages):
    """What makes a page scroll sideways or hides a part of itself, by the name of its page."""
    found = {}
    for name, path in pages.items():
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        if wide := beyond(page) + cut_off(page):
            found[name] = wide[:3]
    return found


@pytest.mark.parametrize("who", PRINTED)
def test_pages_print_what_they_say_and_no_controls(open_page, people, who):
    page = open_page(None, person=people[who])
    for path in PRINTED[who]:
        page.goto(path)
        page.emulate_media(media="print")
        assert page.get_by_role("navigation").count() == 0, path
        assert page.get_by_role("button").count() == 0, path
        assert page.get_by_role("heading", level=1).is_visible(), path
        assert len(page.locator("main").inner_text()) > 500, path
        page.emulate_media(media="screen")
