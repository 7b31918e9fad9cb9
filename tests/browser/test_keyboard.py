"""Tab through every page: what has the focus is in sight, marked, and nothing lies over it."""

import pytest

from tests.browser.measures import focus
from tests.browser.pages import (
    GUARDED,
    HALF_IN,
    MEMBERS,
    PERSONAL,
    PUBLIC,
    STRANGERS,
    TO_SET_UP,
)

MOST = 40  # stops of a page: its masthead, its forms, the first of its lists
PAGES = {
    "reader": PUBLIC | STRANGERS,
    "newcomer": TO_SET_UP,
    "member": PERSONAL | MEMBERS,
    "guarded": GUARDED,
    "half in": HALF_IN,
}


@pytest.mark.parametrize("colours", ["none", "active"], ids=["own colours", "forced colours"])
@pytest.mark.parametrize("who", PAGES)
def test_focus_is_always_in_sight(open_page, people, who, colours):
    page = open_page(
        None,
        person=people[who],
        forced_colors=colours,
        reduced_motion="reduce",
        viewport={"width": 360, "height": 640} if colours == "none" else None,
    )
    found = {name: lost(page, path) for name, path in PAGES[who].items()}
    assert {name: stops for name, stops in found.items() if stops} == {}


def lost(page, path):
    """The stops at which somebody would not see where they are."""
    page.goto(path)
    stops = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = focus(page)
        if stop.pop("isPage"):
            break
        if not (stop["isSeen"] and stop["isMarked"] and stop["isFree"]):
            stops.append(stop)
    return stops
