"""Pages that htmx brings look as they do when the browser loads them, whatever led to them."""

import re
from pathlib import Path

from tests.browser.arrivals import (
    SECOND,
    Way,
    faults,
    reload,
    takes_refusals,
    turn,
)
from tests.browser.pages import (
    GUARDED,
    HALF_IN,
    MEMBERS,
    PERSONAL,
    PUBLIC,
    STRANGERS,
    TO_SET_UP,
)
from tests.browser.swaps import is_kept, mark

# Public pages are the same for members, but for the masthead. What somebody was already seen to
# follow is not followed again.
PAGES = {
    "reader": PUBLIC | PERSONAL | STRANGERS,
    "visitor": PUBLIC | PERSONAL,
    "newcomer": PERSONAL | MEMBERS | TO_SET_UP,
    "member": PERSONAL,
    "guarded": GUARDED,
    "half in": HALF_IN,
}
RATING = re.compile(r'<link rel="stylesheet" href="[^"]*/rating[^"]*">')
# A first rating saves itself and moves nothing: what is said to beginners stays until one leaves.
FIRST_RATING = Way("profile", "post", "careers:ratings_save", "as it changes")


def test_pages_look_on_arrival_as_they_do_after_a_reload(guest):
    followed, refused, wrong = set(), set(), {}
    for who, pages in PAGES.items():
        one = guest(who)
        found = one.ways(pages)
        if who == "reader":
            del found[FIRST_RATING]
        for way in found.keys() - followed:
            wrong[who, *way] = one.faults(found[way])
            if way.method == "post" and way[:3] not in refused and takes_refusals(one.page):
                wrong[who, "refused", *way] = one.faults_of_refusal(found[way])
                refused.add(way[:3])
        followed |= found.keys()
        assert one.errors == []
    assert {way: found for way, found in wrong.items() if found} == {}
    assert len(followed) > 30
    assert len(refused) > 8


def without_its_sheet(page):
    """Plant a page that comes without its sheet at first, and has it when it is loaded again."""

    def plant(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=RATING.sub("", answer.text()))

    page.route("**/profile/questions/?asked=python", plant, times=1)


def test_check_names_the_sheet_and_the_boxes_of_a_planted_page_without_its_sheet(guest):
    reader = guest()
    step = reader.way_back()
    assert reader.faults(step) == {}
    reader.page.add_init_script("""for (const name of ["beforeOnLoad", "beforeSwap"]) {
      document.addEventListener(`htmx:${name}`, (event) => event.stopImmediatePropagation(), true);
    }""")
    without_its_sheet(reader.page)
    found = reader.faults(step)
    assert {"sheets", "boxes"} <= found.keys()
    assert [Path(sheet.split()[0]).name.split(".")[0] for sheet in found["sheets"][1]] == ["rating"]


def test_page_that_needs_another_sheet_is_loaded_by_the_browser(guest):
    reader = guest()
    step = reader.way_back()
    without_its_sheet(reader.page)
    assert reader.faults(step) == {}


def test_back_and_forward_lead_to_pages_as_they_are_loaded(guest):
    page = guest().page
    page.goto(SECOND)
    mark(page)
    for number in (3, 4):
        page.get_by_role("radio").nth(2).check()
        page.get_by_role("button", name="Next question").click()
        page.get_by_text(f"Question {number}.").wait_for()
    seen = {}
    for button in (page.go_back, page.go_back, page.go_forward, page.go_forward):
        look = turn(page, button)
        seen[button, page.url] = look
    assert is_kept(page)
    assert len({url for _, url in seen}) == 3
    for (_, url), look in seen.items():
        page.goto(url)
        assert faults(look, reload(page)) == {}
