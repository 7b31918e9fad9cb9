import pytest
from django.test import Client
from django.urls import reverse

from careers.models import (
    Note,
    OwnLink,
    Profile,
    Rating,
    ResourceProgress,
    Role,
    Skill,
    SkillProgress,
)
from careers.models.progress import Evidence
from tests.admin_pages import act, add_page, add_row, filled_in, page_of
from tests.factories import (
    make_family,
    make_profile,
    make_resource,
    make_role,
    make_skill,
)

pytestmark = pytest.mark.django_db


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
    "people with a status for one of its levels": lambda who, row: SkillProgress.objects.learn(
        who, row, 2, Evidence()
    ),
    "people who excluded it from their plan": lambda who, row: who.left_out.create(skill=row),
    "people with a note on it": lambda who, row: Note.objects.keep(who, row, "Secret."),
    "people with a link for it": lambda who, row: OwnLink.objects.keep(
        who, row, "https://secret.example/", ""
    ),
    "people with a status for it": lambda who, row: ResourceProgress.objects.keep(who, row, "done"),
    "people whose goal it is": lambda who, row: who.goals.create(role=row),
    "people who work in it": lambda who, row: Profile.objects.filter(pk=who.pk).update(
        present_role=row
    ),
}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        *((lambda: make_skill(title="It"), words) for words in list(USES)[:5]),
        (lambda: make_resource(title="It"), "people with a status for it"),
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

    assert curator.get(delete).context["protected"] == ["It: people with it in their history 1"]


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
