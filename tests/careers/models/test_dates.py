from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from careers.models.dates import LAST_DAY, first_day, last_day, later

weeks = st.integers(1, 10**30)


@given(st.dates(), st.integers(0, 10**30))
@example(date.max, 0)
@example(LAST_DAY, 1)
@example(date.min, (LAST_DAY - date.min).days)
def test_day_is_so_much_later_or_the_last_one(day, days):
    found = later(day, days)

    assert found <= LAST_DAY
    assert found == LAST_DAY or found - day == timedelta(days=days)


@given(st.dates(), weeks, weeks)
def test_weeks_follow_one_another_whatever_day_they_begin_on(start, one, other):
    early, late = sorted([one, other])

    assert first_day(start, early) <= last_day(start, early) <= last_day(start, late)
    assert first_day(start, early) <= first_day(start, late)


def test_first_week_is_seven_days_long():
    start = date(2026, 11, 30)

    assert (first_day(start, 1), last_day(start, 1)) == (start, date(2026, 12, 6))
    assert first_day(start, 2) == date(2026, 12, 7)
