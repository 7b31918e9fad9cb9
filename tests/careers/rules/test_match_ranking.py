from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careers.rules.matching import Need, explain
from careers.rules.score import BANDS, SIXTIETHS, Band, Score
from tests.careers.rules.matches import (
    ANALYST,
    PYTHON,
    SKILLS,
    ratings,
    some_needs,
)


def score_of(*, essential: int, readiness: int) -> Score:
    """Half the weight essential, so that both percentages can be had."""
    return Score(
        points=readiness * 2 * SIXTIETHS,
        weight=200,
        rated_weight=200,
        essential_points=essential * SIXTIETHS,
        essential_weight=100,
        essential_rated_weight=100,
        used=0,
        own=0,
    )


@pytest.mark.parametrize(
    ("essential", "readiness", "band"),
    [
        (100, 100, Band.READY),
        (90, 80, Band.READY),
        (89, 80, Band.CLOSE),
        (90, 79, Band.CLOSE),
        (70, 60, Band.CLOSE),
        (69, 60, Band.STRETCH),
        (70, 59, Band.STRETCH),
        (40, 35, Band.STRETCH),
        (39, 35, Band.LONG_WAY),
        (40, 34, Band.LONG_WAY),
        (0, 0, Band.LONG_WAY),
    ],
)
def test_band_begins_at_its_thresholds(essential, readiness, band):
    score = score_of(essential=essential, readiness=readiness)

    assert (score.essential, score.readiness) == (essential, readiness)
    assert score.band == band


def test_percentage_just_below_a_threshold_is_rounded_down():
    almost = replace(score_of(essential=90, readiness=80), points=80 * 2 * SIXTIETHS - 1)

    assert almost.readiness == 79
    assert almost.band == Band.CLOSE


@pytest.mark.parametrize(
    ("readiness", "band"), [(90, Band.READY), (89, Band.CLOSE), (69, Band.STRETCH)]
)
def test_band_takes_readiness_for_essential_where_nothing_is_essential(readiness, band):
    score = Score(readiness * SIXTIETHS, 100, 100, 0, 0, 0, 0, 0)

    assert score.band == band


def test_bands_go_down_to_nothing():
    ordered = list(BANDS.values())

    assert list(BANDS) == list(Band)
    assert ordered[-1] == (0, 0)
    assert [pair for pair in pairwise(ordered) if not pair[0] > pair[1]] == []


def test_settling_asks_the_most_important_unrated_skills():
    match = explain(ANALYST, {"writing": 3})  # 1 of 13 rated; Python makes it 6 of 13, 46 %

    assert [line.need for line in match.settling] == [PYTHON]


@given(some_needs, ratings)
def test_settling_is_the_fewest_skills_that_settle(needs, ratings):
    match = explain(needs, ratings)
    asked = [line.need.skill for line in match.settling]
    unknown = [line.need.skill for line in match.unknown]

    assert explain(needs, ratings | dict.fromkeys(asked, 0)).score.is_enough
    fewer = combinations(unknown, len(asked) - 1) if asked else ()
    assert [
        skills
        for skills in fewer
        if explain(needs, ratings | dict.fromkeys(skills, 0)).score.is_enough
    ] == []


def ranked(roles: dict[str, list[Need]], ratings: dict[str, int]) -> list[str]:
    return sorted(roles, key=lambda title: (explain(roles[title], ratings).score.rank, title))


def test_rank_goes_by_readiness_times_use():
    roles = {
        "all ready, little used": [Need("sql", "SQL", 1, 5)],  # 1 x 1/8
        "half ready, half used": [PYTHON, Need("art", "Art", 5, 5)],  # 1/2 x 4/8
        "all ready, all used": [PYTHON, Need("sql", "SQL", 4, 1)],  # 1 x 8/8
    }

    assert ranked(roles, {"python": 4, "sql": 4, "art": 0}) == [
        "all ready, all used",
        "half ready, half used",
        "all ready, little used",
    ]


def test_rank_puts_roles_with_too_little_rated_last_and_the_most_rated_first():
    roles = {
        "enough, nothing met": [Need("a", "A", 5, 5)],
        "a third rated": [Need("b", "B", 1, 1), Need("x", "X", 1, 2)],
        "a fifth rated": [Need("b", "B", 1, 1), Need("x", "X", 1, 4)],
        "none rated": [Need("x", "X", 1, 5)],
        "none asked": [],
    }

    assert ranked(roles, {"a": 0, "b": 5}) == [
        "enough, nothing met",
        "a third rated",
        "a fifth rated",
        "none asked",
        "none rated",
    ]


def test_rank_leaves_ties_to_the_title():
    roles = {"Zookeeper": [PYTHON], "Analyst": [PYTHON], "Miner": [PYTHON]}

    assert ranked(roles, {"python": 4}) == ["Analyst", "Miner", "Zookeeper"]


@given(st.dictionaries(st.text(), some_needs, min_size=2), ratings)
def test_rank_is_the_same_whatever_the_order_of_roles(roles, ratings):
    backwards = dict(reversed(roles.items()))

    assert ranked(roles, ratings) == ranked(backwards, ratings)


@given(some_needs)
def test_undemanding_role_does_not_come_first_for_who_can_do_all(needs):
    master = dict.fromkeys(SKILLS, 5)
    assume(sum(need.level for need in needs) > 1)
    roles = {"An undemanding role": [Need("a", "A", 1, 5)], "Demanding role": needs}

    assert explain(roles["An undemanding role"], master).score.readiness == 100
    assert ranked(roles, master) == ["Demanding role", "An undemanding role"]


def test_at_most_counts_what_is_not_rated_as_met():
    needs = [Need("python", "Python", 4, 5), Need("sql", "SQL", 2, 3), Need("law", "Law", 1, 2)]
    score = explain(needs, {"python": 2}).score

    assert (score.readiness, score.at_most) == (25, 75)  # 2.5 and 2.5 + 3 + 2 of 10
    assert (score.has_essential_rated, score.has_supporting_rated) == (True, False)
    assert explain(needs, {"python": 4, "sql": 2, "law": 1}).score.at_most == 100
