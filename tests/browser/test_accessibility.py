"""Every kind of page against axe-core (WCAG 2.2 AA), light and dark, with and without ratings."""

import pytest
from axe_playwright_python.sync_playwright import Axe

ROLE = "machine-learning-engineer"
PAGES = [
    "/",
    "/roles/",
    f"/roles/{ROLE}/",
    "/skills/",
    "/skills/python/",
    "/resources/",
    "/resources/cs50-python/",
    "/profile/",
    "/profile/questions/",
    "/profile/questions/?asked=",
    "/profile/questions/?asked=python,machine-learning&again=python",
    "/matches/",
    f"/plan/{ROLE}/",
    "/search/?q=data",
    "/about/match/",
    "/about/balance/",
    "/about/sources/",
    "/scalability/",
    "/scalability/data-management/",
    "/scalability/topics/data-parallelism/",
    "/scalability/case-studies/",
    "/scalability/case-studies/deepseek-v3/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no-such-page/",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_pages_hold_no_accessibility_violation_and_never_scroll_sideways(open_page, scheme, width):
    page = open_page("/", color_scheme=scheme, viewport={"width": width, "height": 900})
    for with_ratings in (False, True):
        if with_ratings:
            rate(page)
        for path in PAGES:
            look_at(page, path, width)


def rate(page):
    page.goto(f"/roles/{ROLE}/")
    for n, select in enumerate(page.locator("main select").all()):
        select.select_option(str(n % 6))
    page.get_by_role("button", name="Save your levels").click()
    page.get_by_text("ratings saved").wait_for()


def look_at(page, path, width):
    if path == "/no-such-page/":
        page.goto(path)
    else:
        assert page.goto(path).ok, path
    for summary in page.locator("main summary").all()[:2]:
        summary.click()
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{path}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
