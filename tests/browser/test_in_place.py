"""Pages of one's own that change in place: where focus, scroll, address and what is said go."""

import re

import pytest
from django.db import IntegrityError

from careers.models.notes import NoteQuerySet
from tests.browser.arrivals import SECOND
from tests.browser.swaps import is_kept, mark

ROLE = "machine-learning-engineer"


def rate(page):
    page.goto(f"/roles/{ROLE}/")
    for n, select in enumerate(page.locator("main select").all()):
        select.select_option(str(n % 3 + 1))
    page.get_by_role("button", name="Save your levels").click()
    page.get_by_text("ratings saved").wait_for()


def focused(page):
    return page.evaluate("document.activeElement.innerText.trim()")


@pytest.mark.parametrize("width", [360, 1280])
def test_questions_follow_one_another_in_place(open_page, width):
    page = open_page("/profile/questions/", viewport={"width": width, "height": 700})
    page.get_by_role("link", name="Start with the first question").click()
    for heading in ("What do you do?", "What is new to you?"):
        page.get_by_role("heading", name=heading).wait_for()
        page.get_by_text("Skip this", exact=True).click()
    page.get_by_text("Question 1.").wait_for()
    mark(page)
    asked = [page.get_by_role("heading", level=1).inner_text()]
    for number in (2, 3):
        page.get_by_role("radio").nth(3).check()
        page.get_by_role("button", name="Next question").click()
        page.get_by_text(f"Question {number}.").wait_for()
        asked.append(page.get_by_role("heading", level=1).inner_text())
        page.locator("h1:focus").wait_for()
        assert page.title().startswith(f"{asked[-1]}: a question")
        assert f"Question {number}: {asked[-1]}" in page.locator("#said").inner_text()
        assert page.evaluate("scrollY") <= page.locator("#main").evaluate("e => e.offsetTop")
        assert "again" not in page.url
    assert len(set(asked)) == 3
    assert is_kept(page)

    page.go_back()
    page.get_by_text("Question 2.").wait_for()
    assert page.get_by_text("Your answer again").is_visible()
    assert page.get_by_role("heading", level=1).inner_text() == asked[1]
    assert page.title().startswith(asked[1])
    assert page.get_by_role("radio").nth(3).is_checked()
    page.go_forward()
    page.get_by_text("Question 3.").wait_for()
    page.get_by_role("link", name="Back to the last question").click()
    page.get_by_text("Your answer again").wait_for()
    assert is_kept(page)
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == asked[1]


def test_progress_changes_in_place_and_a_mark_comes_back(open_page):
    page = open_page("/", viewport={"width": 360, "height": 500})
    rate(page)
    for resource in ("cs50-python", "fluent-python"):
        page.goto(f"/resources/{resource}/")
        page.get_by_role("button", name="Planned").click()
        page.get_by_text("Marked as planned").wait_for()
    page.goto("/profile/progress/")
    mark(page)

    button = page.locator("button[value=dropped]").last
    button.scroll_into_view_if_needed()
    before = button.bounding_box()["y"]
    button.press("Enter")
    page.get_by_text("Marked as dropped").wait_for()
    page.locator("button[value=dropped]:focus").wait_for()
    dropped = page.locator("button[value=dropped][aria-pressed=true]")
    assert dropped.evaluate("e => e === document.activeElement")
    assert abs(dropped.bounding_box()["y"] - before) < 2
    assert page.locator("#said .notice").bounding_box()["y"] >= 0

    dropped.locator("xpath=..").get_by_role("button", name="Clear status").press("Enter")
    page.get_by_text("Status cleared").first.wait_for()
    page.locator("#said > .notice:focus").wait_for()
    assert is_kept(page)
    assert page.url.endswith("/profile/progress/")

    page.keyboard.press("Tab")
    assert focused(page) == "Undo"
    page.keyboard.press("Enter")
    page.locator("button[value=dropped][aria-pressed=true]").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_plan_comes_back_at_the_step_in_use_and_a_step_is_taken_in_again(open_page, scripts):
    page = open_page("/", viewport={"width": 360, "height": 700}, java_script_enabled=scripts)
    rate(page)
    page.goto(f"/plan/{ROLE}/")
    step = page.locator(".steps > li").nth(3)
    step.get_by_role("button", name="I am learning it").click()
    assert page.get_by_text("You are learning level").is_visible()
    assert page.locator("#said").bounding_box()["y"] >= 0
    assert 0 < step.bounding_box()["y"] < 400

    title = step.locator("h3").inner_text()
    step.get_by_role("button", name=f"Leave out {title}").click()
    assert title not in page.locator(".steps > li > h3").all_inner_texts()
    assert 0 < step.bounding_box()["y"] < 400
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_text(f"{title} is back in your plans.").is_visible()
    assert step.locator("h3").inner_text() == title


def test_slow_and_failed_forms_are_said_and_sent_once(open_page):
    page = open_page("/")
    rate(page)
    page.goto("/resources/cs50-python/")
    page.get_by_role("button", name="Started").click()
    page.get_by_text("Marked as started").wait_for()
    page.goto("/profile/progress/")
    sent = []

    def slow(route):
        sent.append(route.request.url)
        page.wait_for_timeout(900)
        route.continue_()

    page.route("**/resources/*/progress/", slow)
    button = page.locator("button[value=planned]").first
    button.dblclick(no_wait_after=True)
    page.locator("#said", has_text="Working…").wait_for()
    page.get_by_text(re.compile("Marked as planned")).wait_for()
    assert len(sent) == 1
    assert page.locator("[aria-busy]").count() == 0


def test_form_without_a_connection_says_so_and_keeps_what_was_chosen(chromium, site):
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/profile/questions/?asked=&work=&familiar=")
    page.get_by_role("radio").nth(4).check()
    context.set_offline(True)
    page.get_by_role("button", name="Next question").click()
    page.get_by_text("That was not saved.").wait_for()
    assert page.get_by_role("radio").nth(4).is_checked()
    assert focused(page) == "Next question"
    context.set_offline(False)
    page.get_by_role("button", name="Next question").click()
    page.get_by_text("Question 2.").wait_for()
    context.close()


def test_masthead_says_who_is_signed_in_now(guest):
    member = guest("member")
    member.come()
    page = member.page
    page.goto(SECOND)
    mark(page)
    assert page.get_by_role("button", name="Sign out").is_visible()
    member.context.clear_cookies()  # signed out in another window
    page.get_by_role("link", name="Back to the last question").click()
    page.get_by_text("Your answer again").wait_for()
    assert page.get_by_role("link", name="Sign in", exact=True).is_visible()
    assert page.get_by_role("button", name="Sign out").count() == 0
    assert is_kept(page)


def test_refused_form_leaves_an_address_that_can_be_loaded(guest):
    page = guest().page
    page.goto("/profile/data/")
    entries = page.evaluate("history.length")
    page.locator("#import").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.url.endswith("/profile/data/")
    assert page.evaluate("history.length") == entries
    assert page.reload().status == 200


def test_forms_in_place_leave_one_entry_in_the_history(open_page):
    page = open_page("/resources/cs50-python/")
    entries = page.evaluate("history.length")
    for state in ("Planned", "Started"):
        page.get_by_role("button", name=state).click()
        page.get_by_text(f"Marked as {state.lower()}").wait_for()
    assert page.evaluate("history.length") == entries


def test_refused_form_that_shows_a_page_of_its_own_begins_at_its_top(guest):
    page = guest().page
    page.goto("/skills/python/#notes")
    page.locator("#note").evaluate("note => note.removeAttribute('maxlength')")
    page.locator("#note").fill("x" * 5001)
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Nothing has been saved yet.").wait_for()
    assert page.evaluate("scrollY") == 0
    assert page.locator(".error-summary").evaluate("e => e === document.activeElement")
    assert page.locator(".breadcrumbs").count() == 0
    assert page.get_by_label("Your note").input_value() == "x" * 5001


def test_form_that_clashes_says_so_and_keeps_what_was_typed(guest, monkeypatch):
    def clash(*_):
        raise IntegrityError

    monkeypatch.setattr(NoteQuerySet, "keep", clash)
    page = guest().page
    page.goto("/skills/python/")
    page.get_by_label("Your note").fill("Mine.")
    page.get_by_role("button", name="Save the note").click()
    page.locator("#said", has_text="something else was saved at the same moment").wait_for()
    assert page.get_by_label("Your note").input_value() == "Mine."
    assert page.get_by_role("heading", level=1).inner_text() == "Python"
    assert "Not rated yet" in page.locator("#own-level").inner_text()
    assert page.locator("[aria-busy]").count() == 0
