"""The whole way: assessment, matches, comparison, plan, progress, paper, and back elsewhere."""

import re

import pytest

from tests.bench.questions import shipped
from tests.browser.measures import DESK, PHONE
from tests.browser.test_job_seeker import sign_up

ROLE = "Machine Learning Engineer"
NEEDS = {need.title: need.level for need in shipped()[ROLE]}
ENOUGH = 8  # answers, of a person a level below what the role asks


def press(page, role, name, **options):
    """Go on by the keyboard: the control must take the focus, and answer the key."""
    control = page.get_by_role(role, name=name, **options).first
    control.focus()
    assert control.evaluate("element => element === document.activeElement")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose_level(page, level):
    """The radios of a question by the keyboard: each arrow goes one on, from not rated to 5."""
    page.get_by_role("radio").first.focus()
    for _ in range(level + 1):
        page.keyboard.press("ArrowDown")


def take_the_assessment(page):
    press(page, "link", "Answer a few questions")
    press(page, "link", "Start with the first question")
    for _ in range(ENOUGH):
        title = page.get_by_role("heading", level=1).inner_text()
        choose_level(page, max(NEEDS.get(title, 0) - 1, 0))
        press(page, "button", "Next question")
    assert page.get_by_text(f"{ENOUGH} answered").is_visible()
    press(page, "link", re.compile("see your matches", re.IGNORECASE))


def rate_the_rest(page):
    """The role's own page asks all it needs at once."""
    page.goto("/roles/machine-learning-engineer/")
    for select in page.locator("main select").all():
        if select.input_value() == "":
            select.focus()
            select.select_option("2")
    page.get_by_role("button", name="Save your levels").focus()
    page.keyboard.press("Enter")
    page.get_by_text("ratings saved").wait_for()


def compare_the_first_two(page):
    page.goto("/matches/")
    for tick in page.get_by_role("checkbox", name=re.compile("^Compare")).all()[:2]:
        tick.focus()
        page.keyboard.press("Space")
    press(page, "button", "Compare the roles you tick")
    assert page.get_by_role("heading", name="Why this, why not that").is_visible()


def plan_for_the_goal(page):
    page.goto("/plan/machine-learning-engineer/")
    press(page, "button", "Make it a goal")
    press(page, "link", "Your plan", exact=True)
    assert page.locator(".steps > li").count() > 3


def make_progress(page):
    """In the plan itself: a resource is started, a level is being learned, another is reached."""
    step = page.locator(".steps > li").first
    title = step.locator("h3").inner_text()
    press(step.page, "button", "Started")
    assert page.get_by_text("Marked as started: ").is_visible()
    press(page, "button", f"I am learning it ({title})", exact=True)
    assert page.get_by_text(re.compile(r"You are learning level \d")).is_visible()
    steps = page.locator(".steps > li").count()
    press(page, "button", re.compile(rf"I have reached level \d of {re.escape(title)}$"))
    assert page.get_by_text("Your rating is now").is_visible()
    assert page.locator(".steps > li").count() == steps - 1
    page.goto("/profile/progress/")
    assert page.get_by_text(f"{title}, level").is_visible()


def put_it_on_paper(page):
    for path in ("/plan/", "/matches/"):
        page.goto(path)
        page.emulate_media(media="print")
        assert page.get_by_role("navigation", name="Main").count() == 0
        closed = page.locator("main details:not([open]) > :not(summary)")
        assert closed.first.bounding_box()["height"] > 0
        page.emulate_media(media="screen")


def come_back_elsewhere(page, open_page):
    page.goto("/profile/data/")
    press(page, "button", "Make a link")
    elsewhere = open_page(page.locator(".copy").inner_text(), java_script_enabled=False)
    press(elsewhere, "button", "Open it here")
    elsewhere.goto("/plan/")
    assert elsewhere.locator("#goals").get_by_role("link", name=ROLE).is_visible()


@pytest.mark.parametrize("signed_in", [False, True], ids=["signed out", "signed in"])
@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_career_by_the_keyboard_from_the_first_question_to_the_way_back(
    open_page, signed_in, scripts
):
    viewport = PHONE if scripts == signed_in else DESK
    page = open_page("/", java_script_enabled=scripts, viewport=viewport)
    if signed_in:
        sign_up(page, email=f"ada.{'with' if scripts else 'without'}@example.org")
        page.goto("/")
    take_the_assessment(page)
    rate_the_rest(page)
    compare_the_first_two(page)
    plan_for_the_goal(page)
    make_progress(page)
    put_it_on_paper(page)
    if not signed_in:
        come_back_elsewhere(page, open_page)
