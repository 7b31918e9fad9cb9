from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from portal.core.publication import State
from tests.factories import make_family, make_role, make_skill

pytestmark = pytest.mark.django_db


def role_card(role) -> str:
    return reverse("role_card", args=[role.slug])


def skill_card(skill) -> str:
    return reverse("skill_card", args=[skill.slug])


def test_cards_are_pictures_of_one_size_and_each_another(client):
    skill = make_skill(title="Python")
    family = make_family(mark="star")
    roles = [
        make_role(title="Engineer", family=family, requirements={skill: (level, 4)})
        for level in (1,)
    ]
    roles.append(make_role(title="Scientist", family=family, requirements={skill: (5, 4)}))
    answers = [client.get(role_card(role)) for role in roles]
    answers += [client.get(skill_card(skill)), client.get(skill_card(make_skill()))]

    assert {answer["Content-Type"] for answer in answers} == {"image/png"}
    assert {Image.open(BytesIO(one.content)).size for one in answers} == {(1200, 630)}
    assert len({answer.content for answer in answers}) == len(answers)


def test_card_of_a_role_shows_what_it_asks_of_published_skills(client):
    role = make_role(title="Engineer", family=make_family())
    plain = client.get(role_card(role)).content
    draft = make_skill(state=State.DRAFT)
    role.requirements.create(skill=draft, level=5, importance=5)
    with_draft = client.get(role_card(role)).content
    role.requirements.create(skill=make_skill(), level=5, importance=5)

    assert with_draft == plain
    assert client.get(role_card(role)).content != plain


def test_card_of_a_skill_counts_published_roles(client):
    skill = make_skill(title="Python")
    plain = client.get(skill_card(skill)).content
    make_role(state=State.DRAFT, requirements={skill: (3, 3)})
    with_draft = client.get(skill_card(skill)).content
    make_role(requirements={skill: (3, 3)})

    assert with_draft == plain
    assert client.get(skill_card(skill)).content != plain


def test_draft_has_no_card(client):
    assert client.get(role_card(make_role(state=State.DRAFT))).status_code == 404
    assert client.get(skill_card(make_skill(state=State.DRAFT))).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_cards_cost_the_same_for_more_rows(client, django_assert_num_queries, rows):
    skill = make_skill()
    others = [make_skill() for _ in range(rows)]
    roles = [make_role(requirements=dict.fromkeys([skill, *others], (3, 3))) for _ in range(rows)]

    with django_assert_num_queries(2):
        client.get(role_card(roles[0]))
    with django_assert_num_queries(2):
        client.get(skill_card(skill))
