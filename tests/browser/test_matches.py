"""From matches to a comparison, to why this and not that, and to where a role leads."""

import re

from playwright.sync_api import expect

from tests.browser.hands import Pointer

ROLES = ("/roles/machine-learning-engineer/", "/roles/data-engineer/")
LEVELS = ("1 aware", "3 independent", "5 leading")


def rate_both(hands):
    page = hands.page
    for path in ROLES:
        page.goto(path)
        for number, select in enumerate(page.locator("main select").all()):
            hands.choose(select, LEVELS[number % 3])
        hands.press(page.get_by_role("button", name="Save your levels"))
        page.get_by_text("ratings saved").wait_for()


def filter_by_entry(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name="Matches", exact=True))
    hands.press(page.get_by_text("Show only some roles"))
    hands.choose(page.get_by_label("Entry level"), "Junior")
    hands.press(page.get_by_role("button", name="Filter"))
    expect(page).to_have_url(re.compile("entry=junior"))


def ask_why(hands):
    page = hands.page
    match = page.locator(".match", has_text="Machine Learning Engineer").first
    hands.press(match.locator("summary", has_text="Why"))
    expect(match.locator(".sums").first).to_be_visible()
    hands.press(match.locator("summary", has_text="Why"))
    expect(match.locator(".sums").first).not_to_be_visible()


def compare(hands):
    page = hands.page
    hands.tick(page.get_by_role("checkbox", name="Compare Machine Learning Engineer"))
    hands.tick(page.get_by_role("checkbox", name="Compare Data Engineer"))
    hands.press(page.get_by_role("button", name="Compare the roles you tick"))
    expect(page).to_have_url(re.compile(r"\?(role=(machine-learning|data)-engineer&?){2}$"))
    expect(
        page.get_by_role("heading", name="Where the difference in readiness comes from")
    ).to_be_visible()
    differences = [
        float(data.inner_text().replace("\N{MINUS SIGN}", "-"))
        for data in page.locator("[data-contrast] data").all()
    ]
    assert abs(sum(differences[:-1]) - differences[-1]) < 0.05 * len(differences)


def see_where_it_leads(hands):
    page = hands.page
    hands.press(page.get_by_text("Where each leads"))
    hands.press(page.get_by_role("link", name="Where Data Engineer leads"))
    expect(page.get_by_role("heading", name="Where Data Engineer leads")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d levels? to learn")).first).to_be_visible()
    hands.choose(page.get_by_label("Family"), "Research")
    hands.press(page.get_by_role("button", name="Filter"))
    expect(page).to_have_url(re.compile("family=research"))
    hands.press(page.get_by_role("button", name="I work as Data Engineer"))
    expect(page.get_by_text("Your present role: Data Engineer.")).to_be_visible()
    page.goto("/matches/")
    expect(page.get_by_text("You work as: Data Engineer.")).to_be_visible()


def test_person_filters_compares_asks_why_and_sees_where_it_leads(visit):
    hands = visit("/")
    rate_both(hands)
    filter_by_entry(hands)
    ask_why(hands)
    compare(hands)
    see_where_it_leads(hands)


def test_person_adds_and_leaves_out_roles(visit):
    hands = visit("/roles/compare/?role=data-engineer")
    page = hands.page
    hands.choose(page.get_by_label("Role 2"), "Data Analyst")
    hands.choose(page.get_by_label("Role 3"), "Data Scientist")
    hands.press(page.get_by_role("button", name="Compare"))
    expect(page.locator("thead").first.get_by_role("link")).to_have_count(6)
    hands.press(page.get_by_role("link", name="Leave out Data Analyst"))
    expect(page).to_have_url(re.compile("role=data-engineer&role=data-scientist$"))


def test_person_with_scripts_filters_matches_without_a_new_page_and_goes_back(open_page):
    page = open_page("/")
    rate_both(Pointer(page))
    page.goto("/matches/")
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.get_by_text("Show only some roles").click()
    page.get_by_label("Family").select_option(label="Research")
    page.wait_for_url("**family=research**")
    page.get_by_text("4 roles found").wait_for()
    assert page.evaluate("document.body.dataset.kept") == "yes"
    expect(page.locator(".match")).to_have_count(4)
    page.go_back()
    page.get_by_text("44 roles in all").wait_for()
    expect(page.locator(".match")).to_have_count(10)


def test_list_that_is_there_is_not_asked_for_again(open_page):
    """Whoever chooses and then presses Filter keeps what they ticked since, and one way back."""
    page = open_page("/")
    rate_both(Pointer(page))
    page.goto("/matches/")
    page.get_by_text("Show only some roles").click()
    page.get_by_label("Family").select_option(label="Research")
    page.get_by_text("4 roles found").wait_for()
    page.get_by_role("checkbox").first.check()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Filter").click()
    page.wait_for_timeout(300)
    assert asked == []
    assert page.get_by_role("checkbox").first.is_checked()
    page.go_back()
    page.get_by_text("44 roles in all").wait_for()
