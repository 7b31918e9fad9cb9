from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.matching import Need, explain
from careers.rules.similarity import (
    TOOLS,
    all_neighbours,
    neighbours,
    rarity,
    similarity,
    similarity_in_words,
)

SKILLS = tuple("abcdefgh")
role_asks = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 25), max_size=8)
catalogues = st.dictionaries(st.integers(1, 9), role_asks, min_size=2, max_size=6)


def test_rarity_is_worked_out_as_by_hand():
    roles = {1: {"python": 9, "sql": 4}, 2: {"python": 1}, 3: {"python": 25, "art": 2}}

    assert rarity(roles) == {"python": log(1 + 3 / 3), "sql": log(1 + 3), "art": log(1 + 3)}


def test_rarity_of_nothing_is_nothing():
    assert rarity({}) == {}
    assert rarity({1: {}}) == {}


def test_similarity_is_the_cosine_worked_out_by_hand():
    a, b = {"x": 3, "y": 4}, {"y": 2, "z": 1}

    # (4 x 2 x 1) / (sqrt(3^2 + 4^2) x sqrt(2^2 + 1^2))
    assert similarity(a, b, {"x": 1, "y": 1, "z": 1}) == pytest.approx(8 / (5 * sqrt(5)))


def test_similarity_counts_rarer_skills_more():
    a = {"common": 5, "rare": 5}
    weight = {"common": log(2), "rare": log(41), "other": log(2)}

    shares_rare = similarity(a, {"rare": 5, "other": 5}, weight)
    shares_common = similarity(a, {"common": 5, "other": 5}, weight)

    assert shares_rare > shares_common


@given(catalogues)
def test_similarity_is_symmetric_to_the_last_digit(roles):
    weight = rarity(roles)

    assert [
        (a, b)
        for a in roles
        for b in roles
        if similarity(roles[a], roles[b], weight) != similarity(roles[b], roles[a], weight)
    ] == []


@given(catalogues)
def test_similarity_does_not_depend_on_the_order_of_skills(roles):
    weight = rarity(roles)
    backwards = {role: dict(reversed(asks.items())) for role, asks in roles.items()}

    assert [
        (a, b)
        for a in roles
        for b in roles
        if similarity(roles[a], roles[b], weight) != similarity(backwards[a], backwards[b], weight)
    ] == []


@given(catalogues)
def test_similarity_lies_between_0_and_1(roles):
    weight = rarity(roles)
    values = [similarity(a, b, weight) for a in roles.values() for b in roles.values()]

    assert [value for value in values if not 0 <= value <= 1] == []


@given(catalogues)
def test_similarity_of_a_role_with_itself_is_1(roles):
    weight = rarity(roles)
    own = [similarity(asks, asks, weight) for asks in roles.values() if asks]

    assert own == pytest.approx([1] * len(own))


@given(catalogues)
def test_similarity_is_0_exactly_where_no_skill_is_shared(roles):
    weight = rarity(roles)

    assert [
        (a, b)
        for a in roles.values()
        for b in roles.values()
        if (similarity(a, b, weight) > 0) != bool(a.keys() & b.keys())
    ] == []


def test_role_that_asks_nothing_is_like_no_other():
    assert similarity({}, {"a": 5}, {"a": 1}) == 0
    assert similarity({}, {}, {}) == 0


@pytest.mark.parametrize(
    ("likeness", "words"),
    [
        (0, "share no skill"),
        (0.01, "hardly alike"),
        (0.05, "a little alike"),
        (0.2, "alike"),
        (0.4, "much alike"),
        (1, "much alike"),
    ],
)
def test_similarity_is_said_in_words(likeness, words):
    assert similarity_in_words(likeness) == words


def test_distance_is_another_question_than_similarity_and_not_symmetric():
    junior = [Need("python", "Python", 2, 5)]
    senior = [Need("python", "Python", 4, 5), Need("design", "Design", 3, 5)]

    up = explain(senior, {need.skill: need.level for need in junior}).score
    down = explain(junior, {need.skill: need.level for need in senior}).score

    assert (up.readiness, down.readiness) == (25, 100)


def test_neighbours_are_the_likest_first_and_never_the_role_itself():
    roles = {
        "engineer": {"python": 20, "cloud": 16},
        "scientist": {"python": 20, "statistics": 16},
        "developer": {"python": 20, "cloud": 12},
        "painter": {"colour": 25},
    }

    assert neighbours("engineer", roles, most=3) == ["developer", "scientist"]
    assert neighbours("engineer", roles, most=1) == ["developer"]
    assert neighbours("painter", roles, most=3) == []


def test_neighbours_of_a_role_that_is_not_among_them_are_none():
    assert neighbours("ghost", {"engineer": {"python": 20}}, most=3) == []


def test_neighbours_keep_the_order_of_roles_where_they_tie():
    asks = {"a": 3, "b": 7, "c": 11, "d": 13}
    backwards = dict(reversed(asks.items()))
    roles = {"one": asks, "two": backwards, "three": asks, "four": backwards}

    assert neighbours("one", roles, most=9) == ["two", "three", "four"]


def test_all_neighbours_are_told_role_by_role():
    asks = {"engineer": {"python": 20}, "developer": {"python": 12}, "painter": {"colour": 25}}

    assert all_neighbours(asks, most=3) == {
        "engineer": ["developer"],
        "developer": ["engineer"],
        "painter": [],
    }


@given(catalogues, st.integers(1, 9))
def test_neighbours_exclude_the_role_itself_and_are_at_most_as_many_as_asked(roles, most):
    found = {role: neighbours(role, roles, most) for role in roles}

    assert [role for role in roles if role in found[role]] == []
    assert [role for role in roles if len(found[role]) > most] == []
    assert [role for role in roles if len(set(found[role])) != len(found[role])] == []


@given(catalogues, st.integers(1, 9), st.sets(st.sampled_from(SKILLS)))
def test_all_neighbours_are_the_neighbours_of_each(roles, most, tools):
    assert all_neighbours(roles, most, tools) == {
        role: neighbours(role, roles, most, tools) for role in roles
    }


def test_tools_count_a_tenth_whatever_their_number_and_rarity():
    """(1 x cosine of the rest + TOOLS x cosine of the tools) / (1 + TOOLS), by hand."""
    weight = dict.fromkeys("xyz", 1) | dict.fromkeys("tuv", 9)
    a, b = {"x": 3, "y": 4, "t": 1, "u": 1}, {"y": 2, "z": 1, "u": 5, "v": 5}
    rest, used = 8 / (5 * sqrt(5)), 1 / 2

    likeness = similarity(a, b, weight, tools={"t", "u", "v"})

    assert likeness == pytest.approx((rest + TOOLS * used) / (1 + TOOLS))


def test_roles_of_tools_alone_are_compared_by_them():
    assert similarity({"t": 3}, {"t": 5}, {"t": 1}, tools={"t"}) == pytest.approx(1)
    assert similarity({"t": 3}, {"u": 5}, {"t": 1, "u": 1}, tools={"t", "u"}) == 0


@given(catalogues, st.sets(st.sampled_from(SKILLS)))
def test_similarity_with_tools_is_symmetric_and_lies_between_0_and_1(roles, tools):
    weight = rarity(roles)
    pairs = [(a, b) for a in roles.values() for b in roles.values()]
    values = [similarity(a, b, weight, tools) for a, b in pairs]

    assert values == [similarity(b, a, weight, tools) for a, b in pairs]
    assert [value for value in values if not 0 <= value <= 1] == []
