from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.forms.questions import WORK
from careers.rules.implied import links_by_skill
from careers.rules.matching import explain
from careers.rules.needs import Alternative, Need, need_of
from careers.rules.posterior import Told, believe, prior
from careers.rules.prerequisites import Link
from careers.rules.question_catalogue import Origin, prepare
from careers.rules.questions import GOAL, assess, new_to_ask
from careers.rules.work_branches import WORK_BRANCHES
from tests.bench.persons import HOLDERS, OUTSIDE, drawn, drawn_from, shipped
from tests.bench.questions import WAYS, outcome

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
    told = Told(come_from=f"Role {present}")
    found = assess(catalogue, answers, goals, told)
    askable = {need.skill for needs in roles.values() for need in needs}
    had = {skill for skill, level in answers.items() if level}
    question = found.question

    assert found == assess(prepare(roles), dict(answers), goals, told)
    assert question is None or question.skill in askable - answers.keys()
    assert question is None or question.goal is None or question.goal in goals
    named = {*found.top, *found.close}
    if question and question.more:
        named |= {question.more.role, question.less.role}
    assert all(had & {need.skill for need in roles[role]} for role in named)
    assert not set(found.top) & set(found.close)
    if not found.top:
        assert (found.close, found.steady) == ((), 0)


@given(roles_asked, st.lists(st.sampled_from([None, 0, 1, 2, 3, 4, 5]), min_size=10, max_size=10))
def test_with_every_skill_rated_or_skipped_there_is_nothing_to_ask(roles, given_levels):
    answers = dict(zip(SKILLS, given_levels, strict=True))

    assert assess(prepare(roles), answers, goals=set(roles)).question is None


@given(roles_asked, st.lists(st.integers(0, 5), min_size=10, max_size=10))
def test_with_every_skill_rated_the_order_is_that_of_the_match(roles, given_levels):
    answers = dict(zip(SKILLS, given_levels, strict=True))
    catalogue = prepare(roles)
    belief = believe(catalogue, answers, prior(catalogue, Told()))
    ranks = [explain(roles[catalogue.roles[role]], answers).score.rank for role in belief.order()]

    assert len(ranks) == len(roles)
    assert ranks == sorted(ranks)


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
    """Whether A is among the first five hangs on x; B to F are told apart by nothing else."""
    others = {name: (need("y"), need("x", 1)) for name in "BCDEF"}
    roles = {"A": (need("y", importance=2), need("x", 4))} | others
    question = assess(prepare(roles), {"y": 3}).question

    assert question.skill == "x"
    assert (question.more.role, question.more.level, question.less.level) == ("A", 4, 1)


def test_question_names_no_role_of_which_nothing_positive_is_known(roles):
    question = assess(prepare(roles), {"own 2": 0, "own 3": 0}).question

    assert (question.more, question.less) == (None, None)


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

    assert assess(catalogue, {"own 2": 1, "own 5": 2}, told=Told("R5")).top[0] == "R5"
    assert assess(catalogue, {"own 5": 0, "own 2": 3}, told=Told("R5")).top[0] == "R2"


def test_steady_counts_the_last_answers_that_left_the_same_five(roles):
    catalogue = prepare(roles)
    answers = {"own 6": 3, "own 5": 3, "own 4": 3, "own 3": 3, "own 2": 3}

    assert assess(catalogue, answers).steady == 0
    assert assess(catalogue, {**answers, "own 0": 0, "own 1": 0}).steady == 2


NURSE = Origin("nurse", "health", {"shared": 3, "own 4": 2})
BAKER = Origin("baker", "trades", {"own 5": 3})


def test_who_comes_from_an_occupation_is_asked_what_is_typical_of_it(roles):
    catalogue = prepare(roles, [NURSE, BAKER])
    nurse, baker = (assess(catalogue, {}, told=Told(slug)).question for slug in ("nurse", "baker"))

    assert (nurse.skill, nurse.is_typical) in {("shared", True), ("own 4", True)}
    assert (baker.skill, baker.is_typical) == ("own 5", True)


def test_what_somebody_does_makes_its_kinds_likelier():
    roles = {"A": (need("python"),), "B": (need("teaching"),)}
    catalogue = prepare(roles, [NURSE, Origin("teacher", "education", {"teaching": 4})])

    def likeliest(*ticked):
        return next(iter(believe(catalogue, {}, prior(catalogue, Told(ticked=ticked))).likely))

    assert likeliest("code", "it") == catalogue.kinds["A"]
    assert likeliest("teaching", "education") == catalogue.kinds["teacher"]
    assert prior(catalogue, Told()) == [0.0] * len(catalogue.kinds)


def test_branches_name_shipped_skills_and_words_for_each():
    asked = {skill for needs in shipped().roles.values() for need in needs for skill in need.skills}

    for branch in WORK_BRANCHES:
        assert asked.issuperset(branch.skills), branch.key
    assert [key for key, _ in WORK] == [branch.key for branch in WORK_BRANCHES]


def test_what_is_familiar_counts_for_something_but_is_asked_on(roles):
    catalogue = prepare(roles)
    found = assess(catalogue, {"own 2": 1}, told=Told(familiar={"own 4"}))

    assert set(found.top) == {"R2", "R4"}
    assert found.question.skill != "own 2"


def test_new_skills_to_mark_are_those_most_worth_asking(roles):
    catalogue = prepare(roles)
    shown = new_to_ask(catalogue, {"own 3": 0}, goals={"R6"})

    assert shown[0] == "own 6"
    assert "own 3" not in shown
    assert len(shown) == 7
    assert new_to_ask(catalogue, {f"own {number}": 0 for number in range(6)}) == ()


def test_skill_of_a_choice_that_was_skipped_is_not_shown_again_as_new(roles):
    clouds = need_of([Alternative(one, one.upper()) for one in ("aws", "azure")], 3, 5)
    catalogue = prepare(roles | {"Architect": (clouds,)})
    shown = new_to_ask(catalogue, {"aws": None}, goals={"Architect"})

    assert "aws" not in shown
    assert "azure" in shown


def test_implied_skills_of_a_goal_are_not_asked_for_its_sake():
    goal = {
        "Goal": (need("base", importance=5), need("top", importance=5), need("c", importance=5))
    }
    roles = goal | {"Other": (need("d"),)}
    links = links_by_skill([Link("top", "base", 2)])

    def asked_for_goal(answers):
        question = assess(prepare(roles, links=links), answers, goals={"Goal"}).question
        return question is not None and question.goal == "Goal"

    assert asked_for_goal({"top": 0})
    assert not asked_for_goal({"top": 3})


@pytest.mark.parametrize(("way", "least"), [(WAYS[0], 0.75), (WAYS[3], 0.65)])
def test_top_five_hold_after_few_answers_for_people_from_occupations(way, least):
    """The simulation on a few of the bench's persons, with room for chance."""
    content = shipped()
    catalogue = content.catalogue()
    persons = [drawn_from(content, OUTSIDE[0], number) for number in range(1, 172, 9)]
    outcomes = [outcome(content, catalogue, person, way) for person in persons]

    assert sum(one.holds <= 12 for one in outcomes) >= least * len(persons)
    assert sum(one.known >= 2 / 3 for one in outcomes) >= 0.9 * len(persons)


def test_top_five_hold_after_few_answers_for_holders_of_roles():
    content = shipped()
    persons = [drawn(content, HOLDERS[1], number) for number in range(1, 44, 2)]
    outcomes = [outcome(content, content.catalogue(), person, WAYS[2]) for person in persons]

    assert sum(one.holds <= 12 for one in outcomes) >= 0.8 * len(persons)
