"""Second factors in a real browser: an app in every way to work a page, passkeys with scripts."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import override_settings
from playwright.sync_api import expect

from tests.authenticators import code_now
from tests.browser.accounts import sign_out, try_to_sign_in
from tests.browser.hands import Pointer
from tests.browser.passkeys import give_device
from tests.factories import make_user

EMAIL, PASSWORD = "cora@example.org", "keeper of roles"
ROLES = "/admin/careers/role/"
AT_ROLES = re.compile(rf"^http://localhost:\d+{ROLES}$")  # and not on the way there


@pytest.fixture
def boss(site):
    user = make_user(email=EMAIL, password=PASSWORD, is_staff=True, is_superuser=True)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


@pytest.fixture
def staff_need_a_factor(site):
    """What HTTPS=on asks of staff, on a server without it."""
    with override_settings(STAFF_NEED_SECOND_FACTOR=True):
        yield


def give_password(hands):
    page = hands.page
    hands.write(page.get_by_label("Password"), PASSWORD)
    hands.press(page.locator("main").get_by_role("button", name="Go on"))


def come_to_the_admin(hands):
    hands.page.goto(ROLES)
    hands.write(hands.page.get_by_label("Email"), EMAIL)
    hands.write(hands.page.get_by_label("Password").first, PASSWORD)
    hands.press(hands.page.locator("main").get_by_role("button", name="Sign in", exact=True))


def test_staff_set_up_an_app_and_come_back_by_a_code(visit, boss, staff_need_a_factor):
    hands = visit("/")
    page = hands.page
    come_to_the_admin(hands)
    hands.press(page.get_by_role("link", name="Set up an authenticator app"))
    give_password(hands)
    secret = page.locator("code").inner_text()
    hands.write(page.get_by_label("Code"), code_now(secret))
    hands.press(page.get_by_role("button", name="Set it up"))
    codes = page.locator("pre").inner_text().split()
    assert len(codes) == 10
    hands.press(page.get_by_role("link", name="Go on to the admin"))
    expect(page).to_have_url(AT_ROLES)

    sign_out(hands)
    come_to_the_admin(hands)
    hands.write(page.get_by_label("Code"), codes[0])
    hands.press(page.get_by_role("button", name="Sign in", exact=True))
    expect(page).to_have_url(AT_ROLES)


def test_passkey_is_second_factor_confirmation_and_sign_in(open_page, boss, staff_need_a_factor):
    hands = Pointer(open_page())
    page = hands.page
    give_device(page)
    come_to_the_admin(hands)
    page.get_by_role("link", name="Add a passkey").click()
    give_password(hands)
    page.get_by_label(re.compile("without a password")).check()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("link", name="Go on to the admin").click()
    expect(page).to_have_url(AT_ROLES)

    sign_out(hands)  # as the second step
    come_to_the_admin(hands)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(AT_ROLES)

    sign_out(hands)  # alone
    page.goto(ROLES)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(AT_ROLES)

    page.goto("/accounts/second-factor/webauthn/")  # to confirm who one is
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Passkey removed.")).to_be_visible()
    assert not Authenticator.objects.exists()
    page.goto(ROLES)
    expect(page.get_by_role("heading", level=1)).to_contain_text("requires a second factor")


def test_passkey_that_is_refused_or_missing_is_said_in_words(open_page, boss):
    hands = Pointer(open_page())
    page = hands.page
    give_device(page, isUserVerified=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("status").last).to_contain_text("No passkey was used.")

    try_to_sign_in(hands, EMAIL, PASSWORD)
    page.goto("/accounts/second-factor/webauthn/add/")
    give_password(hands)
    page.get_by_label(re.compile("without a password")).check()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("status").last).to_contain_text("No passkey was used.")
    assert not Authenticator.objects.exists()


def test_page_says_that_passkeys_need_scripts(open_page):
    page = open_page("/accounts/login/", java_script_enabled=False)
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_disabled()


def test_browser_without_passkeys_is_told_so(open_page):
    page = open_page(None)
    page.add_init_script("delete PublicKeyCredential.parseRequestOptionsFromJSON")
    page.goto("/accounts/login/")
    expect(page.get_by_text("This browser cannot use passkeys here.")).to_be_visible()
