import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.lessons import Hours, Lesson, not_taught, reached, total


def lesson(level_from: int, level_to: int) -> Lesson:
    return Lesson("a book", "sql", level_from, level_to, Hours(8, 12), is_free=True)


spans = st.lists(
    st.integers(0, 4).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, 5)))
)


@pytest.mark.parametrize(
    ("span", "levels"),
    [((0, 2), [0, 1]), ((1, 2), [0, 1]), ((1, 4), [0, 1, 2, 3]), ((2, 3), [2]), ((3, 5), [3, 4])],
)
def test_lesson_carries_from_where_it_takes_people_in(span, levels):
    assert [at for at in range(6) if lesson(*span).carries(at)] == levels


@pytest.mark.parametrize(
    ("offered", "far"),
    [
        ([], 0),
        ([(0, 2)], 2),
        ([(0, 2), (3, 5)], 2),
        ([(0, 2), (2, 3), (1, 3)], 3),
        ([(3, 4), (0, 3)], 4),
        ([(0, 5)], 4),
    ],
)
def test_lessons_reach_as_far_as_one_takes_over_from_another(offered, far):
    assert reached([lesson(*span) for span in offered], 0, 4) == far


@given(spans, st.integers(1, 5))
def test_levels_that_are_not_taught_are_those_from_which_nothing_carries(offered, level):
    lessons = [lesson(*span) for span in offered]

    assert not_taught(level, lessons) == [
        at for at in range(level) if reached(lessons, at, level) == at
    ]


def test_total_counts_what_was_estimated():
    assert total([Hours(1, 2), None, Hours(10, 20)]) == (11, 22)
    assert total([]) == (0, 0)
