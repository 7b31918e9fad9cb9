"""An account, from the mail that opens it, through a forgotten password, to coming in again."""

import re

from django.core import mail
from playwright.sync_api import expect

from tests.browser.accounts import EMAIL, newest_link, sign_in, sign_out, sign_up, try_to_sign_in

ANOTHER = "staple horse correct"


def refuse_a_wrong_password(hands):
    page = hands.page
    try_to_sign_in(hands, EMAIL, "not this one")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value(EMAIL)


def choose_a_new_password(hands):
    page = hands.page
    hands.press(page.get_by_role("link", name=re.compile("Forgot", re.IGNORECASE)))
    hands.write(page.get_by_label("Email"), EMAIL)
    sent = len(mail.outbox)
    hands.press(page.locator("main").get_by_role("button"))
    expect(page).to_have_url(re.compile("/reset/done/$"))
    assert len(mail.outbox) == sent + 1
    page.goto(newest_link())
    for field in page.locator("main input[type=password]").all():
        hands.write(field, ANOTHER)
    hands.press(page.locator("main").get_by_role("button"))
    expect(page).to_have_url(re.compile("/reset/key/done/$"))


def test_member_signs_up_forgets_the_password_and_comes_in_again(visit):
    hands = visit("/")
    sign_up(hands)
    sign_out(hands)
    refuse_a_wrong_password(hands)
    choose_a_new_password(hands)
    sign_in(hands, password=ANOTHER)
    sign_out(hands)
