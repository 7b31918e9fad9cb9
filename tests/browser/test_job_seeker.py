"""What a job seeker does, from the first page to a plan that an account keeps."""

import re
from fractions import Fraction

from playwright.sync_api import expect

from tests.browser.accounts import sign_up

ROLE = "/roles/machine-learning-engineer/"


def start_with_what_one_can_do(hands):
    page = hands.page
    assert page.context.cookies() == []
    for skill in ("Python", "SQL"):
        hands.tick(page.get_by_label(skill, exact=True))
    hands.press(page.get_by_role("button", name="Say how well"))
    expect(page.locator("fieldset.rating")).to_have_count(2)
    assert page.context.cookies() == []


def rate_twelve_skills(hands):
    page = hands.page
    page.goto("/profile/?role=machine-learning-engineer")
    skills = page.locator("fieldset.rating")
    expect(skills).to_have_count(12)
    for n in range(12):
        hands.pick(skills.nth(n).get_by_role("radio").nth(n % 6 + 1))
    hands.save(page.get_by_role("button", name="Save ratings"))
    # Scripts save each at once: what is left for the button is what had not arrived.
    said = re.compile(r"\d+ ratings? saved\.|Nothing was changed\.")
    expect(page.get_by_text(said)).to_be_visible()


def recompute_the_first_match(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name="Matches", exact=True))
    first = page.locator(".match").first
    hands.press(first.locator("summary"))
    terms = re.findall(r"(\d) . (\d) . (\d) = ", first.locator(".sums").first.inner_text())
    points = sum(Fraction(int(weight) * int(have), int(need)) for weight, have, need in terms)
    whole = first.locator("dt:text-is('Readiness') + dd").inner_text()
    possible, shown = map(int, re.search(r"of (\d+) points = (\d+)\s%", whole).groups())
    assert points * 100 // possible == shown


def plan_from_the_gap(hands):
    page = hands.page
    page.goto(ROLE)
    expect(page.get_by_text(re.compile(r"^Missing \([1-9]"))).to_be_visible()
    hands.press(page.get_by_role("link", name="See the plan to get there"))
    steps = page.locator(".steps > li")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Machine Learning Engineer")
    before = steps.count()
    hands.press(steps.first.get_by_role("button", name=re.compile("I know this already")))
    expect(steps).to_have_count(before - 1)


def cross_to_scale_and_back(hands):
    page = hands.page
    page.goto(ROLE)
    hands.press(page.get_by_role("link", name="Feature stores and point-in-time data"))
    expect(page).to_have_url(re.compile("/scalability/topics/"))
    hands.press(page.get_by_role("link", name="Machine Learning Engineer", exact=True).first)
    expect(page).to_have_url(re.compile(f"{ROLE}$"))


def test_job_seeker_without_account_rates_matches_plans_crosses_and_signs_up(visit):
    hands = visit("/start/")
    start_with_what_one_can_do(hands)
    rate_twelve_skills(hands)
    recompute_the_first_match(hands)
    plan_from_the_gap(hands)
    cross_to_scale_and_back(hands)
    sign_up(hands)
    hands.page.goto("/profile/")
    expect(hands.page.get_by_text("12 of 193 skills rated.")).to_be_visible()


def test_job_seeker_with_scripts_finds_skills_as_they_type_and_ratings_save_themselves(open_page):
    page = open_page("/profile/")
    page.get_by_label("Words").press_sequentially("pytorch")
    page.wait_for_url("**q=pytorch&**")
    page.locator("#skills details:first-of-type h2", has_text="PyTorch").wait_for()
    ratings = page.locator("fieldset.rating").first.get_by_role("radio", include_hidden=True)
    for level in (3, 5, 0):
        ratings.nth(level).check()
        page.get_by_text("1 of 193 skills rated." if level else "is no longer rated").wait_for()
    page.get_by_role("button", name="Undo: make it 4 advanced again").click()
    page.get_by_text("1 rating saved.").wait_for()
    page.reload()
    assert ratings.nth(5).is_checked()
    assert page.locator("#skills details").first.get_attribute("open") is None


def test_job_seeker_with_scripts_filters_roles_without_a_new_page(open_page):
    page = open_page("/roles/")
    page.get_by_label("Family").select_option(label="Research")
    page.wait_for_url("**family=research**")
    page.get_by_text("4 roles found").wait_for()
    assert "MLOps Engineer" not in page.locator("#results").inner_text()


def test_job_seeker_uses_the_keyboard_alone(open_page):
    page = open_page(ROLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_label("Your level of Python").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Save your levels").press("Enter")
    expect(page.get_by_text("1 rating saved.")).to_be_visible()


def test_job_seeker_with_scripts_asks_for_what_is_left_to_rate_again(open_page):
    page = open_page("/profile/")
    page.locator("select[name=show]").select_option(label="Not rated yet")
    page.wait_for_url("**show=**")
    skill = page.locator("fieldset.rating").first
    title = skill.locator("legend").inner_text()
    skill.get_by_role("radio").nth(3).check()
    page.get_by_text("1 of 193 skills rated.").wait_for()
    page.locator("main").get_by_role("button", name="Search").click()
    page.locator("#count", has_text="192 skills to rate").wait_for()
    assert title not in page.locator("#skills legend").all_inner_texts()
