from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careers.rules.implied import Implied
from careers.rules.matching import Need, explain
from careers.rules.needs import Alternative, need_of
from careers.rules.score import BANDS, SIXTIETHS, Band, Score
from tests.careers.rules.matches import (
    ANALYST,
    PYTHON,
    SKILLS,
    SQL,
    STATISTICS,
    WRITING,
    ratings,
    some_needs,
)


def score_of(*, essential: int, readiness: int) -> Score:
    """Half the weight essential, so that both percentages can be had."""
    return Score(
        points=readiness * 2 * SIXTIETHS,
        weight=200,
        known_weight=200,
        implied_weight=0,
        essential_points=essential * SIXTIETHS,
        essential_weight=100,
        essential_known_weight=100,
        fit=0,
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


def test_rank_goes_by_fit_and_not_by_readiness():
    roles = {
        "Rare skill": [replace(PYTHON, telling=50), WRITING],  # 50 x 5 x 2
        "Common skill": [replace(SQL, telling=5)],  # 5 x 3 x 2, and everything is met
        "Important common skill": [replace(SQL, telling=5, importance=5)],  # 5 x 5 x 2
        "No rated skill": [WRITING],
    }
    ratings = {"python": 2, "sql": 5}
    scores = {title: explain(needs, ratings).score for title, needs in roles.items()}

    assert {title: score.fit for title, score in scores.items()} == {
        "Rare skill": 500,
        "Common skill": 30,
        "Important common skill": 50,
        "No rated skill": 0,
    }
    assert [scores[title].readiness for title in ("Rare skill", "Common skill")] == [41, 100]
    assert ranked(roles, ratings) == [
        "Rare skill",
        "Important common skill",
        "Common skill",
        "No rated skill",
    ]


def test_rank_counts_levels_up_to_the_one_asked():
    one = [replace(PYTHON, telling=7)]  # asks level 4

    assert [explain(one, {"python": level}).score.fit for level in range(6)] == [
        *(0, 35, 70, 105, 140, 140)
    ]


def test_rank_leaves_out_what_is_implied():
    both = explain([PYTHON, SQL], {"sql": 2}, {"python": Implied(4, "pytorch", 4)})

    assert both.score.fit == explain([SQL], {"sql": 2}).score.fit == 6
    assert [line.need for line in both.brought] == [SQL]


def test_rank_of_a_choice_counts_the_alternative_of_the_most_fit():
    """It need not be the one that counts for the credit: there the highest level does."""
    rare, usual = Alternative("slurm", "Slurm", 90), Alternative("excel", "Excel", 5)
    [line] = explain([need_of([usual, rare], 3, 2)], {"excel": 3, "slurm": 1}).lines

    assert (line.have, line.skill) == (3, "excel")
    assert line.telling == ("Slurm", 90, 2, 1)
    assert line.fit == 90 * 2 * 1


def test_rank_needs_no_least_share_of_the_role_to_be_known():
    roles = {"Long": [PYTHON, STATISTICS, replace(WRITING, telling=9)], "Short": [SQL]}
    ratings = {"writing": 3, "sql": 2}

    assert not explain(roles["Long"], ratings).score.is_enough
    assert ranked(roles, ratings) == ["Long", "Short"]  # 9 x 1 x 3 and 1 x 3 x 2


def test_brought_comes_most_telling_first_and_only_with_a_level():
    needs = [replace(PYTHON, telling=2), replace(SQL, telling=90), STATISTICS]
    match = explain(needs, {"python": 4, "sql": 1, "statistics": 0})

    assert [(line.need.title, line.fit) for line in match.brought] == [("SQL", 270), ("Python", 40)]


def test_rank_leaves_ties_to_the_title():
    roles = {"Zookeeper": [PYTHON], "Analyst": [PYTHON], "Miner": [PYTHON]}

    assert ranked(roles, {"python": 4}) == ["Analyst", "Miner", "Zookeeper"]


@given(st.dictionaries(st.text(), some_needs, min_size=2), ratings)
def test_rank_is_the_same_whatever_the_order_of_roles(roles, ratings):
    backwards = dict(reversed(roles.items()))

    assert ranked(roles, ratings) == ranked(backwards, ratings)


@given(some_needs)
def test_undemanding_role_does_not_come_first_for_who_can_do_all(needs):
    """One that asks less of what another asks, and nothing else, never stands before it."""
    master = dict.fromkeys(SKILLS, 5)
    easier = [replace(needs[0], level=1)]
    assume(sum(need.level for need in needs) > 1)
    roles = {"An undemanding role": easier, "Demanding role": needs}

    assert explain(easier, master).score.readiness == 100
    assert ranked(roles, master) == ["Demanding role", "An undemanding role"]


def test_at_most_counts_what_is_unknown_as_met():
    needs = [Need("python", "Python", 4, 5), Need("sql", "SQL", 2, 3), Need("law", "Law", 1, 2)]
    score = explain(needs, {"python": 2}).score

    assert (score.readiness, score.at_most) == (25, 75)  # 2.5 and 2.5 + 3 + 2 of 10
    assert (score.has_essential_known, score.has_supporting_known) == (True, False)
    assert explain(needs, {"python": 4, "sql": 2, "law": 1}).score.at_most == 100
    implied = explain(needs, {"python": 2}, {"sql": Implied(1, "databases", 3)}).score
    assert (implied.readiness, implied.at_most) == (40, 60)  # 2.5 + 1.5, and 2 of law
    assert implied.has_supporting_known
