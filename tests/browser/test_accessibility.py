"""Every type of page against axe-core (WCAG 2.2 AA), light and dark, for everybody it is for."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from tests.browser.measures import DESK, PHONE
from tests.browser.pages import FOR

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = {"dark": PHONE, "light": DESK}
# A colour on its way from one to another, as of a button that a script has just enabled, is none.
# One that never ends is not waited for.
AT_REST = """() => Promise.race([
  Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 3000)),
]).then(() => null)"""


@pytest.mark.parametrize("who", FOR)
def test_pages_hold_no_accessibility_violation(open_page, people, who):
    page = open_page(None, person=people[who])
    found = {
        (name, scheme): problem
        for name, path in FOR[who].items()
        for scheme, problem in problems(page, path).items()
    }
    assert found == {}


def problems(page, path):
    """What axe says of a page with its first disclosures open, in each look it says something of.

    The page is loaded once: what it looks like is up to its sheets alone.
    """
    page.goto(path)
    for summary in page.locator("main summary").all()[:2]:
        summary.click()
    found = {}
    for scheme, viewport in LOOKS.items():
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AT_REST)
        results = Axe().run(page, options=OPTIONS)
        if results.violations_count:
            found[scheme] = results.generate_report()
    return found


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_page_of_last_resort_holds_no_violation(open_page, name):
    """It is written without the site, so no address answers with it."""
    page = open_page(None)
    page.set_content(render_to_string(name, {"failure": "away", "is_read": False}))
    assert Axe().run(page, options=OPTIONS).violations_count == 0
