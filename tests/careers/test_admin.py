import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from careers.content_kinds.roles import RoleKind
from careers.models import (
    Family,
    Resource,
    Role,
    Skill,
    Source,
)
from portal.core.publication import State
from tests.admin_pages import act, add_page, add_row, errors, filled_in, list_of, page_of, said
from tests.factories import (
    make_family,
    make_requirement,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


MAKERS = {
    Family: make_family,
    Resource: lambda: make_resource(teaches={make_skill(): (0, 3)}),
    Role: lambda: make_role(requirements={make_skill(): (3, 4)}, aliases=["Another name"]),
    Skill: lambda: make_skill(aliases=["Another name"], prerequisites=[make_skill()]),
    Source: make_source,
}


@pytest.mark.parametrize("model", MAKERS)
def test_every_page_opens_to_a_curator(curator, model):
    row = MAKERS[model]()
    delete = reverse(f"admin:careers_{model._meta.model_name}_delete", args=[row.pk])
    for page in (list_of(model), f"{list_of(model)}?q=a", add_page(model), page_of(row), delete):
        assert curator.get(page).status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_no_page_opens_to_others(client, model):
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 302
    client.force_login(make_user())
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 302
    client.force_login(make_user(is_staff=True))
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 403


@pytest.mark.parametrize("number_of_rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"), [(Role, 8), (Skill, 7), (Resource, 8), (Family, 7), (Source, 7)]
)
def test_one_row_costs_what_three_cost(
    curator, django_assert_num_queries, model, queries, number_of_rows
):
    for _ in range(number_of_rows):
        MAKERS[model]()
    with django_assert_num_queries(queries):
        assert curator.get(list_of(model)).status_code == 200


def test_skill_and_role_are_found_by_their_other_names(curator):
    skill, role = make_skill(aliases=["Snake"]), make_role(aliases=["Wizard"])
    make_skill()
    make_role()
    found = curator.get(list_of(Skill), {"q": "snake"}).context["cl"].queryset
    assert [row.pk for row in found] == [skill.pk]
    found = curator.get(list_of(Role), {"q": "wizard"}).context["cl"].queryset
    assert [row.pk for row in found] == [role.pk]


def test_saving_a_role_as_it_is_leaves_it_as_it_was_loaded(curator):
    role = make_role(
        requirements={make_skill(): (3, 4)}, aliases=["Another name"], body="One.\n\nTwo."
    )
    [before] = RoleKind().records()
    page = curator.get(page_of(role))
    assert curator.post(page_of(role), filled_in(page)).status_code == 302
    [after] = RoleKind().records()
    assert after.digest() == before.digest()


def test_tasks_lose_their_empty_lines(curator):
    role = make_role(requirements={make_skill(): (3, 4)})
    data = filled_in(curator.get(page_of(role))) | {"tasks": " One \r\n\r\n \r\nTwo\r\n"}
    curator.post(page_of(role), data)
    role.refresh_from_db()
    assert role.tasks == "One\nTwo"


def test_slug_can_be_chosen_once(curator):
    skill = make_skill()
    data = filled_in(curator.get(page_of(skill))) | {"slug": "other", "title": "Other"}
    curator.post(page_of(skill), data)
    assert Skill.objects.filter(slug=skill.slug, title="Other").exists()


def test_slug_is_one_that_content_files_can_hold(curator):
    data = {"title": "New", "slug": "Big_Letters", "summary": "It is new."}
    page = curator.post(add_page(Family), data)
    assert "lower-case letters and numbers" in errors(page)


def test_only_what_is_published_links_to_its_page(curator):
    published, draft = make_skill(), make_skill(state=State.DRAFT)
    link = 'class="viewsitelink"'
    assert link in curator.get(page_of(published)).text
    assert f'href="{published.get_absolute_url()}"' in curator.get(page_of(published)).text
    assert link not in curator.get(page_of(draft)).text


def test_publish_publishes_what_is_complete_and_names_what_is_not(curator):
    ready = make_role(state=State.DRAFT, requirements={make_skill(): (3, 4)})
    empty = make_role(state=State.DRAFT, title="Empty role")
    page = act(curator, "publish", ready, empty)
    assert said(page) == [
        "1 role published.",
        "Not published, because a requirement is missing: Empty role.",
    ]
    assert list(Role.objects.published()) == [ready]
    assert LogEntry.objects.get().object_id == str(ready.pk)


def test_publish_refuses_a_skill_without_anchors(curator):
    empty = make_skill(state=State.DRAFT, levels={}, title="Empty skill")
    page = act(curator, "publish", empty)
    assert said(page)[1].endswith("is missing: Empty skill.")
    assert not Skill.objects.published().exists()


def test_refusals_name_a_few_and_count_the_rest(curator):
    empty = [make_role(state=State.DRAFT, title=f"Role {n}") for n in range(7)]
    page = act(curator, "publish", *empty)
    assert said(page)[1].endswith(": Role 0, Role 1, Role 2, Role 3, Role 4 and 2 more.")


def test_take_back_hides_what_was_published(curator):
    role, draft = make_role(), make_role(state=State.DRAFT)
    page = act(curator, "take_back", role, draft)
    assert said(page) == ["1 role returned to draft."]
    assert not Role.objects.published().exists()


def test_actions_ask_the_permission_to_change(client):
    role = make_role(state=State.DRAFT, requirements={make_skill(): (3, 4)})
    reader = make_user(is_staff=True)
    group = Group.objects.create(name="Readers")
    curators = Group.objects.get(name="Curators")
    group.permissions.set(curators.permissions.filter(codename__startswith="view"))
    reader.groups.add(group)
    client.force_login(reader)
    act(client, "publish", role)
    assert not Role.objects.published().exists()


def test_form_refuses_to_publish_a_role_without_requirements(curator):
    row = make_requirement()
    role, data = row.role, filled_in(curator.get(page_of(row.role)))
    data |= {"requirements-0-DELETE": "on"}
    assert "cannot be published without a requirement" in errors(curator.post(page_of(role), data))
    assert curator.post(page_of(role), data | {"state": "draft"}).status_code == 302
    role.refresh_from_db()
    assert (role.state, role.requirements.count(), role.weight) == ("draft", 0, 0)


def test_form_refuses_to_publish_a_skill_without_anchors(curator):
    skill = make_skill(levels={}, state=State.DRAFT)
    data = filled_in(curator.get(page_of(skill))) | {"state": "published"}
    assert "cannot be published without" in errors(curator.post(page_of(skill), data))
    for level in range(1, 5):
        add_row(data, "levels", level=level, anchor=f"Does it at level {level}.")
    assert "a person at each level does, 1 to 5" in errors(curator.post(page_of(skill), data))
    add_row(data, "levels", level=5, anchor="Leads others in it.")
    assert curator.post(page_of(skill), data).status_code == 302


def test_resource_teaches_something_even_as_a_draft(curator):
    resource = make_resource(teaches={make_skill(): (0, 3)})
    data = filled_in(curator.get(page_of(resource)))
    data |= {"teaches-0-DELETE": "on", "state": "draft"}
    page = curator.post(page_of(resource), data)
    assert "This needs a skill that it teaches" in errors(page)


def test_resource_says_what_there_is_to_practise(curator):
    resource = make_resource(teaches={make_skill(): (0, 3)}, practice="")
    data = filled_in(curator.get(page_of(resource)))
    assert "This field is required" in errors(curator.post(page_of(resource), data))
    assert curator.post(page_of(resource), data | {"practice": "project"}).status_code == 302
    make_resource(practice="none")
    found = curator.get(list_of(Resource), {"practice__exact": "project"}).context["cl"].queryset
    assert [row.pk for row in found] == [resource.pk]
