"""What a curator does: correct a role in the admin and see it on the site."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from careers.models import Role
from tests.browser.test_career import press


@pytest.fixture
def curator(site, django_user_model):
    user = django_user_model.objects.create_user(
        "cora@example.org", "keeper of roles", is_staff=True
    )
    user.groups.add(Group.objects.get(name="Curators"))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_curator_signs_in_by_email_edits_a_role_and_sees_it_on_the_site(open_page, curator):
    page = open_page("/admin/")
    page.get_by_label("Email").fill(curator.email)
    page.get_by_label("Password").first.fill("keeper of roles")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Roles", exact=True).first.click()
    page.locator("#searchbar").fill("mlops")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="MLOps Engineer").click()
    page.get_by_label("Purpose").fill("Keeps models running, as a curator wrote it.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="View on site").click()
    assert page.get_by_text("Keeps models running, as a curator wrote it.").first.is_visible()
    assert Role.objects.get(slug="mlops-engineer").weight > 0


def write(page, field, text):
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_curator_does_so_by_keyboard_alone_and_without_scripts(open_page, curator):
    page = open_page("/admin/", java_script_enabled=False)
    write(page, page.get_by_label("Email"), curator.email)
    write(page, page.get_by_label("Password").first, "keeper of roles")
    press(page, "button", "Sign in")
    press(page, "link", "Roles", exact=True)
    write(page, page.locator("#searchbar"), "mlops")
    press(page, "button", "Search")
    press(page, "link", "MLOps Engineer")
    write(page, page.get_by_label("Purpose"), "Keeps models running, typed by a curator.")
    press(page, "button", "Save and continue editing")
    press(page, "link", "View on site")
    assert page.get_by_text("Keeps models running, typed by a curator.").first.is_visible()
