from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careers.graphics.axis import percent_along, ticks

days = st.dates(date(1990, 1, 1), date(2300, 1, 1)) | st.dates()
lately = st.dates(date(1990, 1, 1), date(2300, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2026, 11, 25), date(2026, 12, 20), ["2 Dec", "9 Dec", "16 Dec"]),
        (date(2026, 11, 25), date(2027, 1, 30), ["9 Dec", "23 Dec", "6 Jan", "20 Jan"]),
        (date(2026, 11, 25), date(2027, 4, 9), ["Dec", "2027", "Feb", "Mar", "Apr"]),
        (date(2026, 9, 25), date(2027, 2, 9), ["Oct 2026", "Nov", "Dec", "2027", "Feb"]),
        (date(2026, 11, 25), date(2027, 11, 9), ["2027", "Apr", "Jul", "Oct"]),
        (date(2026, 11, 25), date(2029, 9, 18), ["2027", "2028", "2029"]),
        (date(2026, 11, 25), date(2042, 1, 1), ["2028", "2032", "2036", "2040"]),
    ],
)
def test_ticks_stand_at_even_steps_with_short_labels(first, last, labels):
    assert [tick.label for tick in ticks(first, last, 5)] == labels


def test_label_near_an_end_is_written_inwards():
    assert [tick.anchor for tick in ticks(date(2026, 12, 20), date(2028, 1, 20), 5)] == [
        "start",
        "middle",
        "middle",
        "middle",
        "end",
    ]


def test_axis_without_a_length_has_no_ticks():
    assert ticks(date(2027, 1, 1), date(2027, 1, 1), 5) == []


def test_day_is_placed_by_its_share_of_the_way():
    assert percent_along(date(2027, 1, 2), date(2027, 1, 1), date(2027, 1, 5)) == 25.0


@given(days, days, st.integers(1, 12))
@example(date.min, date.max, 1)
@example(date(9999, 12, 1), date.max, 1)
@example(date(9998, 1, 1), date.max, 5)
def test_ticks_are_few_in_order_within_the_axis_and_placed_in_order(one, other, most):
    first, last = sorted([one, other])
    found = ticks(first, last, most)

    assert len(found) <= most
    assert all(first < tick.day < last for tick in found)
    assert [tick.x for tick in found] == sorted(tick.x for tick in found)
    assert all(0 <= tick.x <= 100 for tick in found)


@given(lately, st.integers(60, 20_000))
def test_long_axis_has_at_least_two_ticks(first, length):
    assert len(ticks(first, first + timedelta(days=length), 5)) >= 2
