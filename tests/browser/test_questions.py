"""The short assessment, from its start until the top five hold, and on to the matches."""

import re

from tests.bench.questions import shipped

START = "/profile/questions/"
NEEDS = shipped()["Machine Learning Engineer"]
LEVELS = {need.title: need.level for need in NEEDS}  # the person played; of all other skills none
MOST = 40


def leading(page):
    return page.locator(".pointed > li > a").all_inner_texts()


def answer(page, title):
    """Choose the level of the person played, and go on."""
    page.get_by_role("radio").nth(LEVELS.get(title, 0) + 1).check()
    page.get_by_role("button", name="Next question").click()


def test_questions_without_scripts_lead_to_the_top_five_and_the_matches(open_page):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Answer a few questions").first.click()
    page.get_by_role("link", name="Start with the first question").click()
    assert page.context.cookies() == []
    assert page.get_by_text("With nothing rated, nothing is claimed").is_visible()

    asked = []
    while page.get_by_role("radio").count() and len(asked) < MOST:
        title = page.get_by_role("heading", level=1).inner_text()
        assert title not in asked
        assert page.get_by_text("Why this one:").is_visible()
        asked.append(title)
        answer(page, title)

    assert page.get_by_role("heading", name="Nothing more would change the order").is_visible()
    assert len(asked) <= 25
    assert leading(page)[0] == "Machine Learning Engineer"
    assert len(leading(page)) == 5
    page.get_by_role("link", name="See your matches").click()
    assert page.get_by_role("heading", name="Your matches").is_visible()
    assert page.get_by_text(re.compile(rf"{len(asked)} rated skills")).is_visible()


def test_questions_are_skipped_changed_and_left_with_the_back_button(open_page):
    page = open_page(f"{START}?asked=", java_script_enabled=False)
    first = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Skip this one").click()
    second = page.get_by_role("heading", level=1).inner_text()
    answer(page, second)
    assert page.get_by_text("1 answered, 1 skipped.").is_visible()

    page.get_by_text("Change an answer").click()
    page.get_by_role("link", name=first, exact=True).click()
    page.get_by_role("radio").nth(4).check()
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_text("2 answered.").is_visible()

    page.get_by_role("link", name="Back to the last question").click()
    assert page.get_by_role("heading", level=1).inner_text() == second
    page.go_back()
    assert page.get_by_text("2 answered.").is_visible()


def test_questions_with_a_goal_are_answered_by_the_keyboard_alone(open_page):
    page = open_page(START)
    page.get_by_text("Name your present role or a goal first").press("Enter")
    page.get_by_label("Machine Learning Engineer").press("Space")
    page.get_by_role("button", name="Save and start").press("Enter")
    page.get_by_text("your goal, Machine Learning Engineer, asks it.").wait_for()

    page.get_by_role("radio").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Next question").press("Enter")
    page.get_by_text("1 answered.").wait_for()
    assert len(leading(page)) == 5
