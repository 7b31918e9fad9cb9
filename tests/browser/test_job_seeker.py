"""What a job seeker does, from the first page to a plan that an account keeps."""

import re
from fractions import Fraction

from django.core import mail
from playwright.sync_api import expect

ROLE = "/roles/machine-learning-engineer/"


def rate_twelve_skills(page):
    page.goto("/profile/?role=machine-learning-engineer")
    skills = page.locator("fieldset.rating")
    expect(skills).to_have_count(12)
    for n in range(12):
        skills.nth(n).get_by_role("radio").nth(n % 6 + 1).check()
    page.get_by_role("button", name="Save ratings").click()
    # Scripts save each at once: what is left for the button is what had not arrived.
    said = re.compile(r"\d+ ratings? saved\.|Nothing was changed\.")
    expect(page.get_by_text(said)).to_be_visible()


def test_job_seeker_without_account_rates_matches_plans_crosses_and_signs_up(open_either_way):
    page = open_either_way("/")
    assert page.context.cookies() == []
    for skill in ("Python", "SQL"):
        page.get_by_label(skill, exact=True).check()
    page.get_by_role("button", name="Say how well").click()
    assert page.locator("fieldset.rating").count() == 2
    assert page.context.cookies() == []

    rate_twelve_skills(page)

    page.get_by_role("link", name="Matches", exact=True).click()
    first = page.locator(".match").first
    first.locator("summary").click()
    terms = re.findall(r"(\d) . (\d) . (\d) = ", first.locator(".sums").inner_text())
    points = sum(Fraction(int(weight) * int(have), int(need)) for weight, have, need in terms)
    whole = first.locator(".readiness", has_text="Readiness").inner_text()
    possible, shown = map(int, re.search(r"of (\d+) points\s+(\d+)\s%", whole).groups())
    assert points * 100 // possible == shown

    page.goto(ROLE)
    expect(page.get_by_text(re.compile(r"^Missing \([1-9]"))).to_be_visible()
    page.get_by_role("link", name="See the plan that closes it").click()
    steps = page.locator(".steps > li")
    before = steps.count()
    steps.first.get_by_role("button", name=re.compile("I know this already")).click()
    expect(steps).to_have_count(before - 1)

    page.goto(ROLE)
    page.get_by_role("link", name="Feature stores and point-in-time data").click()
    assert "/scalability/topics/" in page.url
    page.get_by_role("link", name="Machine Learning Engineer", exact=True).first.click()
    assert page.url.endswith(ROLE)

    sign_up(page)
    page.goto("/profile/")
    expect(page.get_by_text("12 of 193 skills rated.")).to_be_visible()


def sign_up(page, email="ada@example.org", password="correct horse battery"):
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").first.fill(password)
    page.get_by_role("button", name=re.compile("Sign up|Create")).click()
    link = re.search(r"https?://\S+/accounts/confirm-email/\S+", mail.outbox[-1].body)
    page.goto(link.group())
    page.get_by_role("button", name=re.compile("confirm it")).click()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").first.fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(email, exact=True)).to_be_visible()


def test_job_seeker_with_scripts_finds_skills_as_they_type_and_ratings_save_themselves(open_page):
    page = open_page("/profile/")
    page.get_by_label("Words").press_sequentially("pytorch")
    page.wait_for_url("**q=pytorch&**")
    page.locator("#skills details:first-of-type h2", has_text="PyTorch").wait_for()
    ratings = page.locator("fieldset.rating").first.get_by_role("radio", include_hidden=True)
    for level in (3, 5, 0):
        ratings.nth(level).check()
        page.get_by_text("1 of 193 skills rated." if level else "is not rated any more").wait_for()
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
