"""What a person keeps about content that becomes a draft: kept, counted, and brought back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from careers.models import Occupation, Profile, Resource, Role, Skill
from careers.models.progress import Evidence, SkillProgress
from portal.core.publication import State
from tests.factories import (
    make_occupation,
    make_resource,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

SAID = "Out of sight for now:"
EXPORT, IMPORT = reverse("careers:data_profile"), reverse("careers:data_import")
PRESENT, CHOICES = reverse("careers:present_role"), reverse("careers:plan_choices_save")
PAGES = [
    *map(reverse, [f"careers:{name}" for name in ("profile", "progress", "plan", "matches")]),
    *(reverse("careers:data"), PRESENT, reverse("careers:plan_detail", args=["analyst"])),
]


@pytest.fixture
def person():
    """Somebody who keeps one thing of every kind about content that may be hidden."""
    hidden, sql = make_skill(slug="hidden", title="Hidden"), make_skill(slug="sql", title="SQL")
    role = make_role(slug="hidden-role", title="Hidden role", requirements={hidden: (3, 5)})
    make_role(slug="analyst", title="Analyst", requirements={sql: (3, 5), hidden: (3, 5)})
    resource = make_resource(slug="hidden-book", title="Hidden book", teaches={hidden: (0, 3)})
    visitor = make_visitor(ratings={hidden: 2, sql: 1}, goals=[role])
    own = Profile.objects.get()
    own.left_out.create(skill=hidden)
    own.own_links.create(skill=hidden, url="https://example.org/")
    own.notes.create(skill=hidden, text="Mine.")
    own.resource_progress.create(resource=resource, state="done")
    SkillProgress.objects.learn(own, hidden, 3, Evidence())
    own.work_as(role)
    own.come_from(make_occupation(slug="hidden-work", title="Hidden work", typical={sql: 2}))
    return visitor


def publish(state: State) -> None:
    for model in (Skill, Role, Resource, Occupation):
        model.objects.filter(slug__startswith="hidden").update(state=state)


def exported(visitor) -> dict:
    return json.loads(visitor.get(EXPORT).content)


def send(visitor, document: dict, **fields):
    file = SimpleUploadedFile("p.json", json.dumps(document).encode(), "application/json")
    return visitor.post(IMPORT, {"file": file, **fields}, follow=True)


@pytest.mark.parametrize("page", PAGES)
def test_page_says_how_much_is_out_of_sight_why_and_that_it_is_kept(person, page, words):
    assert SAID not in words(person.get(page))
    publish(State.DRAFT)
    answer = person.get(page)
    said = words(answer)[words(answer).index(SAID) :]

    assert said.startswith(
        f"{SAID} 1 rating 1 change of ratings 1 goal 1 present role 1 occupation that you come "
        "from 1 skill excluded from the plan 1 resource marked 1 level marked 1 note 1 link No "
        "page shows this and no match or plan counts it, because it is about skills, roles, "
        "resources or occupations that were taken back to be worked on. All of it is kept:"
    )
    assert "Hidden" not in answer.content.decode()
    publish(State.PUBLISHED)
    assert SAID not in words(person.get(page))


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (
            Skill,
            "1 rating 1 change of ratings 1 skill excluded from the plan 1 level marked 1 note",
        ),
        (Role, "1 goal 1 present role No page"),
        (Resource, "1 resource marked No page"),
        (Occupation, "1 occupation that you come from No page"),
    ],
)
def test_what_is_about_one_draft_is_counted_alone(person, words, model, said):
    model.objects.filter(slug__startswith="hidden").update(state=State.DRAFT)

    page = words(person.get(reverse("careers:data")))
    assert page[page.index(SAID) :].startswith(f"{SAID} {said} ")


def test_what_other_people_keep_is_not_counted(person, words):
    publish(State.DRAFT)

    assert SAID not in words(make_visitor(ratings={make_skill(): 1}).get(PAGES[0]))


@pytest.mark.parametrize("rows", [1, 3])
def test_counting_what_is_out_of_sight_costs_no_query(django_assert_num_queries, rows):
    visitor = make_visitor(ratings={make_skill(): 1 for _ in range(rows)}, member=make_user())
    Skill.objects.update(state=State.DRAFT)

    with django_assert_num_queries(7):
        visitor.get(reverse("careers:profile"))


def test_present_role_that_is_a_draft_stays_until_another_is_named(person):
    publish(State.DRAFT)
    person.post(PRESENT, {"role": ""})
    assert Profile.objects.get().present_role.slug == "hidden-role"

    person.post(PRESENT, {"role": "analyst"})
    assert Profile.objects.get().present_role.slug == "analyst"

    person.post(PRESENT, {"role": ""})
    assert Profile.objects.get().present_role is None


# --- In the file, and back -------------------------------------------------------------------


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_file_brings_what_is_out_of_sight_into_another_browser(person, who, words):
    publish(State.DRAFT)
    document = exported(person)
    elsewhere = make_visitor(member=make_user() if who == "member" else None)
    page = send(elsewhere, document)

    assert page.status_code == 200
    assert f"{SAID} 1 rating 1 change" in words(page)
    assert exported(elsewhere) == document
    publish(State.PUBLISHED)
    assert Profile.objects.latest("pk").levels() == {"hidden": 2, "sql": 1}


def test_file_brings_a_language_whose_resources_are_all_drafts(person):
    """No other file makes the portal say that it has drafts in a language."""
    german = make_resource(slug="hidden-german", language="de", teaches={make_skill(): (0, 3)})
    person.post(CHOICES, {"hours_per_week": "5", "language": german.language})
    publish(State.DRAFT)
    document = exported(person)

    assert send(make_visitor(), document).status_code == 200
    assert exported(person)["choices"]["language"] == "de"
    assert send(make_visitor(), document | {"drafts": ""}).status_code == 422


def test_file_brings_it_back_after_everything_was_deleted(person):
    publish(State.DRAFT)
    document = exported(person)
    person.post(reverse("careers:data_delete"), {})
    send(person, document)

    assert exported(person) == document


@pytest.mark.parametrize("proof", ["", "x", "W10:x", "\N{SNOWMAN}", None])
def test_file_without_proof_tells_nobody_of_drafts(person, proof, words):
    publish(State.DRAFT)
    document = exported(person)
    document["drafts"] = proof if proof is not None else document["drafts"][:-1]
    stranger = make_visitor()
    page = send(stranger, document)

    assert page.status_code == 422
    assert "the portal shows no skill called “hidden”" in words(page)
    assert exported(stranger)["ratings"] == []


def test_file_of_another_portal_opens_no_drafts(person, settings):
    publish(State.DRAFT)
    document = exported(person)
    settings.SECRET_KEY = "another " * 8

    assert send(make_visitor(), document).status_code == 422


def test_draft_that_was_removed_meanwhile_is_unknown(person, words):
    publish(State.DRAFT)
    document = exported(person)
    Profile.objects.all().delete()
    Role.objects.get(slug="analyst").requirements.filter(skill__slug="hidden").delete()
    for model in (Resource, Role, Skill):
        model.objects.filter(slug__startswith="hidden").delete()
    refused = send(person, document)
    taken = send(person, document, skip_unknown="on")

    assert refused.status_code == 422
    assert "Left out 9." in words(taken)
    assert Profile.objects.get().levels() == {"sql": 1}


def test_file_about_what_everybody_sees_holds_no_proof(person):
    assert exported(person)["drafts"] == ""
