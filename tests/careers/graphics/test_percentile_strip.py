from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.percentile_strip import Segment, Spread, Strip, draw_strip

amounts = st.lists(st.floats(1, 1_000_000), min_size=5, max_size=5).map(sorted)


def test_percentiles_stand_in_percent_of_the_scale():
    spread = Spread(median=120, tenths=(60, 200), quarters=(80, 160))

    assert draw_strip(spread, 200) == Strip(Segment(30, 70), Segment(40, 40), 60)


def test_strip_without_quartiles_has_no_block():
    strip = draw_strip(Spread(median=120, tenths=(60, 200)), 240)

    assert strip == Strip(Segment(25, 58.3), None, 50)


def test_strip_without_both_ends_is_none():
    assert draw_strip(Spread(median=120, quarters=(80, 160)), 240) is None


@given(amounts, st.floats(1, 3))
def test_parts_lie_within_each_other_and_within_the_scale(values, longer):
    p10, p25, median, p75, p90 = values
    strip = draw_strip(Spread(median, (p10, p90), (p25, p75)), p90 * longer)
    most, half = strip.most, strip.half
    rounding = 0.15

    assert 0 <= most.start <= half.start <= strip.median <= 100
    assert strip.median <= half.start + half.width + rounding
    assert half.start + half.width <= most.start + most.width + rounding
    assert most.start + most.width <= 100 + rounding
