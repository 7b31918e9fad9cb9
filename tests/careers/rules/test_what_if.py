from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.implied import implied_by, links_by_skill
from careers.rules.lessons import Lesson
from careers.rules.matching import Need, explain
from careers.rules.prerequisites import Link
from careers.rules.what_if import gains_between, next_levels, ratings_after
from tests.careers.rules.matches import SKILLS, links, needs, ratings

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


def recomputed(asked, before, after, links):
    """By the definition alone: what each role of which enough is known gains in readiness."""
    gains = {}
    for role, of_role in asked.items():
        old, new = (explain(of_role, one, implied_by(one, links)).score for one in (before, after))
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


def test_next_levels_claim_nothing_of_a_role_of_which_too_little_is_known():
    little = {"role": [PYTHON, Need("maths", "Maths", 3, 5), SQL]}

    assert next_levels(little, {"sql": 1}, most=5) == []
    assert next_levels({}, {"sql": 1}, most=5) == []


def test_next_levels_are_at_most_as_many_as_asked_and_tie_by_title():
    needs = [Need(skill, skill.upper(), 4, 3) for skill in "cab"]
    found = next_levels({"role": needs}, dict.fromkeys("abc", 1), most=2)

    assert [one.title for one in found] == ["A", "B"]


def told_and_missing(roles, ratings, links):
    """The skills that a role of which enough is known asks above what they are rated."""
    implied = implied_by(ratings, links)
    matches = [explain(needs, ratings, implied) for needs in roles.values()]
    return {line.need.skill for match in matches if match.score.is_enough for line in match.missing}


@given(roles, ratings, links)
def test_next_levels_equal_a_recomputation_of_every_candidate(roles, ratings, links):
    by_hand = {}
    for skill in told_and_missing(roles, ratings, links):
        raised = ratings | {skill: ratings[skill] + 1}
        by_hand[skill] = (raised[skill], recomputed(roles, ratings, raised, links))
    found = next_levels(roles, ratings, len(SKILLS), links)

    assert {
        one.skill: (one.level, {gain.role: gain.readiness for gain in one.gains}) for one in found
    } == by_hand
    assert [one.readiness for one in found] == sorted(
        (sum(gains.values()) for _, gains in by_hand.values()), reverse=True
    )
    assert [gain for one in found for gain in one.gains if gain.readiness <= 0] == []


def test_the_next_level_of_a_skill_brings_what_it_implies_as_well():
    """Containers are implied by Kubernetes and rise with it; by themselves they are not named."""
    links = links_by_skill([Link("kubernetes", "containers", 4)])
    needs = [Need("kubernetes", "Kubernetes", 4, 5), Need("containers", "Containers", 4, 4)]
    [one] = next_levels({"engineer": needs}, {"kubernetes": 2}, most=5, links=links)

    assert (one.title, one.level) == ("Kubernetes", 3)
    [gain] = one.gains
    assert (gain.before.readiness, gain.after.readiness) == (50, 75)  # 4.5 and 6.75 of 9
    assert next_levels({"engineer": needs}, {"kubernetes": 2}, most=5)[0].readiness < one.readiness


def test_what_is_implied_makes_a_role_known_enough_to_claim_something():
    links = links_by_skill([Link("kubernetes", "containers", 4)])
    needs = [
        Need("kubernetes", "Kubernetes", 4, 2),
        Need("containers", "Containers", 4, 3),
        Need("law", "Law", 4, 5),
    ]

    assert next_levels({"engineer": needs}, {"kubernetes": 2}, most=5) == []
    assert next_levels({"engineer": needs}, {"kubernetes": 2}, most=5, links=links) != []


@given(roles, ratings, lessons, links)
def test_finishing_a_resource_equals_a_recomputation_and_never_takes_away(
    roles, ratings, lessons, links
):
    after = ratings_after(ratings, lessons)
    gains = gains_between(roles, ratings, after, links)
    by_hand = recomputed(roles, ratings, after, links)

    assert {gain.role: gain.readiness for gain in gains} == by_hand
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
