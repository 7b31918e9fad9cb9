"""What a curator does: correct a role in the admin and see it on the site."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from careers.models import Role


@pytest.fixture
def curator(site):
    user = get_user_model().objects.create_user(
        "cora@example.org", "keeper of roles", is_staff=True
    )
    user.groups.add(Group.objects.get(name="Curators"))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_curator_signs_in_by_email_edits_a_role_and_sees_it_on_the_site(visit, curator):
    hands = visit("/admin/")
    page = hands.page
    hands.write(page.get_by_label("Email"), curator.email)
    hands.write(page.get_by_label("Password").first, "keeper of roles")
    hands.press(page.get_by_role("button", name="Sign in"))
    hands.press(page.get_by_role("link", name="Roles", exact=True).first)
    hands.write(page.locator("#searchbar"), "mlops")
    hands.press(page.get_by_role("button", name="Search"))
    hands.press(page.get_by_role("link", name="MLOps Engineer"))
    hands.write(page.get_by_label("Purpose"), "Keeps models running, as a curator wrote it.")
    hands.press(page.get_by_role("button", name="Save and continue editing"))
    hands.press(page.get_by_role("link", name="View on site"))
    expect(page.get_by_text("Keeps models running, as a curator wrote it.").first).to_be_visible()
    assert Role.objects.get(slug="mlops-engineer").weight > 0
