"""An account, from the mail that opens it, through a forgotten password, to coming in again."""

import re

from django.core import mail
from playwright.sync_api import expect

from tests.browser.test_job_seeker import sign_up

EMAIL, FIRST, SECOND = "ada@example.org", "correct horse battery", "staple horse correct"


def newest_link(page) -> str:
    return re.search(r"https?://\S+/accounts/\S+", mail.outbox[-1].body).group()


def refuse_a_wrong_password(hands):
    page = hands.page
    page.goto("/accounts/login/")
    hands.write(page.get_by_label("Email"), EMAIL)
    hands.write(page.get_by_label("Password").first, "not this one")
    hands.press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(EMAIL)


def choose_a_new_password(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name=re.compile("Forgot", re.IGNORECASE)))
    hands.write(page.get_by_label("Email"), EMAIL)
    sent = len(mail.outbox)
    hands.press(page.locator("main").get_by_role("button"))
    expect(page).to_have_url(re.compile("/reset/done/"))
    assert len(mail.outbox) == sent + 1
    page.goto(newest_link(page))
    for field in page.locator("main input[type=password]").all():
        hands.write(field, SECOND)
    hands.press(page.locator("main").get_by_role("button"))
    expect(page).to_have_url(re.compile("/done/"))


def sign_in(hands, password):
    page = hands.page
    page.goto("/accounts/login/")
    hands.write(page.get_by_label("Email"), EMAIL)
    hands.write(page.get_by_label("Password").first, password)
    hands.press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_text(EMAIL, exact=True)).to_be_visible()


def sign_out(hands):
    page = hands.page
    page.goto("/accounts/logout/")
    hands.press(page.locator("main").get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign up")).to_be_visible()


def test_member_signs_up_forgets_the_password_and_comes_in_again(visit):
    hands = visit("/")
    sign_up(hands, EMAIL, FIRST)
    sign_out(hands)
    refuse_a_wrong_password(hands)
    choose_a_new_password(hands)
    sign_in(hands, SECOND)
    sign_out(hands)
