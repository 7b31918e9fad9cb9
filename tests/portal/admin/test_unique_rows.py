"""Rows that may be there once: sent twice, or by two curators at the same moment."""

import pytest
from django.contrib import admin
from django.db import IntegrityError, models
from django.test import Client
from django.urls import reverse

from careers.models import Resource, Role, RoleAlias, Skill
from careers.models.notes import NoteQuerySet
from portal.admin.unique_rows import UniqueFormSet
from scalability.models import CaseStudy, Pillar, Topic
from tests.admin_pages import add_row, errors, filled_in, page_of, said
from tests.factories import make_resource as make_bare_resource
from tests.factories import make_role, make_skill, make_source, make_user
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def make_resource():
    return make_bare_resource(teaches={make_skill(): (0, 3)})


def make_ready_role():
    return make_role(requirements={make_skill(): (3, 4)})


def make_strategy_topic():
    return make_topic(pillar=make_pillar(kind="strategy"))


# The row to begin with, the inline, and what a new row of it holds.
INLINES = [
    (make_ready_role, "aliases", lambda: {"name": "Maker"}),
    (make_ready_role, "requirements", lambda: {"skill": make_skill(), "level": 2, "importance": 4}),
    (
        make_ready_role,
        "equivalents",
        lambda: {
            "scheme": "esco",
            "code": "2512",
            "title": "Developer",
            "match": "close",
            "listed_as": "developer",
            "uri": "https://esco.example/2512",
            "source": make_source(),
        },
    ),
    (
        lambda: make_skill(levels={1: "Knows it."}, state="draft"),
        "levels",
        lambda: {
            "level": 2,
            "anchor": "Uses it.",
        },
    ),
    (make_skill, "aliases", lambda: {"name": "Snake"}),
    (make_skill, "needed", lambda: {"needs": make_skill(), "level": 2}),
    (make_skill, "needed_for", lambda: {"skill": make_skill(), "level": 2}),
    (
        make_resource,
        "teaches",
        lambda: {"skill": make_skill(), "level_from": 0, "level_to": 2, "position": 2},
    ),
    (
        make_strategy_topic,
        "addresses",
        lambda: {"challenge": make_topic(pillar=make_pillar(kind="challenge")), "how": "So."},
    ),
    (make_topic, "relations", lambda: {"kind": "needs", "other": make_topic(), "how": "So."}),
    (
        make_case_study,
        "parts",
        lambda: {"topic": make_topic(), "part": "challenge", "how": "It met it."},
    ),
]
NAMES = [f"{one[1]}-{number}" for number, one in enumerate(INLINES)]


@pytest.mark.parametrize(("make", "inline", "values"), INLINES, ids=NAMES)
@pytest.mark.parametrize("has_version", [True, False])
def test_new_row_sent_twice_is_there_once(boss, make, inline, values, has_version):
    row = make()
    data = filled_in(boss.get(page_of(row)))
    if not has_version:
        del data["_shown"]
    add_row(data, inline, **values())
    first = boss.post(page_of(row), data)
    assert first.status_code == 302, errors(first)
    there = getattr(row, inline).count()
    second = boss.post(page_of(row), data)
    assert getattr(row, inline).count() == there
    if not has_version:
        assert "is listed already. Change this row or remove it." in errors(second)


def test_every_inline_that_a_parent_makes_unique_is_tried_above():
    tried = {(make()._meta.model_name, inline) for make, inline, _ in INLINES}
    spanning = set()
    for model in (Resource, Role, Skill, CaseStudy, Pillar, Topic):
        page = admin.site.get_model_admin(model)
        for inline in (kind(model, admin.site) for kind in page.inlines):
            constraints = inline.model._meta.constraints
            if any(isinstance(one, models.UniqueConstraint) for one in constraints):
                links = [one for one in inline.model._meta.fields if one.related_model is model]
                names = [
                    one.remote_field.related_name
                    for one in links
                    if inline.fk_name in (None, one.name)
                ]
                spanning |= {(model._meta.model_name, name) for name in names}
    assert tried == spanning


def test_new_row_may_take_the_place_of_one_that_goes(boss):
    role = make_role(requirements={make_skill(): (3, 4)}, aliases=["Maker"])
    data = filled_in(boss.get(page_of(role))) | {"aliases-0-DELETE": "on"}
    add_row(data, "aliases", name="Maker")
    assert boss.post(page_of(role), data).status_code == 302
    assert role.aliases.get().name == "Maker"


def test_row_may_take_the_place_of_one_that_changes_after_it(boss):
    role = make_role(requirements={make_skill(): (3, 4)}, aliases=["A", "B"])
    data = filled_in(boss.get(page_of(role))) | {"aliases-0-name": "Z"}
    add_row(data, "aliases", name="A")
    assert boss.post(page_of(role), data).status_code == 302
    assert set(role.aliases.values_list("name", flat=True)) == {"A", "B", "Z"}


def test_rows_that_trade_places_are_refused_in_words_and_nothing_is_saved(boss):
    role = make_role(requirements={make_skill(): (3, 4)}, aliases=["A", "B"])
    data = filled_in(boss.get(page_of(role)))
    data |= {"aliases-0-name": "B", "aliases-1-name": "A", "title": "Changed"}
    page = boss.post(page_of(role), data)
    assert "two rows would be the same, or would swap places" in errors(page)
    assert filled_in(page)["aliases-0-name"] == "B"
    role.refresh_from_db()
    assert role.title != "Changed"
    assert list(role.aliases.values_list("name", flat=True)) == ["A", "B"]


def test_save_that_the_database_refuses_is_looked_at_again(boss, monkeypatch):
    """As if somebody else had saved the same alias after it was found to be free."""
    role = make_role(requirements={make_skill(): (3, 4)})
    data = filled_in(boss.get(page_of(role)))
    del data["_shown"]
    add_row(data, "aliases", name="Maker")
    looks = []
    clean = UniqueFormSet.clean

    def meet_halfway(formset):
        clean(formset)
        if formset.prefix == "aliases":
            looks.append(formset)
            if len(looks) == 1:
                raced.append(RoleAlias.objects.bulk_create([RoleAlias(role=role, name="Maker")]))

    raced = []
    monkeypatch.setattr(UniqueFormSet, "clean", meet_halfway)
    page = boss.post(page_of(role), data)
    # What the first look met is rolled back with it here, for one transaction holds both; so the
    # second look saves.
    assert (page.status_code, len(looks)) == (302, 2)
    assert role.aliases.count() == 1


def test_what_clashes_at_every_look_is_given_up_in_words(boss, monkeypatch):
    def clash(*_):
        raise IntegrityError

    role = make_role()
    monkeypatch.setattr(type(role), "delete", clash)
    page = reverse("admin:careers_role_delete", args=[role.pk])
    assert (
        "conflicts with what somebody else has just saved"
        in said(boss.post(page, {"post": "yes"}, follow=True))[0]
    )


def test_public_form_that_clashes_at_every_look_is_given_up_in_words(client, monkeypatch):
    def clash(*_):
        raise IntegrityError

    monkeypatch.setattr(NoteQuerySet, "keep", clash)
    skill = make_skill()
    page = reverse("careers:skill_note", args=[skill.slug])
    answer = client.post(page, {"text": "Mine."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 409
    assert "saved at the same moment" in answer.text

    htmx = {"Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
    answer = client.post(page, {"text": "Mine."}, headers=htmx)
    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert "saved at the same moment" in answer.text


def test_address_of_a_new_row_that_is_taken_is_said_beside_it(boss):
    make_source(slug="report")
    data = {"title": "R", "slug": "report", "publisher": "P", "url": "https://a.example/"}
    page = boss.post(reverse("admin:careers_source_add"), data | {"seen": "2026-01-01"})
    assert "already exists" in errors(page)


def test_people_are_one_by_address_whatever_its_case(boss):
    make_user(email="ada@example.com")
    data = {"email": "ADA@example.com", "usable_password": "false"}
    page = boss.post(reverse("admin:portal_user_add"), data)
    assert "already" in errors(page)


def test_published_rows_are_not_deleted_in_bulk(boss):
    published, draft = make_role(title="Seen"), make_role(state="draft")
    changelist = reverse("admin:careers_role_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [published.pk, draft.pk]}
    for answer in ({}, {"post": "yes"}):
        page = boss.post(changelist, chosen | answer, follow=True)
        [words] = said(page)
        assert words.startswith("Nothing was deleted, because some of it is published: Seen.")
    assert type(draft).objects.count() == 2
    boss.post(changelist, chosen | {"_selected_action": [draft.pk], "post": "yes"})
    assert list(type(draft).objects.all()) == [published]


def test_published_rows_are_not_deleted_by_choosing_all_pages(boss):
    make_role()
    data = {"action": "delete_selected", "select_across": "1", "_selected_action": "0"}
    boss.post(reverse("admin:careers_role_changelist"), data | {"post": "yes"})
    assert make_role()._meta.model.objects.count() == 2


def test_deleting_one_published_row_warns_first(boss):
    published, draft = make_role(), make_role(state="draft")
    warning = "readers can see it"
    for row, is_warned in ((published, True), (draft, False)):
        page = boss.get(reverse("admin:careers_role_delete", args=[row.pk]))
        assert (warning in page.text) is is_warned


def test_second_publishing_of_a_row_is_logged_no_second_time(boss):
    role = make_role(state="draft", requirements={make_skill(): (3, 4)})
    for words in ("1 role published.", "0 roles published."):
        data = {"action": "publish", "_selected_action": [role.pk]}
        page = boss.post(reverse("admin:careers_role_changelist"), data, follow=True)
        assert said(page) == [words]
    assert Client().get(role.get_absolute_url()).status_code == 200
