"""What no form of the admin sends, sent: each is refused in words, on both databases."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from careers.models import Family, Resource, Role, Skill, Source
from portal.models import User
from scalability.models import CaseStudy, Pillar, Topic
from tests.admin_pages import add_row, errors, filled_in, said
from tests.factories import (
    make_family,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_user,
)
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

NUL = "1\x00"
HUGE = "9" * 30
HOSTILE = ["a", NUL, HUGE, "½"]
MAKERS = {
    CaseStudy: make_case_study,
    EmailAddress: lambda: EmailAddress.objects.create(user=make_user(), email="ada@example.com"),
    Family: make_family,
    Group: lambda: Group.objects.get(name="Curators"),
    Pillar: make_pillar,
    Resource: lambda: make_resource(teaches={make_skill(): (0, 3)}),
    Role: lambda: make_role(requirements={make_skill(): (3, 4)}),
    Skill: make_skill,
    Source: make_source,
    Topic: make_topic,
    User: make_user,
}


@pytest.fixture
def boss(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def address(model, page, *args):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=args)


@pytest.mark.parametrize("value", ["a", HUGE])
@pytest.mark.parametrize("model", MAKERS)
def test_addresses_of_lists(boss, model, value):
    filters = list(admin.site.get_model_admin(model).list_filter)
    names = ["q", "p", "o", "e", "id__in", "_to_field", "_changelist_filters", *filters]
    names += [f"{name}__{how}" for name in filters for how in ("id__exact", "in")]
    for name in names:
        answer = boss.get(address(model, "changelist"), {name: value})
        assert answer.status_code in (200, 302, 400), name


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("model", MAKERS)
def test_addresses_of_forms(boss, model, value):
    query = {field.name: value for field in model._meta.get_fields()}
    assert boss.get(address(model, "add"), query).status_code in (200, 400)
    for page in ("change", "delete", "history"):
        assert boss.get(address(model, page, value)).status_code in (302, 400)


@pytest.mark.parametrize("page", ["", "add/", "1%00/change/", "1%00/delete/"])
@pytest.mark.parametrize("query", ["", "?q=%00", "?state__exact=%00", "?%00=1"])
def test_nul_in_an_address(boss, page, query):
    answer = boss.get(f"/admin/careers/role/{page}{query}")
    is_without = "%00" not in page + query
    assert answer.status_code == (200 if is_without else 400)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("model", MAKERS)
def test_every_field_and_every_field_of_a_new_row(boss, model, value):
    page = boss.get(address(model, "change", MAKERS[model]().pk))
    sent = filled_in(page)
    links = {field.name for field in model._meta.get_fields() if field.is_relation} & {*sent}
    whole = {"_popup": value} | {name: value for name in sent if not name.endswith("_FORMS")}
    for inline in page.context["inline_admin_formsets"]:
        names = [name for name in inline.formset.empty_form.fields if name != "id"]
        add_row(sent, inline.formset.prefix, **dict.fromkeys(names, value))
    for some in (whole, dict.fromkeys(links, value), {}):
        answer = boss.post(page.request["PATH_INFO"], sent | some)
        assert answer.status_code in (200, 302)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("action", ["publish", "delete_selected", NUL])
def test_actions(boss, action, value):
    role = make_role(state="draft", requirements={make_skill(): (3, 4)})
    sent = {"action": action, "_selected_action": [value, role.pk]}
    for more in ({}, {"index": value}, {"select_across": value}, {"post": value}):
        answer = boss.post(address(Role, "changelist"), sent | more)
        assert answer.status_code in (200, 302)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["term", "page", "app_label", "model_name", "field_name"])
def test_looking_up_links(boss, name, value):
    query = {"app_label": "careers", "model_name": "requirement", "field_name": "skill"}
    answer = boss.get(reverse("admin:autocomplete"), query | {"term": "a"} | {name: value})
    assert answer.status_code in (200, 400, 403, 404)


@pytest.mark.parametrize("name", ["TOTAL", "INITIAL"])
@pytest.mark.parametrize("value", ["", "-5", "x", "1500", HUGE, NUL, None])
def test_counts_of_rows_that_were_tampered_with(boss, name, value):
    role = MAKERS[Role]()
    sent = filled_in(boss.get(address(Role, "change", role.pk)))
    sent[f"aliases-{name}_FORMS"] = value
    if value is None:
        del sent[f"aliases-{name}_FORMS"]
    answer = boss.post(address(Role, "change", role.pk), sent)
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("value", ["a", HUGE, "999"])
def test_link_that_cannot_be_is_said_beside_its_field(boss, value):
    role, other = MAKERS[Role](), make_source()
    sent = filled_in(boss.get(address(Role, "change", role.pk)))
    page = boss.post(address(Role, "change", role.pk), sent | {"family": value})
    assert "This choice no longer exists." in errors(page)
    page = boss.post(address(Role, "change", role.pk), sent | {"references": [value, other.pk]})
    assert "One of these no longer exists" in errors(page)
    assert (
        boss.post(
            address(Role, "change", role.pk), filled_in(page) | {"references": [other.pk]}
        ).status_code
        == 302
    )


def test_nul_in_a_field_is_said_beside_it(boss):
    role = MAKERS[Role]()
    sent = filled_in(boss.get(address(Role, "change", role.pk)))
    page = boss.post(address(Role, "change", role.pk), sent | {"purpose": "a\x00b"})
    assert "Null characters are not allowed." in errors(page)


def test_filter_that_cannot_be_read_is_said_to_be_one(boss):
    for query in (
        {"family__id__exact": HUGE},
        {"id__in": HUGE},
        {"id__in": "a"},
        {"slug__regex": "("},
        {"title__iregex": "["},
        {"title__range": "a,b"},
    ):
        page = boss.get(address(Role, "changelist"), query, follow=True)
        assert said(page) == [
            "The filter in the address could not be read, so the list shows everything."
        ]


@pytest.mark.parametrize("seen", ["0000-00-00", "9999-99-99", "10000-01-01", "2026-02-30"])
def test_day_that_is_none(boss, seen):
    source = make_source()
    sent = filled_in(boss.get(address(Source, "change", source.pk)))
    page = boss.post(address(Source, "change", source.pk), sent | {"seen": seen})
    assert "Enter a valid date." in errors(page)


@pytest.mark.parametrize("year", [HUGE, "-1", "32768", "1e400", "NaN"])
def test_year_that_is_none(boss, year):
    source = make_source()
    sent = filled_in(boss.get(address(Source, "change", source.pk)))
    assert errors(boss.post(address(Source, "change", source.pk), sent | {"year": year}))


def test_other_pages_of_the_admin(boss):
    for path in (
        "r/%00/%00/",
        "%00/",
        "jsi18n/?%00",
        "portal/user/%00/password/",
        "login/?next=%00",
    ):
        assert boss.get(f"/admin/{path}").status_code in (200, 302, 400, 404), path
