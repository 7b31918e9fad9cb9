from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from portal.models import User
from tests.admin_pages import page_of
from tests.factories import make_profile, make_skill, make_user

pytestmark = pytest.mark.django_db

USERS = "/admin/portal/user/"


@pytest.fixture
def boss(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def clerk(client):
    """May look after people, and is no superuser."""
    person = make_user(is_staff=True)
    models = ["user", "emailaddress"]
    person.user_permissions.set(Permission.objects.filter(content_type__model__in=models))
    client.force_login(person)
    return client


def test_curators_may_do_everything_with_content_and_nothing_else():
    granted = Group.objects.get(name="Curators").permissions.select_related("content_type")
    content = {
        f"{verb}_{model._meta.model_name}"
        for app in ("careers", "scalability")
        for model in apps.get_app_config(app).get_models()
        if getattr(model, "is_content", True)
        for verb in ("add", "change", "delete", "view")
    }
    assert {permission.codename for permission in granted} == content
    assert {permission.content_type.app_label for permission in granted} == {
        "careers",
        "scalability",
    }


def test_curators_of_before_lose_the_rights_on_what_people_keep():
    curators = Group.objects.get(name="Curators")
    before = set(curators.permissions.all())
    curators.permissions.add(*Permission.objects.filter(content_type__model="note"))
    migration = import_module("portal.migrations.0013_curators_keep_to_content")
    migration.take_back(
        MigrationLoader(connection).project_state().apps, connection.schema_editor()
    )
    assert set(curators.permissions.all()) == before


def test_group_of_curators_can_be_removed_and_made_again():
    migration = import_module("portal.migrations.0003_curators")
    then, editor = MigrationLoader(connection).project_state().apps, connection.schema_editor()
    migration.remove_group(then, editor)
    assert not Group.objects.filter(name="Curators").exists()
    migration.make_group(then, editor)
    assert Group.objects.get(name="Curators").permissions.filter(codename="add_role").exists()


def test_curators_reach_no_people(curator):
    person = make_user()
    for page in (USERS, f"{USERS}add/", page_of(person), "/admin/auth/group/"):
        assert curator.get(page).status_code == 403
    assert "Users" not in curator.get("/admin/").text


def test_index_links_to_the_site(curator):
    page = curator.get("/admin/")
    assert '<a href="/">View site</a>' in page.text
    assert "AI Career Portal: curation" in page.text


def test_admin_writes_no_style_or_script_into_its_pages(boss):
    for page in ("/admin/", USERS, f"{USERS}add/", page_of(make_user())):
        text = boss.get(page).text
        assert "<style" not in text
        assert "style=" not in text
        assert "<script>" not in text


@pytest.mark.parametrize("number_of_rows", [1, 3])
def test_one_person_costs_what_three_cost(boss, django_assert_num_queries, number_of_rows):
    for _ in range(number_of_rows):
        make_user()
    with django_assert_num_queries(6):
        assert boss.get(USERS).status_code == 200


def test_superuser_adds_a_person_by_address(boss):
    password = "a fine long password"
    data = {"email": "Ada@Example.com", "password1": password, "password2": password}
    page = boss.post(f"{USERS}add/", data | {"usable_password": "true"})
    person = User.objects.get(email="ada@example.com")
    assert page.url == page_of(person)
    assert person.check_password(password)


def test_superuser_makes_a_curator(boss):
    person, group = make_user(), Group.objects.get(name="Curators")
    data = {"email": person.email.upper(), "is_active": "on", "is_staff": "on"}
    assert boss.post(page_of(person), data | {"groups": [group.pk]}).status_code == 302
    changed = User.objects.get(pk=person.pk)
    assert changed.is_staff
    assert changed.email == person.email
    assert changed.has_perm("careers.change_role")


def test_only_a_superuser_hands_out_rights(clerk):
    person = make_user()
    data = {"email": "new@example.com", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    assert clerk.post(page_of(person), data).status_code == 302
    person.refresh_from_db()
    assert person.email == "new@example.com"
    assert not person.is_staff
    assert not person.is_superuser


def test_only_a_superuser_changes_staff(clerk):
    staff = make_user(is_staff=True)
    data = {"email": "taken@example.com", "password1": "taken over", "password2": "taken over"}
    password_page = reverse("admin:auth_user_password_change", args=[staff.pk])
    for page in (page_of(staff), page_of(staff, "delete"), password_page):
        assert clerk.post(page, data | {"post": "yes"}).status_code == 403
    clerk.post(USERS, {"action": "delete_selected", "_selected_action": staff.pk, "post": "yes"})
    assert User.objects.get(pk=staff.pk).email == staff.email


def test_only_a_superuser_changes_addresses_of_staff(clerk):
    """Whoever gives a colleague an address of their own can have a new password mailed to it."""
    staff = make_user(is_staff=True)
    held = EmailAddress.objects.create(user=staff, email=staff.email, primary=True, verified=False)
    sent = {"user": staff.pk, "email": "mine@example.com", "verified": "on"}
    for page in ("change", "delete"):
        clerk.post(
            reverse(f"admin:account_emailaddress_{page}", args=[held.pk]), {**sent, "post": 1}
        )
    clerk.post(reverse("admin:account_emailaddress_add"), sent)
    chosen = {"_selected_action": held.pk, "post": "yes"}
    for action in ("make_verified", "delete_selected"):
        clerk.post(reverse("admin:account_emailaddress_changelist"), {"action": action, **chosen})

    rows = EmailAddress.objects.values_list("user", "email", "verified")
    assert list(rows) == [(staff.pk, staff.email, False)]


def test_clerk_confirms_the_address_of_a_member(clerk):
    member = make_user(email="ada@example.com")
    sent = {"user": member.pk, "email": member.email, "verified": "on"}
    clerk.post(reverse("admin:account_emailaddress_add"), sent)

    assert EmailAddress.objects.get().verified


def test_deleting_a_person_shows_nobody_what_they_rated(boss):
    person = make_user(email="ada@example.com")
    make_profile(member=person, ratings={make_skill(title="Welding"): 1})
    page = boss.get(page_of(person, "delete"))
    assert page.context["deleted_objects"] == ["ada@example.com"]
    assert "Welding" not in page.text
    boss.post(page_of(person, "delete"), {"post": "yes"})
    assert not User.objects.filter(pk=person.pk).exists()


def test_what_the_loader_remembers_has_no_page(boss):
    assert boss.get("/admin/portal/loadedrow/").status_code == 404
