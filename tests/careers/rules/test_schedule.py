from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from careers.rules.learning_path import build_plan, hours_of
from careers.rules.lessons import Hours, Lesson, total
from careers.rules.schedule import Span, Weeks, added_hours, schedule
from careers.rules.standing import Gap

spans = [Hours(low, high) for low in range(41) for high in range(low, 3 * low + 1)]
hours = st.lists(
    st.sampled_from(spans),
    min_size=1,
    max_size=12,
)


def test_schedule_puts_one_step_after_the_other():
    assert schedule([Hours(4, 6), Hours(8, 12), Hours(6, 9)], 4) == [
        Span(Weeks(1, 1), Weeks(1, 2)),
        Span(Weeks(2, 3), Weeks(2, 5)),
        Span(Weeks(4, 5), Weeks(5, 7)),
    ]


def test_step_that_adds_no_hours_lies_where_the_one_before_it_ends():
    spans = schedule([Hours(0, 0), Hours(4, 8), Hours(0, 0)], 4)

    assert spans[0] == Span(Weeks(1, 1), Weeks(1, 1))
    assert spans[2] == Span(Weeks(1, 1), Weeks(2, 2))


@given(hours, st.integers(1, 80), st.integers(1, 80))
def test_more_hours_a_week_never_finish_a_step_later(added, one, other):
    few, many = sorted([one, other])

    for slow, fast in zip(schedule(added, few), schedule(added, many), strict=True):
        assert fast.quick.last <= slow.quick.last
        assert fast.careful.last <= slow.careful.last


@given(hours, st.integers(1, 80))
def test_steps_follow_one_another_and_the_last_ends_when_all_hours_are_spent(added, per_week):
    spans = schedule(added, per_week)
    sum_of_all = total(added)

    for pace in (0, 1):
        weeks = [span[pace] for span in spans]
        assert all(1 <= one.first <= one.last for one in weeks)
        assert all(
            one.last <= next_.last and one.first <= next_.first for one, next_ in pairwise(weeks)
        )
        assert per_week * weeks[-1].last >= sum_of_all[pace]
        assert per_week * (weeks[-1].last - 1) < max(sum_of_all[pace], 1)
    assert all(span.quick.last <= span.careful.last for span in spans)


def test_hours_are_added_by_the_first_step_that_takes_a_resource():
    gaps = [Gap(skill, skill, 0, 3, importance) for skill, importance in (("a", 5), ("b", 3))]
    both = [Lesson("both", skill, 0, 2, Hours(8, 12), is_free=True) for skill in "ab"]
    further = Lesson("further", "b", 2, 3, Hours(1, 2), is_free=True)
    steps = build_plan(gaps, [], [*both, further])

    assert added_hours(steps) == [Hours(8, 12), Hours(1, 2)]
    assert total(added_hours(steps)) == hours_of(steps)


@given(hours, st.integers(max_value=0))
def test_no_hours_a_week_count_as_one(added, none):
    assert schedule(added, none) == schedule(added, 1)
