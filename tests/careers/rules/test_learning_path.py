from graphlib import CycleError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.rules.learning_path import Gap, Hours, Lesson, Step, gaps_in, not_taught, plan
from careers.rules.matching import Need, explain

SKILLS = tuple("abcdefgh")


def gap(skill: str, have: int = 0, level: int = 3, importance: int = 3) -> Gap:
    return Gap(skill, skill.upper(), have, level, importance)


def lesson(
    resource: str,
    level_from: int,
    level_to: int,
    *,
    skill: str = "a",
    hours: tuple[int, int] | None = (8, 12),
    is_free: bool = True,
) -> Lesson:
    estimate = Hours(*hours) if hours else None
    return Lesson(resource, skill, level_from, level_to, estimate, is_free)


@st.composite
def gap_lists(draw) -> list[Gap]:
    skills = draw(st.lists(st.sampled_from(SKILLS), unique=True))
    return [
        gap(skill, have, draw(st.integers(have + 1, 5)), draw(st.integers(1, 5)))
        for skill in skills
        for have in [draw(st.integers(0, 4))]
    ]


@st.composite
def lesson_lists(draw) -> list[Lesson]:
    return [
        lesson(
            f"r{number}",
            low,
            draw(st.integers(low + 1, 5)),
            skill=draw(st.sampled_from(SKILLS)),
            hours=draw(st.none() | st.tuples(st.integers(1, 20), st.integers(20, 40))),
            is_free=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 15)))
        for low in [draw(st.integers(0, 4))]
    ]


# each skill needs only skills of later letters, so that there is no circle
prerequisites = st.lists(
    st.tuples(st.sampled_from(SKILLS), st.sampled_from(SKILLS)).filter(
        lambda pair: pair[0] < pair[1]
    )
)


def order(steps: list[Step]) -> list[str]:
    return [step.gap.skill for step in steps]


def resources(steps: list[Step]) -> list[list[str]]:
    return [[one.resource for one in step.lessons] for step in steps]


def test_gaps_are_what_is_rated_below_the_need():
    needs = [Need("sql", "SQL", 3, 5), Need("python", "Python", 4, 4), Need("art", "Art", 2, 1)]
    match = explain(needs, {"sql": 0, "python": 4, "colour": 5})

    assert gaps_in(match) == [Gap("sql", "SQL", have=0, level=3, importance=5)]


def test_plan_puts_the_most_urgent_gap_first():
    gaps = [
        gap("d", 0, 3, importance=3),
        gap("c", 1, 3, importance=3),
        gap("b", 1, 3, importance=3),
        gap("a", 0, 5, importance=5),
    ]

    # the most important, then the fewest levels, then by title
    assert order(plan(gaps, [], [])) == ["a", "b", "c", "d"]


def test_plan_puts_a_prerequisite_before_a_more_urgent_gap():
    gaps = [gap("models", importance=5), gap("maths", importance=1), gap("talks", importance=4)]

    assert order(plan(gaps, [("models", "maths")], [])) == ["talks", "maths", "models"]


def test_plan_honours_a_prerequisite_of_a_skill_that_is_no_gap():
    gaps = [gap("vision", importance=5), gap("maths", importance=1)]
    links = [("vision", "networks"), ("networks", "maths")]

    assert order(plan(gaps, links, [])) == ["maths", "vision"]


def test_plan_leaves_out_prerequisites_that_the_role_does_not_ask():
    assert order(plan([gap("vision")], [("vision", "maths"), ("art", "colour")], [])) == ["vision"]


def test_plan_of_no_gaps_is_empty():
    assert plan([], [("a", "b")], [lesson("one", 0, 3)]) == []


def test_plan_with_a_circle_of_prerequisites_is_refused():
    with pytest.raises(CycleError):
        plan([gap("a")], [("a", "b"), ("b", "a")], [])


@given(gap_lists(), prerequisites, lesson_lists())
def test_plan_has_exactly_one_step_for_each_gap(gaps, links, lessons):
    steps = plan(gaps, links, lessons)

    assert sorted(order(steps)) == sorted(one.skill for one in gaps)
    assert {step.gap.skill: step.gap for step in steps} == {one.skill: one for one in gaps}


@settings(max_examples=500)
@given(gap_lists(), prerequisites)
def test_plan_has_no_step_before_one_of_its_prerequisites(gaps, links):
    steps = order(plan(gaps, links, []))
    needed = set(links)
    for middle in SKILLS:
        needed |= {(a, b) for a, m in needed if m == middle for n, b in needed if n == middle}

    assert [
        (skill, later)
        for place, skill in enumerate(steps)
        for later in steps[place + 1 :]
        if (skill, later) in needed
    ] == []


@given(gap_lists(), prerequisites)
def test_plan_always_takes_the_most_urgent_step_that_is_free(gaps, links):
    steps = plan(gaps, links, [])
    needed = set(links)
    for middle in SKILLS:
        needed |= {(a, b) for a, m in needed if m == middle for n, b in needed if n == middle}
    for place, step in enumerate(steps):
        later = {one.gap.skill for one in steps[place:]}
        free = [
            one.gap
            for one in steps[place:]
            if not any((one.gap.skill, other) in needed for other in later)
        ]

        assert step.gap == min(free, key=lambda one: one.urgency)


@given(gap_lists(), prerequisites, lesson_lists(), st.randoms(use_true_random=False))
def test_plan_does_not_depend_on_the_order_of_what_it_is_given(gaps, links, lessons, random):
    shuffled = [random.sample(rows, len(rows)) for rows in (gaps, links, lessons)]

    assert plan(*shuffled) == plan(gaps, links, lessons)


@given(gap_lists(), lesson_lists())
def test_lessons_carry_from_level_to_level_without_a_hole(gaps, lessons):
    for step in plan(gaps, [], lessons):
        at = step.gap.have
        for one in step.lessons:
            assert one.skill == step.gap.skill
            assert one.level_from <= max(at, 1)
            assert one.level_to > at
            assert at < step.gap.level
            at = one.level_to

        assert step.reached == min(at, step.gap.level)
        assert step.is_complete is (at >= step.gap.level)


@given(gap_lists(), lesson_lists())
def test_lessons_stop_only_where_none_leads_on(gaps, lessons):
    for step in plan(gaps, [], lessons):
        leading_on = [
            one
            for one in lessons
            if one.skill == step.gap.skill
            and one.level_from <= max(step.reached, 1)
            and one.level_to > step.reached
        ]

        assert step.is_complete or leading_on == []


def test_lessons_carry_all_the_way():
    lessons = [lesson("third", 4, 5), lesson("first", 0, 2), lesson("second", 2, 4)]
    [step] = plan([gap("a", 0, 5)], [], lessons)

    assert resources([step]) == [["first", "second", "third"]]
    assert (step.reached, step.is_complete) == (5, True)


@given(lesson_lists(), st.integers(1, 5))
def test_levels_that_are_not_taught_are_those_from_which_no_plan_starts(lessons, level):
    offered = [one for one in lessons if one.skill == "a"]
    stuck = [at for at in range(level) if not plan([gap("a", at, level)], [], offered)[0].lessons]

    assert not_taught(level, offered) == stuck


def test_step_counts_the_hours_that_were_estimated():
    lessons = [
        lesson("one", 0, 2, hours=(12, 20)),
        lesson("two", 2, 4, hours=None),
        lesson("three", 4, 5),
    ]
    [step] = plan([gap("a", 0, 5)], [], lessons)

    assert step.hours == (20, 32)


def test_lessons_are_incomplete_where_resources_stop():
    [step] = plan([gap("a", 0, 5)], [], [lesson("first", 0, 2), lesson("too high", 3, 5)])

    assert resources([step]) == [["first"]]
    assert (step.reached, step.is_complete) == (2, False)


def test_step_without_lessons_stays_where_the_person_is():
    [step] = plan([gap("a", 2, 4)], [], [lesson("other", 0, 5, skill="b")])

    assert step.lessons == ()
    assert (step.reached, step.is_complete) == (2, False)


def test_lessons_for_aware_people_take_in_beginners():
    [step] = plan([gap("a", 0, 3)], [], [lesson("for aware people", 1, 3)])

    assert (resources([step]), step.is_complete) == ([["for aware people"]], True)


def test_lesson_that_goes_beyond_the_need_reaches_the_need():
    [step] = plan([gap("a", 1, 2)], [], [lesson("to the top", 0, 5)])

    assert (step.reached, step.is_complete) == (2, True)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            lesson("z", 0, 3, is_free=False, hours=None), lesson("a", 0, 2), id="carries further"
        ),
        pytest.param(
            lesson("z", 0, 3, hours=None),
            lesson("a", 0, 3, is_free=False, hours=(1, 1)),
            id="is free",
        ),
        pytest.param(
            lesson("z", 0, 3, hours=(9, 9)), lesson("a", 0, 3, hours=(5, 15)), id="is shorter"
        ),
        pytest.param(
            lesson("z", 0, 3, hours=(90, 99)), lesson("a", 0, 3, hours=None), id="is estimated"
        ),
        pytest.param(lesson("a", 0, 3), lesson("z", 0, 3), id="first by name"),
        pytest.param(lesson("a", 0, 4), lesson("z", 0, 5), id="further than needed is no better"),
    ],
)
def test_lesson_is_preferred_that(better, worse):
    for offered in ([better, worse], [worse, better]):
        [step] = plan([gap("a", 0, 3)], [], offered)

        assert step.lessons[0] == better
