import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.models import Skill
from careers.rules.balance import (
    ENOUGH,
    SIDE_OF_CATEGORY,
    SIDE_OF_SKILL,
    AskedSkill,
    Balance,
    Side,
    balance,
    side_of,
    sides_of,
)

BOTH = {Side.MODEL, Side.SYSTEM}

asked = st.builds(
    AskedSkill,
    st.sampled_from([*SIDE_OF_SKILL, "python", "statistics", "kubernetes"]),
    st.sampled_from(Skill.Category.values),
    st.integers(1, 5),
)


@given(st.lists(asked))
def test_points_are_the_sum_of_importance_and_no_side_has_more(skills):
    found = balance(skills)

    assert found.points == sum(one.importance for one in skills)
    assert 0 <= found.model + found.system <= found.points
    assert 0 <= found.model_share + found.system_share <= 100


@given(st.lists(asked), st.randoms())
def test_order_of_the_skills_changes_nothing(skills, random):
    shuffled = random.sample(skills, len(skills))

    assert balance(shuffled) == balance(skills)


@given(st.lists(asked), st.integers(1, 5))
def test_more_of_a_side_never_lowers_its_share(skills, importance):
    before = balance(skills)
    after = balance([*skills, AskedSkill("statistics", "mathematics-statistics", importance)])

    assert after.model_share >= before.model_share
    assert after.system_share <= before.system_share


def test_role_that_asks_nothing_has_no_side():
    assert balance([]) == Balance(0, 0, 0)
    assert balance([]).sides == set()


@pytest.mark.parametrize(
    ("model", "system", "sides"),
    [
        (ENOUGH, ENOUGH, BOTH),
        (ENOUGH - 1, ENOUGH, {Side.SYSTEM}),
        (ENOUGH, ENOUGH - 1, {Side.MODEL}),
        (ENOUGH - 1, ENOUGH - 1, set()),
    ],
)
def test_side_counts_from_the_line_on(model, system, sides):
    assert Balance(model, system, 100).sides == sides


def test_share_is_rounded_down():
    found = balance(
        [
            AskedSkill("deep-learning", "deep-learning", 2),
            AskedSkill("kubernetes", "infrastructure", 3),
            AskedSkill("python", "programming", 2),
        ]
    )

    assert (found.model_share, found.system_share) == (28, 42)


def test_most_of_the_lesser_side_ranks_first():
    even, steep, flat = Balance(3, 3, 10), Balance(2, 8, 10), Balance(2, 4, 10)

    assert sorted([flat, steep, even], key=lambda one: one.rank) == [even, steep, flat]


def test_skill_filed_elsewhere_than_it_belongs_counts_where_it_belongs():
    assert side_of("edge-ml", "robotics-edge") == Side.SYSTEM
    assert side_of("robotics", "robotics-edge") is None
    assert side_of("data-annotation", "data-engineering") == Side.MODEL
    assert side_of("python", "programming") is None


def test_sides_of_skills_without_importance_are_measured_by_the_same_line():
    model, system, neither = ("nlp", "language-ai"), ("edge-ml", "robotics-edge"), ("python", "")

    assert sides_of([]) == set()
    assert sides_of([neither]) == set()
    assert sides_of([system, model]) == BOTH
    assert sides_of([system, *4 * [model]]) == BOTH
    assert sides_of([system, *5 * [model]]) == {Side.MODEL}


def test_rule_speaks_of_categories_that_there_are():
    assert set(SIDE_OF_CATEGORY) <= set(Skill.Category.values)
