"""The whole way: assessment, matches, comparison, plan, progress, paper, and back elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.bench.persons import shipped
from tests.browser.accounts import sign_up
from tests.browser.hands import Keyboard
from tests.browser.measures import DESK, PHONE

ROLE = "Machine Learning Engineer"
NEEDS = {need.accepted[0].title: need.level for need in shipped().roles[ROLE]}
ENOUGH = 8  # answers, of a person a level below what the role asks


def take_the_assessment(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name="I would rather answer questions"))
    hands.press(page.get_by_role("link", name="Start with the first question"))
    hands.press(page.get_by_role("link", name="Skip this"))
    hands.press(page.get_by_role("button", name="Skip this"))
    for answered in range(1, ENOUGH + 1):
        page.get_by_text(f"Question {answered}.").wait_for()
        title = page.get_by_role("heading", level=1).inner_text()
        hands.pick(page.get_by_role("radio").nth(max(NEEDS.get(title, 0) - 1, 0) + 1))
        hands.press(page.get_by_role("button", name="Next question"))
        expect(page.get_by_text(f"{answered} answered")).to_be_visible()
    hands.press(page.get_by_role("link", name=re.compile("see your matches", re.IGNORECASE)).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your matches")


def rate_the_rest(hands):
    """The role's own page asks all it needs at once."""
    page = hands.page
    page.goto("/roles/machine-learning-engineer/")
    for select in page.locator("main select").all():
        if select.input_value() == "":
            hands.choose(select, "2 guided")
    hands.press(page.get_by_role("button", name="Save your levels"))
    page.get_by_text("ratings saved").wait_for()


def compare_the_first_two(hands):
    page = hands.page
    page.goto("/matches/")
    for tick in page.get_by_role("checkbox", name=re.compile("^Compare")).all()[:2]:
        hands.tick(tick)
    hands.press(page.get_by_role("button", name="Compare the roles you tick"))
    expect(
        page.get_by_role("heading", name="Where the difference in readiness comes from")
    ).to_be_visible()


def plan_for_the_goal(hands):
    page = hands.page
    page.goto("/plan/machine-learning-engineer/")
    hands.press(page.get_by_role("button", name="Make it a goal"))
    hands.press(page.get_by_role("link", name="Your plan", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your plan")
    assert page.locator(".steps > li").count() > 3


def make_progress(hands):
    """In the plan itself: a resource is started, a level is being learned, another is reached."""
    page = hands.page
    step = page.locator(".steps > li").first
    title = step.locator("h3").inner_text()
    hands.press(page.get_by_role("button", name="Started").first)
    expect(page.get_by_text("Marked as started: ")).to_be_visible()
    hands.press(page.get_by_role("button", name=f"I am learning it ({title})", exact=True))
    expect(page.get_by_text(re.compile(r"You are learning level \d"))).to_be_visible()
    steps = page.locator(".steps > li").count()
    reached = re.compile(rf"I have reached level \d of {re.escape(title)}$")
    hands.press(page.get_by_role("button", name=reached))
    expect(page.get_by_text("Your rating is now")).to_be_visible()
    expect(page.locator(".steps > li")).to_have_count(steps - 1)
    page.goto("/profile/progress/")
    expect(page.get_by_text(f"{title}, level")).to_be_visible()


def put_it_on_paper(page):
    for path in ("/plan/", "/matches/"):
        page.goto(path)
        page.emulate_media(media="print")
        assert page.get_by_role("navigation", name="Main").count() == 0
        closed = page.locator("main details:not([open], :has(> .filters)) > :not(summary)")
        assert closed.first.bounding_box()["height"] > 0
        page.emulate_media(media="screen")


def come_back_elsewhere(hands, open_page):
    page = hands.page
    page.goto("/profile/data/")
    hands.press(page.get_by_role("button", name="Make a link"))
    link = page.locator(".copy").inner_text()
    elsewhere = Keyboard(open_page(link, java_script_enabled=False))
    elsewhere.press(elsewhere.page.get_by_role("button", name="Open it here"))
    elsewhere.page.goto("/plan/")
    assert elsewhere.page.locator("#goals").get_by_role("link", name=ROLE).is_visible()


@pytest.mark.parametrize(
    ("scripts", "signed_in"),
    [
        pytest.param(False, False, id="without scripts, signed out"),
        pytest.param(True, True, id="with scripts, signed in"),
        pytest.param(False, True, id="without scripts, signed in", marks=pytest.mark.other_way),
        pytest.param(True, False, id="with scripts, signed out", marks=pytest.mark.other_way),
    ],
)
def test_career_by_the_keyboard_from_the_first_question_to_the_way_back(
    open_page, signed_in, scripts
):
    viewport = PHONE if scripts == signed_in else DESK
    hands = Keyboard(open_page("/", java_script_enabled=scripts, viewport=viewport))
    if signed_in:
        sign_up(hands, email=f"ada.{'with' if scripts else 'without'}@example.org")
        hands.page.goto("/")
    take_the_assessment(hands)
    rate_the_rest(hands)
    compare_the_first_two(hands)
    plan_for_the_goal(hands)
    make_progress(hands)
    put_it_on_paper(hands.page)
    if not signed_in:
        come_back_elsewhere(hands, open_page)
