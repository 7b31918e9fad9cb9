"""Two curators, or two windows of one, on the same row of the admin."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from careers.models import Requirement, Role, Skill
from tests.admin_pages import add_row, errors, filled_in, page_of
from tests.factories import make_family, make_role, make_skill, make_source, make_user

pytestmark = pytest.mark.django_db

STALE = "changed after you opened it"


def curator_of(client, email):
    person = make_user(email=email, is_staff=True)
    person.groups.add(Group.objects.get(name="Curators"))
    client.force_login(person)
    return client


@pytest.fixture
def ada(client):
    return curator_of(client, "ada@example.com")


@pytest.fixture
def bob():
    return curator_of(Client(), "bob@example.com")


@pytest.fixture
def role():
    python = make_skill(title="Python")
    return make_role(
        title="Engineer", purpose="Builds.", requirements={python: (3, 4)}, aliases=["Builder"]
    )


def opened(client, row):
    return filled_in(client.get(page_of(row)))


def changes(page):
    return [tuple(change) for change in page.context["refusal"].changes]


def save(client, row, data):
    page = client.post(page_of(row), data)
    assert page.status_code == 302, errors(page)


def test_second_of_two_curators_is_refused_and_both_values_are_shown(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"purpose": "Builds <b>well</b>."})
    page = ada.post(page_of(role), mine | {"purpose": "Builds fast."})
    assert page.status_code == 200
    assert STALE in errors(page)
    assert changes(page) == [("Purpose", "Builds <b>well</b>.", "Builds fast.")]
    assert "bob@example.com" in page.text
    assert "Builds &lt;b&gt;well&lt;/b&gt;." in page.text
    assert filled_in(page)["purpose"] == "Builds fast."
    role.refresh_from_db()
    assert role.purpose == "Builds <b>well</b>."


def test_saving_again_goes_through_deliberately(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"purpose": "Theirs."})
    page = ada.post(page_of(role), mine | {"purpose": "Mine."})
    save(ada, role, filled_in(page))
    role.refresh_from_db()
    assert role.purpose == "Mine."


def test_field_that_was_left_alone_takes_over_what_somebody_else_wrote(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"purpose": "Theirs."})
    page = ada.post(page_of(role), mine | {"title": "Better engineer"})
    assert changes(page) == [("Purpose", "Theirs.", None)]
    save(ada, role, filled_in(page))
    role.refresh_from_db()
    assert (role.title, role.purpose) == ("Better engineer", "Theirs.")


def test_third_save_between_the_refusal_and_the_next_is_refused_too(ada, bob, role):
    mine = opened(ada, role)
    save(bob, role, opened(bob, role) | {"purpose": "Theirs."})
    again = filled_in(ada.post(page_of(role), mine | {"purpose": "Mine."}))
    save(bob, role, opened(bob, role) | {"purpose": "Theirs once more."})
    assert changes(ada.post(page_of(role), again)) == [("Purpose", "Theirs once more.", "Mine.")]


def test_mistake_in_a_form_leaves_it_as_old_as_it_was(ada, bob, role):
    mine = opened(ada, role)
    page = ada.post(page_of(role), mine | {"title": "", "purpose": "Mine."})
    save(bob, role, opened(bob, role) | {"purpose": "Theirs."})
    again = filled_in(page) | {"title": "Engineer"}
    assert changes(ada.post(page_of(role), again)) == [("Purpose", "Theirs.", "Mine.")]


def test_both_wrote_the_same_and_nobody_is_asked(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"purpose": "The same."})
    save(ada, role, mine | {"purpose": "The same."})


def test_links_to_many_and_choices_are_shown_by_name(ada, bob, role):
    source, family = make_source(title="A source"), make_family(title="Research")
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"references": [source.pk], "family": family.pk, "state": "draft"})
    page = ada.post(page_of(role), mine)
    assert changes(page) == [
        ("Family", "Research", None),
        ("State", "Draft", None),
        ("References", "A source", None),
    ]
    save(ada, role, filled_in(page))
    role.refresh_from_db()
    assert (list(role.references.all()), role.family, role.state) == ([source], family, "draft")


def test_row_of_an_inline_that_changed_is_shown_by_field(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"requirements-0-level": "5"})
    page = ada.post(page_of(role), mine | {"requirements-0-level": "1"})
    assert changes(page) == [("Requirement “Python, 5 leading”: level", "5 leading", "1 aware")]
    save(ada, role, filled_in(page))
    assert role.requirements.get().level == 1


def test_row_that_somebody_removed_is_named_and_the_rest_can_be_saved(ada, bob, role):
    other = make_skill(title="SQL")
    Requirement.objects.create(role=role, skill=other, level=2, importance=3)
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"requirements-1-DELETE": "on"})
    page = ada.post(page_of(role), mine | {"purpose": "Mine."})
    assert changes(page) == [("Requirement “SQL, 2 guided”", "removed", None)]
    save(ada, role, filled_in(page))
    role.refresh_from_db()
    assert (role.purpose, role.requirements.count()) == ("Mine.", 1)


def test_row_that_somebody_removed_while_it_was_changed_comes_back_on_demand(ada, bob, role):
    other = make_skill(title="SQL")
    Requirement.objects.create(role=role, skill=other, level=2, importance=3)
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"requirements-1-DELETE": "on"})
    page = ada.post(page_of(role), mine | {"requirements-1-level": "4"})
    [(what, now, typed)] = changes(page)
    assert (what, now) == ("Requirement “SQL, 4 advanced”", "removed")
    assert "new row" in typed
    save(ada, role, filled_in(page))
    assert role.requirements.get(skill=other).level == 4


def test_row_that_both_removed_is_no_conflict(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"aliases-0-DELETE": "on"})
    save(ada, role, mine | {"aliases-0-DELETE": "on"})
    assert not role.aliases.exists()


def test_row_to_be_removed_that_has_changed_is_shown_first(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    save(bob, role, theirs | {"aliases-0-name": "Better builder"})
    page = ada.post(page_of(role), mine | {"aliases-0-DELETE": "on"})
    assert changes(page)[0][0] == "Role alias “Better builder”"
    save(ada, role, filled_in(page) | {"aliases-0-DELETE": "on"})
    assert not role.aliases.exists()


def test_row_that_somebody_added_is_shown_and_stays(ada, bob, role):
    mine, theirs = opened(ada, role), opened(bob, role)
    add_row(theirs, "aliases", name="Maker")
    save(bob, role, theirs)
    add_row(mine, "aliases", name="Crafter")
    page = ada.post(page_of(role), mine)
    assert changes(page) == [("Role alias “Maker”", "added", None)]
    save(ada, role, filled_in(page))
    assert set(role.aliases.values_list("name", flat=True)) == {"Builder", "Maker", "Crafter"}


def test_form_without_a_version_still_names_a_row_that_is_gone(ada, role):
    mine = opened(ada, role)
    del mine["_shown"]
    role.aliases.all().delete()
    page = ada.post(page_of(role), mine)
    assert [change[:2] for change in changes(page)] == [("Role alias “Builder”", "removed")]
    save(ada, role, filled_in(page))


def test_skill_that_went_away_with_its_row_can_be_saved_without(ada, role):
    gone = make_skill(title="COBOL")
    row = Requirement.objects.create(role=role, skill=gone, level=2, importance=3)
    mine = opened(ada, role)
    row.delete()
    gone.delete()
    page = ada.post(page_of(role), mine | {"requirements-1-level": "4"})
    assert changes(page)[0][1] == "removed"
    again = filled_in(page)
    page = ada.post(page_of(role), again)
    assert "no longer exists" in errors(page)
    blank = {"skill": "", "level": "", "importance": ""}
    again |= {f"requirements-1-{name}": value for name, value in blank.items()}
    save(ada, role, again)
    assert role.requirements.count() == 1


def test_row_that_was_deleted_meanwhile_is_offered_as_a_new_one(ada, bob, role):
    mine = opened(ada, role) | {"purpose": "Long and good."}
    add_row(mine, "aliases", name="Maker")
    bob.post(reverse("admin:careers_role_delete", args=[role.pk]), {"post": "yes"})
    page = ada.post(page_of(role), mine)
    assert "was deleted after you opened it" in errors(page)
    assert "bob@example.com" in page.text
    assert 'action="/admin/careers/role/add/"' in page.text
    assert ada.post("/admin/careers/role/add/", filled_in(page)).status_code == 302
    new = Role.objects.get()
    assert (new.purpose, new.requirements.count()) == ("Long and good.", 1)
    assert set(new.aliases.values_list("name", flat=True)) == {"Builder", "Maker"}


def test_same_form_sent_twice_saves_its_new_rows_once(ada, role):
    mine = opened(ada, role)
    add_row(mine, "aliases", name="Maker")
    add_row(mine, "requirements", skill=make_skill(), level=2, importance=5)
    add_row(mine, "pay", country="GB", position="1")
    del mine["pay-0-country"], mine["pay-0-position"]
    mine["pay-TOTAL_FORMS"] = "0"
    for _ in range(2):
        save(ada, role, mine)
    assert (role.aliases.count(), role.requirements.count()) == (2, 2)


def test_own_other_window_is_called_that(ada, role):
    mine = opened(ada, role)
    save(ada, role, mine | {"purpose": "First window."})
    page = ada.post(page_of(role), mine | {"purpose": "Second window."})
    assert re.search(r"<p>\s*You\s+changed\s+it on <time", page.text)


def test_change_from_outside_the_admin_is_said_to_be_one(ada, role):
    mine = opened(ada, role)
    Role.objects.update(purpose="Loaded.")
    page = ada.post(page_of(role), mine | {"purpose": "Mine."})
    assert "perhaps content files were loaded" in page.text


def test_people_are_saved_over_nobody_either(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    person = make_user(first_name="Ada")
    page = reverse("admin:portal_user_change", args=[person.pk])
    mine = filled_in(client.get(page))
    assert client.post(page, mine | {"first_name": "Augusta"}).status_code == 302
    refused = client.post(page, mine | {"first_name": "Ida"})
    assert changes(refused) == [("First name", "Augusta", "Ida")]


@pytest.mark.parametrize("version", ["", "x", "a:b:c", "\x00", "ü"])
def test_version_that_is_none_of_ours_breaks_nothing(ada, role, version):
    save(ada, role, opened(ada, role) | {"_shown": version})


def test_page_of_a_long_row_stays_short(ada):
    role = make_role(requirements={make_skill(): (3, 4) for _ in range(40)})
    assert len(ada.get(page_of(role)).context["shown"]) < 4_000


def test_skill_with_lines_and_accents_is_no_conflict_with_itself(ada):
    skill = make_skill(definition="Ein Satz mit „Zeichen“.\n\nUnd noch einer.")
    save(ada, skill, opened(ada, skill))
    assert Skill.objects.get().definition == "Ein Satz mit „Zeichen“.\n\nUnd noch einer."
