from fractions import Fraction

import pytest
from hypothesis import given

from careers.rules.implied import Implied
from careers.rules.matching import Need, explain
from careers.rules.score import ENOUGH_KNOWN, SIXTIETHS, Band, Score
from tests.careers.rules.matches import (
    ANALYST,
    PYTHON,
    SQL,
    STATISTICS,
    WRITING,
    needs,
    ratings,
    some_needs,
)


def test_explain_adds_up_as_by_hand():
    match = explain(ANALYST, {"python": 3, "statistics": 3, "sql": 5, "painting": 4})

    # Python 5 x 3/4, statistics 4 x 3/3, SQL 3 x 2/2, writing not rated
    assert [line.points for line in match.lines] == [Fraction(15, 4), 4, 3, 0]
    assert match.score == Score(
        points=645,  # (3.75 + 4 + 3) x 60
        weight=13,
        known_weight=12,
        implied_weight=0,
        essential_points=465,  # (3.75 + 4) x 60
        essential_weight=9,
        essential_known_weight=9,
        fit=33,  # 5 x 3 + 4 x 3 + 3 x 2, each with a telling weight of 1
    )
    assert match.score.earned == Fraction(43, 4)
    assert match.score.essential_earned == Fraction(31, 4)
    assert match.score.supporting_earned == 3
    assert match.score.readiness == 82  # 10.75 / 13
    assert match.score.essential == 86  # 7.75 / 9
    assert match.score.supporting == 75  # 3 / 4
    assert match.score.known == 92  # 12 / 13
    assert match.score.band == Band.CLOSE  # 86 is less than the 90 of ready


def test_explain_adds_up_with_implied_parts_as_by_hand():
    implied = {"sql": Implied(1, "databases", 3), "python": Implied(5, "pytorch", 5)}
    match = explain(ANALYST, {"statistics": 3, "python": 2}, implied)

    # Python is rated, so that what is implied of it says nothing: 5 x 2/4; statistics 4 x 3/3;
    # SQL is implied, 3 x 1/2; writing is unknown.
    assert [line.points for line in match.lines] == [Fraction(5, 2), 4, Fraction(3, 2), 0]
    assert match.score == Score(
        points=480,  # (2.5 + 4 + 1.5) x 60
        weight=13,
        known_weight=12,
        implied_weight=3,
        essential_points=390,
        essential_weight=9,
        essential_known_weight=9,
        fit=22,  # 5 x 2 + 4 x 3: what is implied adds nothing
    )
    assert (match.score.readiness, match.score.known) == (61, 92)
    assert [line.need for line in match.implied] == [SQL]
    assert match.lines[2].implied == Implied(1, "databases", 3)


def test_explain_sorts_lines_into_matched_missing_and_unknown():
    match = explain(ANALYST, {"python": 3, "statistics": 3, "sql": 0})

    assert [line.need for line in match.matched] == [STATISTICS]
    assert [line.need for line in match.missing] == [PYTHON, SQL]
    assert [line.need for line in match.unknown] == [WRITING]
    assert [line.gap for line in match.lines] == [1, 0, 2, 3]


@pytest.mark.parametrize(
    ("have", "level", "importance", "points"),
    [
        (0, 3, 5, 0),
        (1, 3, 5, Fraction(5, 3)),
        (2, 3, 5, Fraction(10, 3)),
        (3, 3, 5, 5),
        (5, 3, 5, 5),
        (None, 3, 5, 0),
        (4, 5, 1, Fraction(4, 5)),
    ],
)
def test_credit_is_the_share_of_the_level_needed(have, level, importance, points):
    need = Need("a", "A", level, importance)
    [line] = explain([need], {} if have is None else {"a": have}).lines

    assert line.points == points


@given(some_needs, ratings)
def test_next_level_of_a_line_is_what_the_match_computes(needs, ratings):
    lines = [line for line in explain(needs, ratings).lines if line.is_rated and line.have < 5]
    raised = [
        explain([line.need], {line.need.skill: line.have + 1}).lines[0].sixtieths for line in lines
    ]

    assert [line.sixtieths + line.next_sixtieths for line in lines] == raised


@given(needs, ratings)
def test_exact_readiness_is_what_the_shown_one_is_rounded_down_from(needs, ratings):
    score = explain(needs, ratings).score

    assert score.readiness == score.exact // 1


@given(some_needs, ratings)
def test_points_of_the_lines_sum_to_readiness_exactly(needs, ratings):
    match = explain(needs, ratings)
    earned = sum(line.points for line in match.lines)

    assert match.score.earned == earned
    assert match.score.points == earned * SIXTIETHS
    assert match.score.readiness == 100 * earned // match.score.weight


@given(some_needs, ratings)
def test_readiness_is_made_of_essential_and_supporting(needs, ratings):
    match = explain(needs, ratings)
    essential = explain([need for need in needs if need.is_essential], ratings).score
    supporting = explain([need for need in needs if not need.is_essential], ratings).score

    assert match.score.points == essential.points + supporting.points
    assert match.score.weight == essential.weight + supporting.weight
    assert match.score.essential == (essential.readiness if essential.weight else None)
    assert match.score.supporting == (supporting.readiness if supporting.weight else None)


@given(needs, ratings)
def test_percentages_stay_between_0_and_100(needs, ratings):
    score = explain(needs, ratings).score
    shown = (score.readiness, score.known, score.essential or 0, score.supporting or 0)

    assert [value for value in shown if not 0 <= value <= 100] == []


@given(some_needs)
def test_readiness_is_100_only_where_everything_is_met(needs):
    everything = {need.skill: need.level for need in needs}
    almost = everything | {needs[0].skill: needs[0].level - 1}

    assert explain(needs, everything).score.readiness == 100
    assert explain(needs, almost).score.readiness < 100


def test_unrated_skill_is_unknown_and_not_zero():
    unknown = explain([PYTHON, SQL], {"sql": 2})
    none = explain([PYTHON, SQL], {"sql": 2, "python": 0})

    assert unknown.score.readiness == none.score.readiness == 37
    assert (unknown.score.known, none.score.known) == (37, 100)
    assert (unknown.score.is_enough, none.score.is_enough) == (False, True)
    assert [line.need for line in unknown.unknown] == [PYTHON]
    assert [line.need for line in unknown.missing] == []
    assert [line.need for line in none.unknown] == []
    assert [line.need for line in none.missing] == [PYTHON]


@given(some_needs)
def test_empty_profile_claims_nothing(needs):
    match = explain(needs, {})

    assert not match.score.is_enough
    assert match.score.known == 0
    assert match.score.fit == 0
    assert match.brought == match.implied == []
    assert match.missing == []
    assert [line.need for line in match.unknown] == needs


@pytest.mark.parametrize(
    ("known_weight", "weight", "is_enough"),
    [(39, 100, False), (40, 100, True), (2, 5, True), (1, 3, False), (0, 0, False)],
)
def test_enough_is_known_from_40_percent(known_weight, weight, is_enough):
    score = Score(0, weight, known_weight, 0, 0, 0, 0, 0)

    assert score.is_enough is is_enough


@given(some_needs, ratings)
def test_less_than_40_percent_rated_is_never_enough(needs, ratings):
    match = explain(needs, ratings)
    rated = sum(need.importance for need in needs if need.skill in ratings)
    whole = sum(need.importance for need in needs)

    assert match.score.is_enough is (Fraction(rated, whole) >= Fraction(ENOUGH_KNOWN, 100))


def test_role_without_needs_matches_nothing_and_nobody():
    match = explain([], {"python": 5})

    assert match.lines == ()
    assert match.settling == []
    assert not match.score.is_enough
    assert (match.score.readiness, match.score.known, match.score.rank) == (0, 0, 0)
    assert (match.score.essential, match.score.supporting) == (None, None)


def test_essential_is_none_where_nothing_is_essential():
    score = explain([SQL, WRITING], {"sql": 2, "writing": 3}).score

    assert (score.essential, score.supporting, score.readiness) == (None, 100, 100)
    assert score.band == Band.READY


def test_supporting_is_none_where_everything_is_essential():
    score = explain([PYTHON, STATISTICS], {"python": 4, "statistics": 3}).score

    assert (score.essential, score.supporting, score.readiness) == (100, None, 100)


@pytest.mark.parametrize(("importance", "is_essential"), [(3, False), (4, True), (5, True)])
def test_need_is_essential_from_importance_4(importance, is_essential):
    assert Need("a", "A", 3, importance).is_essential is is_essential
