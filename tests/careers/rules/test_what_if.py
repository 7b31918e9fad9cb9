from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.lessons import Lesson
from careers.rules.matching import Need, explain
from careers.rules.what_if import gains_between, next_levels, ratings_after

SKILLS = tuple("abcdefgh")
ratings = st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 5))
levels_and_importances = st.sampled_from(list(product(range(1, 6), repeat=2)))
needs = st.dictionaries(st.sampled_from(SKILLS), levels_and_importances).map(
    lambda rows: [Need(skill, skill.upper(), *asked) for skill, asked in rows.items()]
)
roles = st.dictionaries(st.integers(1, 9), needs, max_size=5)
lessons = st.lists(
    st.builds(
        lambda skill, start, reach: Lesson(
            "r", skill, start, min(start + reach, 5), None, is_free=True
        ),
        st.sampled_from(SKILLS),
        st.integers(0, 4),
        st.integers(1, 5),
    ),
    max_size=4,
    unique_by=lambda lesson: lesson.skill,
)

PYTHON = Need("python", "Python", level=4, importance=5)
SQL = Need("sql", "SQL", level=2, importance=3)
LAW = Need("law", "Law", level=3, importance=2)


def recomputed(asked, before, after):
    """By the definition alone: what each role of which enough is rated gains in readiness."""
    gains = {}
    for role, needs in asked.items():
        old, new = explain(needs, before).score, explain(needs, after).score
        gain = Fraction(100 * (new.points - old.points), 60 * new.weight or 1)
        if old.is_enough and gain:
            gains[role] = gain
    return gains


def test_next_levels_are_worked_out_as_by_hand():
    engineer = [PYTHON, SQL]
    analyst = [SQL, PYTHON, LAW]
    have = {"python": 2, "sql": 0, "law": 3}
    first, second = next_levels({"engineer": engineer, "analyst": analyst}, have, most=5)

    # SQL brings 3 x 1/2 points of 8 and of 10, Python 5 x 1/4 of them; law is met.
    assert (first.title, first.level, first.readiness) == ("SQL", 1, Fraction(1350, 40))
    assert (second.title, second.level, second.readiness) == ("Python", 3, Fraction(1125, 40))
    assert [(gain.role, gain.points) for gain in first.gains] == [
        ("engineer", Fraction(3, 2)),
        ("analyst", Fraction(3, 2)),
    ]
    assert [(gain.before.readiness, gain.after.readiness) for gain in first.gains] == [
        (31, 50),
        (45, 60),
    ]


def test_next_levels_leave_out_what_is_unrated_met_or_not_asked():
    assert next_levels({"a": [PYTHON, SQL]}, {"sql": 2, "painting": 1}, most=5) == []


def test_next_levels_claim_nothing_of_a_role_of_which_too_little_is_rated():
    little = {"role": [PYTHON, Need("maths", "Maths", 3, 5), SQL]}

    assert next_levels(little, {"sql": 1}, most=5) == []
    assert next_levels({}, {"sql": 1}, most=5) == []


def test_next_levels_are_at_most_as_many_as_asked_and_tie_by_title():
    needs = [Need(skill, skill.upper(), 4, 3) for skill in "cab"]
    found = next_levels({"role": needs}, dict.fromkeys("abc", 1), most=2)

    assert [one.title for one in found] == ["A", "B"]


@given(roles, ratings)
def test_next_levels_equal_a_recomputation_of_every_candidate(roles, ratings):
    titles = {need.skill for needs in roles.values() for need in needs}
    by_hand = {}
    for skill in titles & ratings.keys():
        if ratings[skill] < 5:
            gains = recomputed(roles, ratings, ratings | {skill: ratings[skill] + 1})
            if gains:
                by_hand[skill] = (ratings[skill] + 1, gains)
    found = next_levels(roles, ratings, most=len(SKILLS))

    assert {
        one.skill: (one.level, {gain.role: gain.readiness for gain in one.gains}) for one in found
    } == by_hand
    assert [one.readiness for one in found] == sorted(
        (sum(gains.values()) for _, gains in by_hand.values()), reverse=True
    )
    assert [gain for one in found for gain in one.gains if gain.readiness <= 0] == []


@given(roles, ratings, lessons)
def test_finishing_a_resource_equals_a_recomputation_and_never_takes_away(roles, ratings, lessons):
    after = ratings_after(ratings, lessons)
    gains = gains_between(roles, ratings, after)

    assert {gain.role: gain.readiness for gain in gains} == recomputed(roles, ratings, after)
    assert after.keys() == ratings.keys()
    assert [skill for skill in ratings if after[skill] < ratings[skill]] == []
    assert [gain for gain in gains if gain.readiness <= 0] == []
    shown = [gain.readiness for gain in gains]
    assert shown == sorted(shown, reverse=True)


@pytest.mark.parametrize(
    ("have", "span", "after"),
    [
        (0, (0, 2), 2),
        (0, (1, 3), 3),  # a lesson for the aware lets in beginners
        (0, (2, 4), 0),
        (1, (2, 4), 1),
        (2, (2, 4), 4),
        (3, (0, 2), 3),
        (5, (3, 5), 5),
    ],
)
def test_ratings_after_a_resource_rise_where_it_lets_the_person_in(have, span, after):
    lesson = Lesson("book", "python", *span, None, is_free=True)

    assert ratings_after({"python": have}, [lesson]) == {"python": after}


def test_ratings_after_a_resource_say_nothing_of_the_unrated():
    lesson = Lesson("book", "python", 0, 3, None, is_free=True)

    assert ratings_after({"sql": 1}, [lesson]) == {"sql": 1}
