from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.sum_bar import sum_bar
from careers.rules.matching import Line, Need

lines = st.builds(
    Line,
    st.builds(Need, st.just("a"), st.just("A"), st.integers(1, 5), st.integers(1, 5)),
    st.none() | st.integers(0, 5),
)


def test_sum_is_drawn_as_its_lines_end_to_end():
    met, unknown = Line(Need("a", "A", 4, 5), 3), Line(Need("b", "B", 3, 4), None)
    picture = sum_bar([met, unknown])

    assert [(one.line, one.start, one.width, one.filled) for one in picture.slices] == [
        (met, 0, 300, 225),
        (unknown, 300, 240, 0),
    ]
    assert (picture.width, picture.filled, picture.unknown) == (540, 225, 240)
    assert (picture.possible, picture.missing) == (465, 75)


@given(st.lists(lines))
def test_slices_leave_no_gap_and_hold_all_points(lines):
    picture = sum_bar(lines)

    assert all(one.start + one.width == other.start for one, other in pairwise(picture.slices))
    assert all(0 <= one.filled <= one.width for one in picture.slices)
    assert picture.width == sum(one.width for one in picture.slices)
    assert picture.filled == sum(line.sixtieths for line in lines)
    assert picture.filled + picture.unknown + picture.missing == picture.width
    assert min(picture.filled, picture.unknown, picture.missing) >= 0
