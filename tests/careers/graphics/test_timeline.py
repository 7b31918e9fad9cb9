import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.timeline import NARROWEST_BAR, bar_of
from careers.rules.schedule import Weeks


@pytest.mark.parametrize(
    ("weeks", "bar"),
    [(Weeks(1, 4), (0, 100)), (Weeks(1, 1), (0, 25)), (Weeks(3, 4), (50, 50))],
)
def test_bar_covers_its_weeks(weeks, bar):
    assert bar_of(weeks, 4) == bar


def test_week_of_a_long_plan_is_still_seen():
    assert bar_of(Weeks(1000, 1000), 1000) == (100 - NARROWEST_BAR, NARROWEST_BAR)
    assert bar_of(Weeks(1000, 1000), 1000).end == 100


@given(st.lists(st.integers(1, 5_000), min_size=3, max_size=3).map(sorted))
def test_bar_stays_in_the_picture(weeks):
    first, last, length = weeks
    bar = bar_of(Weeks(first, last), length)

    assert bar.x >= 0
    assert bar.width >= NARROWEST_BAR
    assert bar.end <= 100
