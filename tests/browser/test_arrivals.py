"""Pages that htmx brings look as they do when the browser loads them, whatever led to them."""

import re
from pathlib import Path

from tests.browser.arrivals import (
    FIRST,
    START,
    Way,
    faults,
    follow,
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
# A first rating saves itself and moves nothing: what is said to beginners stays until one leaves.
FIRST_RATING = Way("profile", "post", "careers:rate", "as it changes")


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


def test_check_names_the_sheet_and_the_boxes_of_a_planted_page_without_its_sheet(guest):
    reader = guest()
    assert reader.faults(FIRST) == {}

    def plant(route):
        """What htmx asks for comes without the sheet; what the browser loads is whole."""
        answer = route.fetch()
        sheet = re.compile(r'<link rel="stylesheet" href="[^"]*/rating[^"]*">')
        is_htmx = "hx-request" in route.request.headers
        route.fulfill(response=answer, body=sheet.sub("" if is_htmx else r"\g<0>", answer.text()))

    reader.page.route("**/profile/questions/?asked=", plant)
    found = reader.faults(FIRST)
    assert found.keys() == {"sheets", "boxes"}
    assert [Path(sheet.split()[0]).name.split(".")[0] for sheet in found["sheets"][1]] == ["rating"]


def test_check_finds_what_comes_without_its_head(guest):
    """As it was before scripts brought the head along."""
    reader = guest()
    reader.page.add_init_script("""document.addEventListener("htmx:beforeSend",
      (event) => event.stopImmediatePropagation(), true)""")
    assert {"sheets", "boxes"} <= reader.faults(FIRST).keys()


def test_back_and_forward_lead_to_pages_as_they_are_loaded(guest):
    page = guest().page
    follow(page, FIRST)
    mark(page)
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Next question").click()
    page.get_by_text("Question 2.").wait_for()
    seen = {}
    for button in (page.go_back, page.go_back, page.go_forward, page.go_forward):
        look = turn(page, button)
        seen[button, page.url] = look
    assert is_kept(page)
    assert len({url for _, url in seen}) == 3
    for (_, url), look in seen.items():
        page.goto(url)
        assert faults(look, reload(page)) == {}


def test_page_is_not_shown_before_its_sheet_is_there(open_page):
    page = open_page(START)
    waiting = []

    def slow(route):
        page.locator("#said", has_text="Working…").wait_for()
        waiting.append(page.get_by_role("heading", level=1).inner_text())
        route.continue_()

    page.route("**/css/rating*.css", slow)
    page.evaluate("""() => document.addEventListener("htmx:afterSwap", () => {
      const {display} = getComputedStyle(document.querySelector(".rating__choice"));
      document.documentElement.dataset.first ??= display;
    })""")
    page.get_by_role("link", name="Start with the first question").click()
    page.get_by_text("Question 1.").wait_for()
    assert waiting == ["Answer a few questions"]
    assert page.evaluate("document.documentElement.dataset.first") == "grid"
    assert page.locator("[aria-busy]").count() == 0
