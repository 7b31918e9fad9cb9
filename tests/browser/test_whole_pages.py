"""What htmx cannot bring as it should be, the browser loads as a whole page."""

import pytest
from playwright.sync_api import expect

from tests.browser.arrivals import FIRST, START, follow
from tests.browser.swaps import is_kept, mark


def test_page_whose_sheet_does_not_come_is_loaded_by_the_browser(guest):
    page = guest().page
    page.goto(START)
    mark(page)
    page.route("**/css/rating*.css", lambda route: route.abort(), times=1)
    page.get_by_role("link", name="Start with the first question").click()
    page.get_by_text("Question 1.").wait_for()
    assert not is_kept(page)
    assert (
        page.locator(".rating__choice").first.evaluate("e => getComputedStyle(e).display") == "grid"
    )


def lead_on_to(page, path):
    """Open the start of the questions, whose link leads elsewhere this time."""

    def plant(route):
        answer = route.fetch()
        body = answer.text().replace(f'href="{START}?asked="', f'href="{path}"')
        route.fulfill(response=answer, body=body)

    page.route(f"**{START}", plant)
    page.goto(START)


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_link_that_ends_in_an_error_leads_to_the_page_that_says_so(guest, status, kind):
    page = guest().page
    page.goto(START)
    page.route(
        "**/profile/questions/?asked=",
        lambda route: route.fulfill(status=status, content_type=kind, body="Not for now."),
    )
    page.get_by_role("link", name="Start with the first question").click()
    page.get_by_text("Not for now.", exact=True).wait_for()
    assert page.locator("#said").count() == 0
    assert page.url.endswith("?asked=")


def test_list_whose_filter_ends_in_an_error_leads_to_the_page_that_says_so(guest):
    page = guest().page
    page.goto("/roles/")
    page.route("**/roles/?*", lambda route: route.fulfill(status=429, body="Not for now."))
    page.locator("main select[name=family]").select_option(index=1)
    page.get_by_text("Not for now.").wait_for()
    assert "family=" in page.url


@pytest.mark.parametrize("path", ["/roles/", "/", "/skills/python/", "/accounts/login/"])
def test_link_to_a_page_with_other_scripts_lets_the_browser_load_it(open_page, path):
    page = open_page()
    lead_on_to(page, path)
    mark(page)
    page.get_by_role("link", name="Start with the first question").click()
    expect(page).to_have_url(path)
    assert not is_kept(page)


def test_link_to_a_file_brings_the_file(open_page):
    page = open_page()
    lead_on_to(page, "/profile/data/resume.json")
    with page.expect_download() as download:
        page.get_by_role("link", name="Start with the first question").click()
    assert download.value.suggested_filename == "resume.json"
    page.get_by_text("Name your present role or a goal first").click()
    page.get_by_role("button", name="Save and start").click()
    page.get_by_text("Question 1.").wait_for()


def test_link_without_a_connection_says_so(guest):
    one = guest()
    one.page.goto(START)
    one.context.set_offline(True)
    one.page.get_by_role("link", name="Start with the first question").click()
    one.page.get_by_text("The page could not be loaded.").wait_for()
    one.context.set_offline(False)
    one.page.get_by_role("link", name="Start with the first question").click()
    one.page.get_by_text("Question 1.").wait_for()


def test_back_without_a_connection_shows_no_other_page_at_the_address(guest):
    one = guest()
    follow(one.page, FIRST)
    one.context.set_offline(True)
    one.page.go_back()
    expect(one.page.get_by_text("Question 1.")).to_have_count(0)
    one.context.set_offline(False)
    one.page.goto(START)
    one.page.get_by_role("heading", name="Answer a few questions").wait_for()
