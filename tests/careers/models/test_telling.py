"""The weights of skills, kept in their rows: whoever changes content, they are counted anew."""

import pytest

from careers.models import Role, Skill, TypicalSkill
from careers.models.telling import recount_telling
from careers.rules.telling import telling_weight
from portal.core.publication import State
from tests import content_tree
from tests.admin_pages import act, add_row, filled_in, page_of
from tests.factories import make_occupation, make_role, make_skill

pytestmark = pytest.mark.django_db

OCCUPATIONS = """\
- slug: statistician
  title: Statistician
  group: data
  summary: Counts things.
  typical:
  - skill: sql
    level: 2
    basis: editorial
  bridge: By a short course.
"""


COMMON = {"beta": 1, "Alpha": 1, "Gamma": 2}  # title -> level


def weights(*skills):
    found = dict(Skill.objects.values_list("pk", "telling"))
    return [found[skill.pk] for skill in skills]


def test_a_skill_is_weighed_by_the_roles_and_occupations_that_have_it():
    common, rare, unused = make_skill(), make_skill(), make_skill()
    make_role(requirements={common: (3, 4), rare: (2, 1)})
    make_role(requirements={common: (1, 1)})
    make_occupation(typical={common: 2})
    recount_telling()

    assert weights(common, rare, unused) == [
        telling_weight(3, 3),
        telling_weight(3, 1),
        telling_weight(3, 0),
    ]


def test_drafts_of_roles_and_occupations_are_not_counted():
    skill = make_skill()
    make_role(requirements={skill: (3, 4)})
    make_role(state=State.DRAFT, requirements={skill: (3, 4)})
    make_occupation(state=State.DRAFT, typical={skill: 2})
    make_occupation()
    recount_telling()

    assert weights(skill) == [telling_weight(2, 1)]


def test_each_alternative_of_a_choice_is_had_by_the_role():
    aws, azure = make_skill(), make_skill()
    make_role(requirements={(aws, azure): (3, 4)})
    make_role()
    recount_telling()

    assert weights(aws, azure) == [telling_weight(2, 1)] * 2


def test_without_content_all_skills_weigh_the_least():
    skill = make_skill(telling=99)
    recount_telling()

    assert weights(skill) == [1]


@pytest.mark.parametrize("rows", [1, 3])
def test_recount_costs_the_same_for_more_rows(rows, django_assert_num_queries):
    for _ in range(rows):
        make_role(requirements={make_skill(): (3, 4)})
        make_occupation(typical={make_skill(): 2})

    with django_assert_num_queries(6):
        recount_telling()
    with django_assert_num_queries(5):  # nothing changed, so nothing is written
        recount_telling()


def test_most_telling_first_goes_by_weight_and_then_by_level_and_title():
    common = {make_skill(title=title, telling=5): level for title, level in COMMON.items()}
    make_occupation(typical={**common, make_skill(title="Zeta", telling=6): 1})
    rows = TypicalSkill.objects.most_telling_first()

    assert [row.skill.title for row in rows] == ["Zeta", "Gamma", "Alpha", "beta"]


def test_saving_a_role_in_the_admin_weighs_its_skills_anew(curator):
    old, new = make_skill(), make_skill()
    role = make_role(requirements={old: (3, 4)})
    make_role(requirements={old: (3, 4)})
    data = filled_in(curator.get(page_of(role)))
    data |= {"requirements-0-DELETE": "on"}
    add_row(data, "requirements", skill=new, level=1, importance=2)

    assert curator.post(page_of(role), data).status_code == 302
    assert weights(old, new) == [telling_weight(2, 1)] * 2


def test_taking_a_role_back_in_the_admin_weighs_skills_anew(curator):
    skill = make_skill()
    role, other = make_role(requirements={skill: (3, 4)}), make_role(requirements={skill: (3, 4)})
    act(curator, "take_back", role)

    assert weights(skill) == [telling_weight(1, 1)]
    act(curator, "publish", role)
    assert weights(skill) == [telling_weight(2, 2)]
    assert set(Role.objects.published()) == {role, other}


def test_loading_content_weighs_all_skills(tmp_path):
    content_tree.write_tree(tmp_path)
    occupations = tmp_path / "careers/content/occupations"
    occupations.mkdir(exist_ok=True)
    for file in occupations.iterdir():
        file.unlink()
    content_tree.write(tmp_path, "careers/content/occupations/data.yaml", OCCUPATIONS)
    content_tree.load(tmp_path)
    found = dict(Skill.objects.values_list("slug", "telling"))

    # Two roles and an occupation: both roles ask Python, one of them and the occupation SQL.
    assert found["python"] == telling_weight(3, 2)
    assert found["sql"] == telling_weight(3, 2)
    assert found["statistics"] == telling_weight(3, 0)

    content_tree.edit(
        tmp_path, "careers/content/occupations/data.yaml", "skill: sql", "skill: statistics"
    )
    content_tree.load(tmp_path)
    found = dict(Skill.objects.values_list("slug", "telling"))
    assert (found["sql"], found["statistics"]) == (telling_weight(3, 1), telling_weight(3, 1))
