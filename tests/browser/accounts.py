"""How somebody opens an account and comes in, wherever a journey needs one."""

import re

from django.core import mail
from playwright.sync_api import expect

EMAIL, PASSWORD = "ada@example.org", "correct horse battery"


def newest_link() -> str:
    """The address that the last mail leads to."""
    return re.search(r"https?://\S+/accounts/\S+", mail.outbox[-1].body).group()


def sign_up(hands, email=EMAIL, password=PASSWORD):
    page = hands.page
    hands.press(page.get_by_role("link", name="Sign up"))
    hands.write(page.get_by_label("Email"), email)
    hands.write(page.get_by_label("Password").first, password)
    hands.press(page.get_by_role("button", name=re.compile("Sign up|Create")))
    page.get_by_role("heading", level=1, name=re.compile("mail", re.IGNORECASE)).wait_for()
    page.goto(newest_link())
    hands.press(page.get_by_role("button", name=re.compile("confirm it")))
    sign_in(hands, email, password)


def sign_in(hands, email=EMAIL, password=PASSWORD):
    try_to_sign_in(hands, email, password)
    expect(hands.page.get_by_text(email, exact=True)).to_be_visible()


def try_to_sign_in(hands, email, password):
    page = hands.page
    page.goto("/accounts/login/")
    hands.write(page.get_by_label("Email"), email)
    hands.write(page.get_by_label("Password").first, password)
    hands.press(page.get_by_role("button", name="Sign in"))


def sign_out(hands):
    page = hands.page
    page.goto("/accounts/logout/")
    hands.press(page.locator("main").get_by_role("button", name="Sign out"))
    expect(page.get_by_role("link", name="Sign up")).to_be_visible()
