import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from careers.content_kinds.roles import RoleKind
from careers.models import (
    Family,
    Note,
    OwnLink,
    Prerequisite,
    Profile,
    Rating,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    SkillProgress,
    Source,
)
from careers.models.progress import Evidence
from portal.core.publication import State
from tests.admin_pages import add_row, errors, filled_in, said
from tests.factories import (
    make_family,
    make_profile,
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


def list_of(model):
    return reverse(f"admin:careers_{model._meta.model_name}_changelist")


def page_of(row):
    return reverse(f"admin:careers_{row._meta.model_name}_change", args=[row.pk])


def add_page(model):
    return reverse(f"admin:careers_{model._meta.model_name}_add")


def act(client, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), data, follow=True)


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
    assert "small letters and numbers" in errors(page)


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
    assert said(page) == ["1 role taken back to draft."]
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


def test_new_skill_offers_the_five_levels_and_keeps_those_filled_in(curator):
    data = filled_in(curator.get(add_page(Skill)))
    assert [data[f"levels-{n}-level"] for n in range(5)] == ["1", "2", "3", "4", "5"]
    data |= {
        "title": "New",
        "slug": "new",
        "kind": "tool",
        "category": "mlops",
        "definition": "It is new.",
        "levels-1-anchor": "Uses it under guidance.",
    }
    assert curator.post(add_page(Skill), data).status_code == 302
    assert list(Skill.objects.get().levels.values_list("level", flat=True)) == [2]


def test_esco_is_filled_in_as_a_whole_or_not_at_all(curator):
    skill = make_skill()
    data = filled_in(curator.get(page_of(skill))) | {"esco_label": "something"}
    assert errors(curator.post(page_of(skill), data)).count("all three about ESCO") == 2


def test_circle_through_saved_prerequisites_is_refused_by_name(curator):
    numpy = make_skill(title="NumPy", slug="numpy")
    python = make_skill(title="Python", slug="python", prerequisites=[numpy])
    make_skill(title="PyTorch", slug="pytorch", prerequisites=[python])
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=Skill.objects.get(slug="pytorch"), level=2)
    page = curator.post(page_of(numpy), data)
    assert "circle" in errors(page)
    assert all(name in errors(page) for name in ("numpy", "python", "pytorch"))
    assert Prerequisite.objects.count() == 2


def test_circle_closed_by_two_rows_of_the_page_is_refused_by_name(curator):
    python, numpy = make_skill(title="Python"), make_skill(title="NumPy")
    data = filled_in(curator.get(page_of(python)))
    add_row(data, "needed", needs=numpy, level=2)
    add_row(data, "needed_for", skill=numpy, level=3)
    page = curator.post(page_of(python), data)
    assert "NumPy needs Python" in errors(page)
    assert "Python needs NumPy" in errors(page)
    assert not Prerequisite.objects.exists()


def test_circle_closed_by_two_rows_of_a_new_skill_is_refused(curator):
    numpy = make_skill(title="NumPy")
    scipy = make_skill(title="SciPy", prerequisites=[numpy])
    data = filled_in(curator.get(add_page(Skill)))
    data |= {"title": "New", "slug": "new", "kind": "tool", "category": "mlops", "definition": "x"}
    add_row(data, "needed", needs=scipy, level=2)
    add_row(data, "needed_for", skill=numpy, level=3)
    assert "circle" in errors(curator.post(add_page(Skill), data))
    assert not Skill.objects.filter(slug="new").exists()


def test_prerequisites_without_a_circle_are_kept(curator):
    python, numpy, scipy = make_skill(), make_skill(), make_skill()
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=python, level=2)
    add_row(data, "needed_for", skill=scipy, level=3)
    assert curator.post(page_of(numpy), data).status_code == 302
    assert set(Prerequisite.objects.values_list("skill", "needs", "level")) == {
        (numpy.pk, python.pk, 2),
        (scipy.pk, numpy.pk, 3),
    }


def test_prerequisite_without_a_level_is_asked_for_one(curator):
    python, numpy = make_skill(), make_skill()
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=python)
    assert "This field is required." in errors(curator.post(page_of(numpy), data))
    assert not Prerequisite.objects.exists()


def test_requirement_that_stands_twice_is_named(curator):
    skill = make_skill(title="Python")
    role = make_role(requirements={skill: (3, 4)})
    data = filled_in(curator.get(page_of(role)))
    add_row(data, "requirements", skill=skill, level=2, importance=2)
    assert "Python appears twice. Remove one." in errors(curator.post(page_of(role), data))


def test_level_that_stands_twice_is_named(curator):
    skill = make_skill()
    data = filled_in(curator.get(page_of(skill)))
    add_row(data, "levels", level=2, anchor="Again.")
    assert "2 guided appears twice" in errors(curator.post(page_of(skill), data))


def test_role_is_recounted_when_its_requirements_change(curator):
    role = make_role(requirements={make_skill(): (3, 4), make_skill(): (2, 1)})
    data = filled_in(curator.get(page_of(role)))
    data |= {"requirements-0-importance": "5", "requirements-1-DELETE": "on"}
    add_row(data, "requirements", skill=make_skill(), level=1, importance=2)
    assert curator.post(page_of(role), data).status_code == 302
    role.refresh_from_db()
    assert (role.weight, role.essential_weight) == (7, 5)


def test_new_role_is_counted(curator):
    data = filled_in(curator.get(add_page(Role)))
    data |= {
        "title": "New",
        "slug": "new",
        "family": make_family().pk,
        "state": "published",
        "purpose": "x",
        "tasks": "x",
        "entry_level": "mid",
        "entry_route": "x",
    }
    add_row(data, "requirements", skill=make_skill(), level=1, importance=4)
    assert curator.post(add_page(Role), data).status_code == 302
    assert (Role.objects.get().weight, Role.objects.get().essential_weight) == (4, 4)


def test_roles_are_recounted_when_a_skill_is_taken_back_and_published(curator):
    skill = make_skill()
    role = make_role(requirements={skill: (3, 4), make_skill(): (3, 2)})
    other = make_role(requirements={make_skill(): (1, 1)})
    act(curator, "take_back", skill)
    assert weights() == {role.pk: 2, other.pk: 1}
    act(curator, "publish", skill)
    assert weights() == {role.pk: 6, other.pk: 1}


def test_roles_are_recounted_when_the_form_of_a_skill_changes_its_state(curator):
    skill = make_skill()
    role = make_role(requirements={skill: (3, 4), make_skill(): (3, 2)})
    data = filled_in(curator.get(page_of(skill))) | {"state": "draft"}
    curator.post(page_of(skill), data)
    assert weights() == {role.pk: 2}


def test_skill_in_use_is_not_deleted_and_ratings_are_only_counted(curator):
    skill = make_skill(title="Python")
    role = make_role(requirements={skill: (3, 4)})
    make_profile(ratings={skill: 3})
    delete = reverse("admin:careers_skill_delete", args=[skill.pk])
    page = curator.get(delete)
    assert page.context["protected"] == ["Python: roles that ask it 1, people who rated it 1"]
    curator.post(delete, {"post": "yes"})
    assert Skill.objects.filter(pk=skill.pk).exists()
    assert weights() == {role.pk: 4}


USES = {
    "people who rated it": lambda who, row: who.rate({row: 3}),
    "people who marked a level of it": lambda who, row: SkillProgress.objects.learn(
        who, row, 2, Evidence()
    ),
    "people who left it out of their plan": lambda who, row: who.left_out.create(skill=row),
    "people with a note on it": lambda who, row: Note.objects.keep(who, row, "Secret."),
    "people with a link beside it": lambda who, row: OwnLink.objects.keep(
        who, row, "https://secret.example/", ""
    ),
    "people who marked it": lambda who, row: ResourceProgress.objects.keep(who, row, "done"),
    "people whose goal it is": lambda who, row: who.goals.create(role=row),
    "people who work in it": lambda who, row: Profile.objects.filter(pk=who.pk).update(
        present_role=row
    ),
}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        *((lambda: make_skill(title="It"), words) for words in list(USES)[:5]),
        (lambda: make_resource(title="It"), "people who marked it"),
        *((lambda: make_role(title="It"), words) for words in list(USES)[6:]),
    ],
)
def test_what_people_use_is_not_deleted_and_they_are_only_counted(curator, words, make):
    row = make()
    for _ in range(2):
        USES[words](make_profile(), row)
    delete = reverse(f"admin:careers_{row._meta.model_name}_delete", args=[row.pk])
    page = curator.get(delete)
    curator.post(delete, {"post": "yes"})

    [said] = page.context["protected"]
    assert said.startswith(f"It: {words} 2")
    assert page.context["deleted_objects"] == []
    assert "secret" not in page.content.decode().lower()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_skill_that_was_rated_once_is_kept_for_its_history(curator):
    skill = make_skill(title="It")
    who = make_profile()
    who.rate({skill: 3})
    who.rate({skill: None})
    delete = reverse("admin:careers_skill_delete", args=[skill.pk])

    assert curator.get(delete).context["protected"] == ["It: people whose history holds it 1"]


def test_skill_that_nobody_uses_can_be_deleted(curator):
    skill = make_skill()
    curator.post(reverse("admin:careers_skill_delete", args=[skill.pk]), {"post": "yes"})
    assert not Skill.objects.exists()


def test_other_roles_keep_their_sums_when_one_is_deleted(curator):
    skill = make_skill()
    gone, kept = (make_role(requirements={skill: (3, 4)}) for _ in range(2))
    curator.post(reverse("admin:careers_role_delete", args=[gone.pk]), {"post": "yes"})
    assert weights() == {kept.pk: 4}


def test_autocomplete_finds_skills_for_curators_only(curator):
    make_skill(title="Python", aliases=["Snake"])
    query = {"app_label": "careers", "model_name": "requirement", "field_name": "skill"}
    page = curator.get(reverse("admin:autocomplete"), query | {"term": "snake"})
    assert [found["text"] for found in page.json()["results"]] == ["Python"]
    assert Client().get(reverse("admin:autocomplete"), query).status_code == 302


def test_ratings_have_no_page(curator):
    make_profile(ratings={make_skill(): 3})
    for model in (Rating, Rating.profile.field.related_model):
        assert curator.get(f"/admin/careers/{model._meta.model_name}/").status_code == 404


def weights():
    return dict(Role.objects.values_list("pk", "weight"))
