"""Pages that show what any of several skills meets."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def clouds():
    names = {"aws": "AWS", "azure": "Azure", "gcp": "Google Cloud"}
    return {slug: make_skill(slug=slug, title=title) for slug, title in names.items()}


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python")


@pytest.fixture
def role(clouds, python):
    return make_role(
        slug="architect",
        title="Architect",
        requirements={python: (4, 5), tuple(clouds.values()): (3, 4)},
    )


@pytest.fixture
def person(role, clouds, python):
    return make_visitor(ratings={clouds["aws"]: 1, clouds["azure"]: 2, python: 4}, goals=[role])


def test_role_page_shows_a_choice_as_one_need_with_a_field_for_each(client, role, words):
    page = client.get(role.get_absolute_url())

    assert "2 skills Each with its level" in words(page)
    assert "Any one of these 3 AWS importance 4 needs 3" in words(page)
    for slug in ("aws", "azure", "gcp"):
        assert f'name="level-{slug}"' in page.content.decode()


def test_role_page_says_which_counts(role, person, words):
    shown = words(person.get(role.get_absolute_url()))

    assert "Any one of these 3; Azure counts" in shown
    assert "Azure, one of AWS, Azure, Google Cloud (2 of 3)" in shown
    assert "Azure, one of AWS, Azure, Google Cloud 4 \N{MULTIPLICATION SIGN} 2 ÷ 3" in shown


def test_role_page_asks_for_no_other_once_one_is_met(role, clouds, words):
    shown = words(make_visitor(ratings={clouds["gcp"]: 3}).get(role.get_absolute_url()))

    assert shown.count("not needed") == 2


def test_role_page_tells_programs_of_a_choice_in_words(client, role):
    page = client.get(role.get_absolute_url()).content.decode()

    assert '"Any one of AWS, Azure or Google Cloud"' in page


def test_matches_name_what_counts_in_lists_and_sum(person, words):
    shown = words(person.get(reverse("careers:matches")))

    assert "Matched Python Missing Azure, one of AWS, Azure, Google Cloud (2 of 3)" in shown
    assert "Azure, one of AWS, Azure, Google Cloud: 4 \N{MULTIPLICATION SIGN} 2 ÷ 3" in shown


def test_a_role_of_which_too_little_is_rated_names_the_choice(role, clouds, python, words):
    other = make_role(requirements={tuple(clouds.values()): (3, 5), python: (4, 1)})
    shown = words(make_visitor(ratings={python: 4}).get(other.get_absolute_url()))

    assert "Rate AWS, Azure or Google Cloud to find out." in shown


def test_plan_goes_for_one_and_names_the_others(role, person, words):
    shown = words(person.get(reverse("careers:plan")))

    assert "AWS or Google Cloud would do as well" in shown
    assert "Azure from 2 guided to 3 independent" in shown
    assert "step-aws" not in shown


def test_plan_asks_to_rate_any_of_a_choice(role, python, words):
    page = make_visitor(ratings={python: 4}, goals=[role]).get(reverse("careers:plan"))

    assert re.search(r"any of AWS, level 3 Azure, level 3 Google Cloud, level 3", words(page))


def test_skill_page_says_what_else_the_role_takes(client, role, clouds, words):
    shown = words(client.get(clouds["azure"].get_absolute_url()))

    assert "Architect AWS or Google Cloud will do too" in shown


def test_comparison_sets_a_choice_beside_one_of_its_skills(client, role, clouds, words):
    other = make_role(slug="other", title="Other", requirements={clouds["azure"]: (2, 2)})
    address = reverse("careers:compare")
    shown = words(client.get(address, {"role": [role.slug, other.slug]}))

    assert "AWS, Azure or Google Cloud level 3 , essential Azure: level 2 , supporting" in shown


def test_transitions_name_a_choice_once(client, role, python, words):
    make_role(slug="coder", title="Coder", requirements={python: (4, 5)})
    shown = words(client.get(reverse("careers:transitions", args=["coder"])))

    assert "AWS, Azure or Google Cloud (0 to 3)" in shown


def test_question_says_what_would_do_as_well(role, words):
    person = make_visitor(goals=[role])
    address = reverse("careers:questions")
    glances = {"work": "", "familiar": ""}  # were passed over
    first = words(person.get(address, {"asked": "", **glances}))
    second = words(person.get(address, {"asked": "python", **glances}))

    assert "your goal, Architect, asks it" in first
    assert "your goal, Architect, asks it. Azure or Google Cloud would do as well." in second


def test_card_of_a_role_counts_a_choice_as_one(client, role):
    assert client.get(reverse("role_card", args=[role.slug])).status_code == 200


def test_role_page_costs_the_same_with_more_alternatives(
    client, clouds, django_assert_max_num_queries
):
    few = make_role(requirements={tuple(clouds.values())[:2]: (3, 4)})
    many = make_role(requirements={tuple(clouds.values()): (3, 4)})
    client.get(few.get_absolute_url())
    for role in (few, many):
        with django_assert_max_num_queries(15):
            client.get(role.get_absolute_url())
