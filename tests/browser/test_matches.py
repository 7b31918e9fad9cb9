"""From matches to a comparison, to why this and not that, and to where a role leads."""

import re

from playwright.sync_api import expect

ROLES = ("/roles/machine-learning-engineer/", "/roles/data-engineer/")


def rate_both(page):
    for path in ROLES:
        page.goto(path)
        for number, select in enumerate(page.locator("main select").all()):
            select.select_option(str((2 * number + 1) % 6))
        page.get_by_role("button", name="Save your levels").click()
        page.get_by_text("ratings saved").wait_for()


def test_person_filters_compares_asks_why_and_sees_where_it_leads(open_either_way):
    page = open_either_way("/")
    rate_both(page)
    page.get_by_role("link", name="Matches", exact=True).click()
    page.get_by_label("Paid in").select_option(label="US, in USD")
    page.get_by_label("At least, a year").fill("100000")
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile("country=US&pay=100000"))
    expect(page.get_by_text("without such a figure")).to_be_visible()

    page.get_by_role("checkbox", name="Compare Machine Learning Engineer").check()
    page.get_by_role("checkbox", name="Compare Data Engineer").check()
    page.get_by_role("button", name="Compare the roles you tick").first.click()
    expect(page).to_have_url(re.compile("role=machine-learning-engineer&role=data-engineer$"))
    expect(page.get_by_role("heading", name="Why this, why not that")).to_be_visible()
    differences = [
        float(data.inner_text().replace("\N{MINUS SIGN}", "-"))
        for data in page.locator("[data-contrast] data").all()
    ]
    assert abs(sum(differences[:-1]) - differences[-1]) < 0.05 * len(differences)

    page.get_by_role("link", name="Where Data Engineer leads").click()
    expect(page.get_by_role("heading", name="Where it leads")).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d levels? missing")).first).to_be_visible()
    page.get_by_role("button", name="I work as Data Engineer").click()
    expect(page.get_by_text("Your present role: Data Engineer.")).to_be_visible()
    page.goto("/matches/")
    expect(page.get_by_text("You work as: Data Engineer.")).to_be_visible()


def test_person_adds_and_leaves_out_roles(open_either_way):
    page = open_either_way("/roles/compare/?role=data-engineer")
    page.get_by_label("Role 2").select_option(label="Data Analyst")
    page.get_by_label("Role 3").select_option(label="Data Scientist")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("thead").first.get_by_role("link")).to_have_count(6)
    page.get_by_role("link", name="Leave out Data Analyst").click()
    expect(page).to_have_url(re.compile("role=data-engineer&role=data-scientist$"))


def test_person_with_scripts_filters_matches_without_a_new_page_and_goes_back(open_page):
    page = open_page("/")
    rate_both(page)
    page.goto("/matches/")
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.get_by_label("Family").select_option(label="Research")
    page.wait_for_url("**family=research**")
    page.get_by_text("4 roles found").wait_for()
    assert page.evaluate("document.body.dataset.kept") == "yes"
    expect(page.locator(".match")).to_have_count(4)
    page.go_back()
    page.get_by_text("44 roles in all").wait_for()
    expect(page.locator(".match")).to_have_count(10)
