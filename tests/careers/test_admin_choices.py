"""How curators say that any of several skills will do."""

import pytest

from careers.models import Requirement, Role
from tests.admin_pages import add_row, filled_in, page_of
from tests.factories import make_role, make_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def role():
    return make_role(requirements={make_skill(): (3, 4), make_skill(): (3, 4)})


def sent(curator, role, **values):
    data = filled_in(curator.get(page_of(role)))
    return data | {f"requirements-{name}".replace("_", "-"): one for name, one in values.items()}


def refusals(page):
    [formset] = [
        one.formset
        for one in page.context["inline_admin_formsets"]
        if one.formset.prefix == "requirements"
    ]
    return [form.errors.get("choice", [""])[0] for form in formset.forms]


def test_rows_with_one_number_become_a_choice_that_weighs_once(curator, role):
    data = sent(curator, role, **{"0_choice": "1", "1_choice": "1"})

    assert curator.post(page_of(role), data).status_code == 302
    role.refresh_from_db()
    assert role.weight == 4
    assert len(Requirement.objects.needs_of([role])[role.pk]) == 1


def test_a_number_that_stands_alone_is_refused_in_words(curator, role):
    page = curator.post(page_of(role), sent(curator, role, **{"1_choice": "2"}))

    assert refusals(page) == [
        "",
        "Only this row has the number 2. Give it to each skill that would do, or leave it empty.",
    ]


def test_a_choice_whose_other_row_is_removed_is_refused(curator, role):
    role.requirements.update(choice=1)
    page = curator.post(page_of(role), sent(curator, role, **{"0_DELETE": "on"}))

    assert [words[:8] for words in refusals(page)] == ["", "Only thi"]


@pytest.mark.parametrize("field", ["level", "importance"])
def test_rows_of_a_choice_with_another_level_or_importance_are_refused(curator, role, field):
    changes = {"0_choice": "1", "1_choice": "1", f"1_{field}": "2"}
    page = curator.post(page_of(role), sent(curator, role, **changes))

    assert set(refusals(page)) == {
        "The rows numbered 1 are one need: give them the same level and the same importance."
    }
    assert Role.objects.get().weight == 8


def test_a_row_joins_a_choice_that_is_there(curator, role):
    role.requirements.update(choice=1)
    data = sent(curator, role)
    add_row(data, "requirements", skill=make_skill(), level=3, importance=4, choice=1)

    assert curator.post(page_of(role), data).status_code == 302
    assert len(Requirement.objects.needs_of([role])[role.pk][0].alternatives) == 3
