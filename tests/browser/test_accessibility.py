"""Every kind of page against axe-core (WCAG 2.2 AA), light and dark, with and without ratings."""

import pytest
from axe_playwright_python.sync_playwright import Axe

ROLE = "machine-learning-engineer"
PAGES = [
    "/",
    "/roles/",
    f"/roles/{ROLE}/",
    f"/roles/{ROLE}/transitions/",
    "/roles/compare/",
    f"/roles/compare/?role={ROLE}",
    f"/roles/compare/?role={ROLE}&role=data-engineer&role=nobody",
    f"/roles/compare/?role={ROLE}&role=data-engineer&role=ai-auditor&role=data-scientist",
    "/skills/",
    "/skills/?q=data",
    "/skills/python/",
    "/skills/llm-serving/",
    "/resources/",
    "/resources/cs50-python/",
    "/profile/",
    "/profile/present-role/",
    "/profile/progress/",
    "/profile/data/",
    "/profile/delete/",
    "/profile/return/no-such-page/",
    "/profile/questions/",
    "/profile/questions/?asked=",
    "/profile/questions/?asked=python,machine-learning&again=python",
    "/matches/",
    "/matches/?family=research&country=US&pay=100000",
    "/matches/?pay=100000",
    "/plan/",
    f"/plan/{ROLE}/",
    "/search/",
    "/search/?q=data",
    "/search/?q=pyhton",
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
    page.goto(f"/plan/{ROLE}/")
    page.get_by_role("button", name="Make it a goal").click()
    page.goto("/resources/cs50-python/")
    page.get_by_role("button", name="Done").click()
    page.locator("[aria-pressed=true]", has_text="Done").wait_for()
    page.goto("/skills/python/")
    page.locator("#progress summary").nth(1).click()
    page.locator("#progress details[open]").get_by_role("button", name="I have").click()
    page.get_by_label("Your note").fill("Mine.")
    page.get_by_role("button", name="Save the note").click()


def look_at(page, path, width):
    if path.endswith("/no-such-page/"):
        page.goto(path)
    else:
        assert page.goto(path).ok, path
    for summary in page.locator("main summary").all()[:2]:
        summary.click()
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{path}: {results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path
