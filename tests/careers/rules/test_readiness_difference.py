from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from careers.rules.matching import Need, explain
from careers.rules.readiness_difference import contrast, costliest

SKILLS = tuple("abcdefgh")
ratings = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 5))
levels_and_importances = st.sampled_from(list(product(range(1, 6), repeat=2)))
needs = st.dictionaries(st.sampled_from(SKILLS), levels_and_importances).map(
    lambda rows: [Need(skill, skill.upper(), *asked) for skill, asked in rows.items()]
)

ENGINEER = [Need("python", "Python", 4, 5), Need("cloud", "Cloud", 2, 5)]
ANALYST = [Need("python", "Python", 2, 4), Need("sql", "SQL", 3, 4)]
HAVE = {"python": 2, "cloud": 2, "sql": 0}


def test_contrast_is_worked_out_as_by_hand():
    both = contrast(explain(ENGINEER, HAVE), explain(ANALYST, HAVE))

    # Engineer: 2 1/2 + 5 of 10; analyst: 4 + 0 of 8.
    assert [(one.title, one.difference) for one in both.contributions] == [
        ("Cloud", 50),
        ("Python", -25),
        ("SQL", 0),
    ]
    assert both.difference == 25
    assert [
        (one.this and one.this.earned, one.that and one.that.earned) for one in both.contributions
    ] == [
        (50, None),
        (25, 50),
        (None, 0),
    ]


def test_contrast_names_the_few_that_decide_for_each_role():
    this = [Need(skill, skill.upper(), 5, importance) for importance, skill in enumerate("abcd", 1)]
    that = [Need(skill, skill.upper(), 5, importance) for importance, skill in enumerate("efgh", 1)]
    both = contrast(
        explain(this, dict.fromkeys(SKILLS, 5)), explain(that, dict.fromkeys(SKILLS, 5))
    )

    assert both.difference == 0
    assert [one.title for one in both.deciding(2)] == ["D", "C", "H", "G"]


def test_costliest_are_what_is_missing_or_unknown_in_order():
    match = explain([*ENGINEER, Need("law", "Law", 3, 2)], {"python": 3, "cloud": 2})
    both = contrast(match, explain([], {}))
    shares = [one.this for one in both.contributions]

    assert [(share.line.need.title, share.lost) for share in costliest([None, *shares], 3)] == [
        ("Law", Fraction(200, 12)),
        ("Python", Fraction(125, 12)),
    ]
    assert len(costliest(shares, 1)) == 1


@given(needs, needs, ratings)
def test_contributions_add_up_to_the_difference_exactly(this, that, ratings):
    here, there = explain(this, ratings), explain(that, ratings)
    both = contrast(here, there)
    percent = [
        Fraction(100 * match.score.points, 60 * match.score.weight or 1) for match in (here, there)
    ]

    assert sum(one.difference for one in both.contributions) == both.difference
    assert both.difference == percent[0] - percent[1]


@given(needs, needs, ratings)
def test_contrast_the_other_way_round_is_the_same_with_the_other_sign(this, that, ratings):
    one = contrast(explain(this, ratings), explain(that, ratings))
    other = contrast(explain(that, ratings), explain(this, ratings))

    assert {part.skill: part.difference for part in one.contributions} == {
        part.skill: -part.difference for part in other.contributions
    }


@given(needs, ratings)
def test_a_role_earns_and_loses_all_there_is(needs, ratings):
    shares = [one.this for one in contrast(explain(needs, ratings), explain([], {})).contributions]

    assert sum(share.earned + share.lost for share in shares) == (100 if needs else 0)


@given(needs, ratings)
def test_contrast_of_a_role_with_itself_decides_nothing(needs, ratings):
    match = explain(needs, ratings)

    assert contrast(match, match).deciding(5) == []
