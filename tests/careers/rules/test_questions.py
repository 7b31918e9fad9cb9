from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.matching import Need, explain
from careers.rules.posterior import believe, prepare
from careers.rules.questions import GOAL, TOP, RoleLevel, assess, catalogue_of
from tests.bench import questions as bench

SKILLS = "abcdefghij"
levels_and_importances = st.sampled_from(list(product(range(1, 6), repeat=2)))
asked = st.dictionaries(st.sampled_from(SKILLS), levels_and_importances, max_size=6)
roles_asked = st.lists(asked, max_size=9).map(
    lambda roles: {
        f"Role {number}": tuple(Need(skill, skill.upper(), *one) for skill, one in needs.items())
        for number, needs in enumerate(roles)
    }
)
some_answers = st.dictionaries(st.sampled_from(SKILLS), st.sampled_from([None, 0, 1, 2, 3, 4, 5]))


def need(skill: str, level: int = 3, importance: int = 3) -> Need:
    return Need(skill, skill.title(), level, importance)


@pytest.fixture
def roles():
    """Seven roles with a skill of their own, two of them with one in common."""
    own = {f"R{number}": (need(f"own {number}", importance=5),) for number in range(7)}
    return own | {"R0": (*own["R0"], need("shared")), "R1": (*own["R1"], need("shared"))}


@given(roles_asked, some_answers, st.sets(st.integers(0, 9)), st.integers(0, 9))
def test_assessment_keeps_its_promises(roles, answers, goals, present):
    catalogue = prepare(roles)
    goals = {f"Role {number}" for number in goals}
    found = assess(catalogue, answers, goals, f"Role {present}")
    askable = {need.skill for needs in roles.values() for need in needs}
    question = found.question

    assert found == assess(prepare(roles), dict(answers), goals, f"Role {present}")
    assert question is None or question.skill in askable - answers.keys()
    assert question is None or question.goal is None or question.goal in goals
    claims = any(level is not None for skill, level in answers.items() if skill in askable)
    assert len(found.top) == (min(TOP, len(roles)) if claims else 0)
    assert not set(found.top) & set(found.close)
    if not claims:
        assert (found.top, found.close, found.steady) == ((), (), 0)
        assert question is None or (question.more, question.less) == (None, None)


@given(roles_asked, st.lists(st.sampled_from([None, 0, 1, 2, 3, 4, 5]), min_size=10, max_size=10))
def test_with_every_skill_rated_or_skipped_there_is_nothing_to_ask(roles, given_levels):
    answers = dict(zip(SKILLS, given_levels, strict=True))

    assert assess(prepare(roles), answers, goals=set(roles)).question is None


@given(roles_asked, st.lists(st.integers(0, 5), min_size=10, max_size=10))
def test_with_every_skill_rated_the_order_is_that_of_the_match(roles, given_levels):
    """Roles with too little rated stand last in the match; here there are none but empty ones."""
    answers = dict(zip(SKILLS, given_levels, strict=True))
    roles = {title: needs for title, needs in roles.items() if needs}
    catalogue = prepare(roles)
    order = [catalogue.roles[role] for role in believe(catalogue, catalogue.known(answers)).order()]
    values = {title: -explain(roles[title], answers).score.rank[1] for title in roles}

    assert sorted(order) == sorted(roles)
    for first, then in pairwise(order):
        assert values[first] >= values[then] or float(values[then] - values[first]) < 1e-6


def test_empty_catalogue_asks_and_claims_nothing():
    found = assess(prepare({}), {"python": 3})

    assert (found.top, found.close, found.question, found.steady) == ((), (), None, 0)


def test_first_question_is_the_one_that_says_most_and_names_no_role(roles):
    question = assess(prepare(roles), {}).question

    assert (question.skill, question.title, question.askers) == ("shared", "Shared", 2)
    assert (question.goal, question.more, question.less) == (None, None, None)


def test_answers_point_to_the_roles_that_ask_what_is_known(roles):
    found = assess(prepare(roles), {"own 3": 3, "shared": 0})

    assert found.top[0] == "R3"


def test_question_names_the_roles_that_it_tells_apart():
    """Somebody from A or B: the level of x tells which, and where C stands among them."""
    roles = {"A": (need("y"), need("x", 4)), "B": (need("y"), need("x", 1)), "C": (need("z"),)}
    found = assess(prepare(roles), {"y": 3, "z": 0})

    assert found.question.skill == "x"
    assert (found.question.more, found.question.less) == (RoleLevel("A", 4), RoleLevel("B", 1))


def test_goal_is_asked_about_until_enough_of_it_is_rated(roles):
    catalogue = prepare(roles)
    answers = {f"own {number}": 3 if number == 3 else 0 for number in range(6)}
    first = assess(catalogue, {**answers, "shared": 0}, goals={"R6"})
    then = assess(catalogue, {**answers, "shared": 0, "own 6": 2}, goals={"R6"})

    assert GOAL > 1
    assert (first.question.skill, first.question.goal) == ("own 6", "R6")
    assert then.question is None


def test_goal_that_is_no_role_asks_nothing(roles):
    assert assess(prepare(roles), {}, goals={"Nobody"}) == assess(prepare(roles), {})


def test_present_role_goes_first_as_long_as_answers_do_not_speak_against_it(roles):
    catalogue = prepare(roles)

    assert assess(catalogue, {"own 2": 0}, present="R5").top[0] == "R5"
    assert assess(catalogue, {"own 5": 0, "own 2": 3}, present="R5").top[0] == "R2"


def test_steady_counts_the_last_answers_that_left_the_same_five(roles):
    catalogue = prepare(roles)
    answers = {"own 6": 3, "own 5": 3, "own 4": 3, "own 3": 3, "own 2": 3}

    assert assess(catalogue, answers).steady == 0
    assert assess(catalogue, {**answers, "own 0": 0, "own 1": 0}).steady == 2


def test_catalogue_is_made_anew_when_content_changes(roles):
    changed = {**roles, "R6": (need("own 6", level=5),)}

    assert catalogue_of(tuple(roles.items())) is catalogue_of(tuple(roles.items()))
    assert catalogue_of(tuple(changed.items())) == prepare(changed)


def test_top_five_hold_after_few_answers_for_persons_drawn_from_the_shipped_roles():
    """The simulation on a twelfth of the bench's persons, with room for chance."""
    roles = bench.shipped()
    held = bench.simulate(roles, bench.KINDS[1], bench.adaptive, persons=44)
    weighed = bench.simulate(roles, bench.KINDS[1], bench.by_weight, persons=44)

    assert sum(one.exact <= 12 for one in held) >= 0.66 * 44
    assert sum(one.exact <= 16 for one in held) >= 0.88 * 44
    assert sorted(one.exact for one in held)[22] <= 10
    assert sorted(one.exact for one in weighed)[22] > 12
