"""Needs that any of several skills meets, in every rule that looks at needs."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.rules.contrast import contrast
from careers.rules.implied import Implied
from careers.rules.learning_path import stand
from careers.rules.matching import explain
from careers.rules.needs import Alternative, Need, need_of
from careers.rules.posterior import prepare
from careers.rules.questions import assess
from careers.rules.transitions import distance
from careers.rules.what_if import next_levels
from tests.careers.rules.matches import SKILLS, needs_with_choices, ratings

roles = st.dictionaries(st.integers(1, 9), needs_with_choices(), max_size=5)

PYTHON = Need("python", "Python", level=4, importance=5)
CLOUD = need_of(
    [
        Alternative("aws", "AWS"),
        Alternative("azure", "Azure"),
        Alternative("google-cloud", "Google Cloud"),
    ],
    level=3,
    importance=4,
)


def test_the_best_rated_alternative_counts_and_the_line_names_it():
    match = explain([PYTHON, CLOUD], {"python": 4, "azure": 2, "aws": 1})

    # Python 5 x 4/4, cloud 4 x 2/3
    assert [line.points for line in match.lines] == [5, Fraction(8, 3)]
    assert [line.title for line in match.lines] == [
        "Python",
        "Azure, one of AWS, Azure, Google Cloud",
    ]
    assert match.lines[1].skill == "azure"
    assert (match.score.weight, match.score.known_weight) == (9, 9)
    assert match.score.fit == 5 * 4 + 4 * 2


def test_a_choice_is_unknown_only_while_none_of_it_is_rated():
    match = explain([PYTHON, CLOUD], {"python": 4})

    assert [(line.title, line.skill) for line in match.unknown] == [
        ("AWS, Azure or Google Cloud", "aws")
    ]
    assert [line.title for line in explain([CLOUD], {"google-cloud": 0}).missing] == [
        "Google Cloud, one of AWS, Azure, Google Cloud"
    ]


def test_of_equal_alternatives_the_first_listed_counts():
    assert explain([CLOUD], {"google-cloud": 2, "azure": 2}).lines[0].skill == "azure"


def test_what_has_one_skill_left_is_an_ordinary_need():
    assert need_of([Alternative("python", "Python")], 4, 5) == PYTHON


@settings(max_examples=500)
@given(needs_with_choices(), ratings)
def test_a_choice_earns_what_the_best_of_its_skills_would_earn_alone(needs, ratings):
    for line in explain(needs, ratings).lines:
        alone = [
            explain([need_of([one], line.need.level, line.need.importance)], ratings).lines[0]
            for one in line.need.accepted
        ]

        assert line.points == max(one.points for one in alone)
        assert line.fit == max(one.fit for one in alone)
        assert line.counted == max(one.counted for one in alone)
        assert line.is_rated == any(one.is_rated for one in alone)


@settings(max_examples=500)
@given(needs_with_choices(), ratings, st.sampled_from(SKILLS), st.integers(0, 5))
def test_raising_or_adding_a_rating_never_lowers_what_is_counted(needs, ratings, skill, level):
    before = explain(needs, ratings).score
    after = explain(needs, ratings | {skill: max(level, ratings.get(skill, 0))}).score

    assert after.points >= before.points
    assert after.known_weight >= before.known_weight
    assert after.fit >= before.fit


def test_only_while_nothing_is_rated_does_the_highest_implied_alternative_count():
    implied = {"aws": Implied(1, "terraform", 4), "azure": Implied(2, "terraform", 4)}
    [line] = explain([CLOUD], {}, implied).lines

    assert (line.title, line.have) == ("Azure, one of AWS, Azure, Google Cloud", 2)
    assert line.implied == Implied(2, "terraform", 4)
    [rated] = explain([CLOUD], {"google-cloud": 0}, implied).lines
    assert (rated.skill, rated.have, rated.implied) == ("google-cloud", 0, None)


@settings(max_examples=500)
@given(roles, ratings)
def test_next_levels_bring_what_a_recomputation_brings(roles, ratings):
    found = next_levels(roles, ratings, most=len(SKILLS))

    for one in found:
        after = ratings | {one.skill: ratings[one.skill] + 1}
        gains = {}
        for role, needs in roles.items():
            before, then = explain(needs, ratings).score, explain(needs, after).score
            if before.is_enough and then.points > before.points:
                gains[role] = then.exact - before.exact
        assert {gain.role: gain.readiness for gain in one.gains} == gains
    shown = [one.readiness for one in found]
    assert shown == sorted(shown, reverse=True)


@given(needs_with_choices(), needs_with_choices(), ratings)
def test_parts_of_a_contrast_add_up(this, that, ratings):
    both = contrast(explain(this, ratings), explain(that, ratings))

    assert sum(one.difference for one in both.contributions) == both.difference


def test_contrast_pairs_a_choice_with_the_skill_that_counts_for_it():
    azure = Need("azure", "Azure", level=2, importance=3)
    [part] = contrast(explain([azure], {"azure": 2}), explain([CLOUD], {"azure": 2})).contributions

    assert part.title == "Azure, one of AWS, Azure, Google Cloud"
    assert None not in (part.this, part.that)


@given(needs_with_choices())
def test_nothing_is_missing_from_a_role_to_itself(needs):
    assert distance(needs, needs).levels == 0


def test_who_comes_from_a_choice_has_the_first_listed_alone():
    one = [Need("aws", "AWS", 3, 3)]
    other = [Need("azure", "Azure", 3, 3)]

    assert distance([CLOUD], one).score.readiness == 100
    assert distance([CLOUD], other).score.readiness == 0
    assert distance(other, [CLOUD]).score.readiness == 100
    assert [gap.title for gap in distance([], [CLOUD]).gaps] == ["AWS, Azure or Google Cloud"]


@pytest.mark.parametrize(
    ("ratings", "others", "left_out", "step", "instead"),
    [
        ({"aws": 1, "azure": 2}, (), (), "Azure", "AWS or Google Cloud"),
        ({"aws": 1, "azure": 1}, (), (), "AWS", "Azure or Google Cloud"),
        ({"aws": 1, "azure": 1}, ("azure",), (), "Azure", ""),
        ({"aws": 2, "azure": 1}, (), ("aws",), "Azure", "AWS or Google Cloud"),
        ({"aws": 2, "azure": 1}, ("azure",), (), "AWS", "Azure or Google Cloud"),
    ],
    ids=["furthest in", "first listed", "asked anyway", "left out", "furthest before asked"],
)
def test_a_plan_goes_for_one_of_a_choice(ratings, others, left_out, step, instead):
    wanted = [Need(skill, skill.title(), 3, 1) for skill in others]
    standing = stand({"Engineer": [CLOUD], "Other": wanted}, ratings, left_out)
    [gap] = [gap for gap in standing.gaps if gap.importance == 4]

    assert (gap.title, gap.instead) == (step, instead)
    assert standing.left_out == ()


def test_two_goals_with_choices_share_what_both_take():
    google = need_of([Alternative("gcp", "GCP"), Alternative("azure", "Azure")], 4, 2)
    ratings = {"aws": 0, "azure": 0, "gcp": 0}
    standing = stand({"Engineer": [CLOUD], "Analyst": [google]}, ratings)

    assert [(gap.title, gap.level, gap.instead) for gap in standing.gaps] == [("Azure", 4, "")]


def test_a_choice_that_is_met_needs_no_step_even_if_what_met_it_is_left_out():
    met = stand({"Engineer": [CLOUD]}, {"aws": 3, "azure": 1})
    left = stand({"Engineer": [CLOUD]}, {"aws": 3, "azure": 1}, {"aws"})

    assert ([one.title for one in met.met], met.gaps) == (["AWS"], ())
    assert ([one.title for one in left.left_out], left.gaps) == (["AWS"], ())


def test_a_choice_of_which_everything_is_left_out_is_left_out():
    standing = stand({"Engineer": [CLOUD]}, {"azure": 1}, {"aws", "azure", "google-cloud"})

    assert ([one.title for one in standing.left_out], standing.gaps) == (["Azure"], ())


def test_a_choice_with_nothing_rated_is_one_unrated_need():
    [one] = stand({"Engineer": [CLOUD], "Analyst": [CLOUD]}, {}).unrated

    assert one.is_choice
    assert [skill.title for skill in one.accepted] == ["AWS", "Azure", "Google Cloud"]


@given(roles, ratings, st.sets(st.sampled_from(SKILLS)))
def test_a_plan_asks_for_no_more_skills_than_there_are_needs(roles, ratings, left_out):
    goals = {str(role): needs for role, needs in roles.items()}
    standing = stand(goals, ratings, left_out)
    parts = [*standing.gaps, *standing.met, *standing.unrated, *standing.left_out]

    assert len(parts) <= sum(len(needs) for needs in roles.values())
    assert len({one.skill for one in parts}) == len(parts)
    assert not {gap.skill for gap in standing.gaps} & left_out


def asked_until_the_end(roles, levels):
    answers = {}
    while question := assess(prepare(roles), answers, goals=set(roles)).question:
        assert question.skill not in answers
        answers[question.skill] = levels.get(question.skill)
    return list(answers)


def test_questions_stop_asking_of_a_choice_once_one_is_met():
    assert asked_until_the_end({"Engineer": [CLOUD]}, {"aws": 3}) == ["aws"]


def test_questions_go_on_to_the_next_of_a_choice_while_none_is_met():
    assert asked_until_the_end({"Engineer": [CLOUD]}, {"azure": 4})[:2] == ["aws", "azure"]


def test_a_question_says_what_would_do_as_well():
    question = assess(prepare({"Engineer": [CLOUD], "Other": [PYTHON]}), {}, ["Engineer"]).question

    assert (question.title, question.instead) == ("AWS", "Azure or Google Cloud")


@settings(max_examples=100)
@given(roles, ratings)
def test_questions_come_to_an_end_and_never_ask_twice(roles, ratings):
    asked = asked_until_the_end(roles, ratings)

    assert set(asked) <= {skill for needs in roles.values() for n in needs for skill in n.skills}


@settings(max_examples=200)
@given(roles, st.lists(st.integers(0, 5), min_size=len(SKILLS), max_size=len(SKILLS)))
def test_with_every_skill_rated_the_first_is_that_of_the_match(roles, levels):
    answers = dict(zip(SKILLS, levels, strict=True))
    roles = {title: needs for title, needs in roles.items() if needs}
    top = assess(prepare(roles), answers).top
    ranks = {role: explain(needs, answers).score.rank for role, needs in roles.items()}

    assert [ranks[role][1] for role in top] == pytest.approx(
        sorted(rank for _, rank in ranks.values())[: len(top)]
    )
