"""Roles compared: short enough for a phone, pay on top, and all of it on paper."""

import pytest

from tests.browser.measures import PHONE

MOST = 5_000  # pixels of a page of three roles
# The longest found among some hundreds, and some that people would choose.
TRIPLES = [
    ("ai-hpc-engineer", "machine-learning-engineer", "research-engineer"),
    ("ai-auditor", "ai-hpc-engineer", "machine-learning-engineer"),
    ("ai-hpc-engineer", "bioinformatics-scientist", "analytics-engineer"),
    ("machine-learning-engineer", "data-engineer", "data-scientist"),
    ("ai-product-manager", "ai-auditor", "ai-ux-designer"),
    ("computer-vision-engineer", "robotics-ai-engineer", "speech-ai-engineer"),
]


def address(roles):
    return f"/roles/compare/?{'&'.join(f'role={role}' for role in roles)}"


@pytest.mark.parametrize("who", ["reader", "member"])
def test_three_roles_are_compared_in_few_screens(open_page, people, who):
    page = open_page(None, person=people[who], viewport=PHONE)
    long = {}
    for roles in TRIPLES:
        page.goto(address(roles))
        high = page.evaluate("document.documentElement.scrollHeight")
        if high > MOST:
            long[roles] = high
    assert long == {}


def test_pay_comes_first_and_what_is_alike_is_folded(open_page):
    page = open_page(address(TRIPLES[3]), viewport=PHONE)
    rows = page.locator(".compare tbody th").all_inner_texts()

    assert rows[0] == "Pay and outlook"
    assert page.get_by_text("Pay and outlook").bounding_box()["y"] < PHONE["height"]
    shared = page.get_by_role("link", name="Git, version control and code review", exact=True)
    assert not shared.is_visible()
    page.get_by_text("What is alike").click()
    assert shared.is_visible()


def test_paper_shows_what_is_folded(open_page):
    page = open_page(address(TRIPLES[3]))
    page.emulate_media(media="print")
    shared = page.get_by_role("link", name="Git, version control and code review", exact=True)

    assert shared.is_visible()
    assert page.get_by_text("How alike each pair is").is_visible()
