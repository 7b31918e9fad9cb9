"""What cannot come in place as it should be, the browser loads as a whole page."""

import pytest
from playwright.sync_api import expect

from tests.browser.arrivals import SECOND
from tests.browser.swaps import is_kept, mark

BACK = "Back to the last question"


def press_back(page):
    page.get_by_role("link", name=BACK).click()


def lead_on_to(page, path):
    """Open a question whose link to the one before leads elsewhere this time."""

    def plant(route):
        answer = route.fetch()
        link = answer.text().rpartition(f">{BACK}<")[0].rpartition('<a href="')[2]
        address = link.partition('"')[0]
        body = answer.text().replace(f'href="{address}"', f'href="{path}"')
        route.fulfill(response=answer, body=body)

    page.route(f"**{SECOND}", plant, times=1)
    page.goto(SECOND)
    mark(page)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, "text/html"), (410, "text/html"), (429, "text/plain"), (503, "text/plain")],
)
def test_link_that_ends_in_an_error_leads_to_the_page_that_says_so(guest, status, kind):
    page = guest().page
    page.goto(SECOND)
    page.route(
        "**/profile/questions/?*again=*",
        lambda route: route.fulfill(status=status, content_type=kind, body="Not for now."),
    )
    press_back(page)
    page.get_by_text("Not for now.", exact=True).wait_for()
    assert page.locator("#said").count() == 0
    assert "again=python" in page.url


def test_list_whose_filter_ends_in_an_error_leads_to_the_page_that_says_so(guest):
    page = guest().page
    page.goto("/roles/")
    page.route("**/roles/?*", lambda route: route.fulfill(status=429, body="Not for now."))
    page.locator("main select[name=family]").select_option(index=1)
    page.get_by_text("Not for now.").wait_for()
    assert "family=" in page.url


@pytest.mark.parametrize(
    "path", ["/roles/", "/", "/skills/python/", "/profile/progress/", "/accounts/login/"]
)
def test_link_to_a_page_with_other_sheets_or_scripts_lets_the_browser_load_it(open_page, path):
    page = open_page()
    lead_on_to(page, path)
    press_back(page)
    expect(page).to_have_url(path)
    assert not is_kept(page)


def test_link_to_a_file_brings_the_file(open_page):
    page = open_page()
    lead_on_to(page, "/profile/data/resume.json")
    with page.expect_download() as download:
        press_back(page)
    assert download.value.suggested_filename == "resume.json"
    page.get_by_role("button", name="Skip this one").click()
    page.get_by_text("Question 3.").wait_for()
    assert is_kept(page)


def test_link_without_a_connection_says_so(guest):
    one = guest()
    one.page.goto(SECOND)
    one.context.set_offline(True)
    press_back(one.page)
    one.page.get_by_text("The page could not be loaded.").wait_for()
    one.context.set_offline(False)
    press_back(one.page)
    one.page.get_by_text("Your answer again").wait_for()


@pytest.mark.parametrize("path", [SECOND, "/roles/"])
def test_back_without_a_connection_shows_no_other_page_at_the_address(guest, path):
    one = guest()
    one.page.goto(path)
    was = one.page.url
    if path == SECOND:
        press_back(one.page)
    else:
        one.page.locator("main select[name=family]").select_option(index=1)
    one.page.wait_for_url(lambda url: url != was)
    one.context.set_offline(True)
    one.page.go_back()
    expect(one.page.locator("main")).to_have_count(0)
    one.context.set_offline(False)
    one.page.goto(path)
    expect(one.page.locator("main")).to_be_visible()
