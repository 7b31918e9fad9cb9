from graphlib import CycleError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.learning_path import Step, build_plan
from tests.careers.rules.plans import (
    SKILLS,
    gap,
    gap_lists,
    lesson,
    lesson_lists,
    prerequisites,
)


def order(steps: list[Step]) -> list[str]:
    return [step.gap.skill for step in steps]


def test_plan_puts_the_most_urgent_gap_first():
    gaps = [
        gap("d", 0, 3, importance=3),
        gap("c", 1, 3, importance=3),
        gap("b", 1, 3, importance=3),
        gap("a", 0, 5, importance=5),
    ]

    # the most important, then the fewest levels, then by title
    assert order(build_plan(gaps, [], [])) == ["a", "b", "c", "d"]


def test_plan_puts_a_prerequisite_before_a_more_urgent_gap():
    gaps = [gap("models", importance=5), gap("maths", importance=1), gap("talks", importance=4)]

    assert order(build_plan(gaps, [("models", "maths")], [])) == ["talks", "maths", "models"]


def test_plan_honours_a_prerequisite_of_a_skill_that_is_no_gap():
    gaps = [gap("vision", importance=5), gap("maths", importance=1)]
    links = [("vision", "networks"), ("networks", "maths")]

    assert order(build_plan(gaps, links, [])) == ["maths", "vision"]


def test_plan_leaves_out_prerequisites_that_the_role_does_not_ask():
    assert order(build_plan([gap("vision")], [("vision", "maths"), ("art", "colour")], [])) == [
        "vision"
    ]


def test_plan_of_no_gaps_is_empty():
    assert build_plan([], [("a", "b")], [lesson("one", 0, 3)]) == []


def test_plan_with_a_circle_of_prerequisites_is_refused():
    with pytest.raises(CycleError):
        build_plan([gap("a")], [("a", "b"), ("b", "a")], [])


@given(gap_lists, prerequisites, lesson_lists)
def test_plan_has_exactly_one_step_for_each_gap(gaps, links, lessons):
    steps = build_plan(gaps, links, lessons)

    assert sorted(order(steps)) == sorted(one.skill for one in gaps)
    assert {step.gap.skill: step.gap for step in steps} == {one.skill: one for one in gaps}


@given(gap_lists, prerequisites)
def test_plan_has_no_step_before_one_of_its_prerequisites(gaps, links):
    steps = order(build_plan(gaps, links, []))
    needed = set(links)
    for middle in SKILLS:
        needed |= {(a, b) for a, m in needed if m == middle for n, b in needed if n == middle}

    assert [
        (skill, later)
        for place, skill in enumerate(steps)
        for later in steps[place + 1 :]
        if (skill, later) in needed
    ] == []


@given(gap_lists, prerequisites)
def test_plan_always_takes_the_most_urgent_step_that_is_free(gaps, links):
    steps = build_plan(gaps, links, [])
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


@given(gap_lists, prerequisites, lesson_lists, st.randoms(use_true_random=False))
def test_plan_does_not_depend_on_the_order_of_what_it_is_given(gaps, links, lessons, random):
    shuffled = [random.sample(rows, len(rows)) for rows in (gaps, links, lessons)]

    assert build_plan(*shuffled) == build_plan(gaps, links, lessons)
