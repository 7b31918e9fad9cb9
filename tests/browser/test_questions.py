"""The short assessment, from its start until the top five hold, and on to the matches."""

from playwright.sync_api import expect

from tests.bench.persons import shipped

START = "/profile/questions/"
NEEDS = shipped().roles["Machine Learning Engineer"]
LEVELS = {one.accepted[0].title: one.level for one in NEEDS}  # the person; of all others none
MOST = 40


def leading(page):
    return page.locator(".pointed > li > a").all_inner_texts()


def answer(hands, title):
    """Choose the level of the person played, and go on."""
    page = hands.page
    hands.pick(page.get_by_role("radio").nth(LEVELS.get(title, 0) + 1))
    hands.press(page.get_by_role("button", name="Next question"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)


def test_questions_lead_to_the_top_five_and_the_matches(visit):
    hands = visit("/")
    page = hands.page
    hands.press(page.get_by_role("link", name="I would rather answer questions"))
    hands.press(page.get_by_role("link", name="Start with the first question"))
    assert page.context.cookies() == []
    hands.tick(page.get_by_label("Build or train machine learning models"))
    hands.press(page.get_by_role("button", name="Go on"))
    expect(page.get_by_role("heading", name="What is new to you?")).to_be_visible()
    shown = page.locator(".glance__skills strong").all_inner_texts()
    new = [place for place, title in enumerate(shown) if title not in LEVELS]
    for place in new:
        hands.tick(page.get_by_role("checkbox").nth(place))
    hands.press(page.get_by_role("button", name="Go on"))
    page.get_by_text("Question 1.").wait_for()

    asked = []
    while page.get_by_role("radio").count() and len(asked) < MOST:
        title = page.get_by_role("heading", level=1).inner_text()
        assert title not in asked
        expect(page.get_by_text("Why this one:")).to_be_visible()
        asked.append(title)
        answer(hands, title)

    expect(page.get_by_role("heading", name="Nothing more would change the order")).to_be_visible()
    assert len(asked) <= 25
    assert leading(page)[0] == "Machine Learning Engineer"
    assert len(leading(page)) == 5
    hands.press(page.get_by_role("link", name="See your matches"))
    expect(page.get_by_role("heading", name="Your matches")).to_be_visible()


def test_questions_are_skipped_changed_and_left_with_the_back_button(visit):
    hands = visit(f"{START}?asked=&work=&familiar=")
    page = hands.page
    first = page.get_by_role("heading", level=1).inner_text()
    hands.press(page.get_by_role("button", name="Skip this one"))
    heading = page.get_by_role("heading", level=1)
    expect(heading).not_to_have_text(first)
    second = heading.inner_text()
    answer(hands, second)
    expect(page.get_by_text("1 answered, 1 skipped.")).to_be_visible()

    hands.press(page.get_by_text("Change an answer"))
    hands.press(page.get_by_role("link", name=first, exact=True))
    expect(heading).to_have_text(first)
    hands.pick(page.get_by_role("radio").nth(4))
    hands.press(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_text("2 answered.")).to_be_visible()

    hands.press(page.get_by_role("link", name="Back to the last question"))
    expect(heading).to_have_text(second)
    page.go_back()
    expect(page.get_by_text("2 answered.")).to_be_visible()


def test_questions_with_a_goal_are_answered_by_the_keyboard_alone(open_page):
    page = open_page(START)
    page.get_by_text("Name a goal, or a role in AI that you have now").press("Enter")
    page.get_by_label("Machine Learning Engineer").press("Space")
    page.get_by_role("button", name="Save and start").press("Enter")
    for heading in ("What do you do?", "What is new to you?"):
        page.get_by_role("heading", name=heading).wait_for()
        page.get_by_text("Skip this", exact=True).press("Enter")
    expect(page.get_by_text("your goal, Machine Learning Engineer, asks it.")).to_be_visible()

    page.get_by_role("radio").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Next question").press("Enter")
    page.get_by_text("1 answered.").wait_for()
    assert len(leading(page)) == 5
