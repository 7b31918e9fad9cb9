from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.line_chart import Frame, LineChart, Mark, line_chart
from careers.rules.history import Point

FRAME = Frame(left=10, right=110, top=0, bottom=50)


def test_line_holds_each_value_until_the_next_day_and_the_last_until_today():
    start, end = Point(100, 50), Point(105, 80)

    assert line_chart([start, end], first=100, today=110, most=100, frame=FRAME) == LineChart(
        line="M10.0 25.0H60.0V10.0H110",
        marks=(Mark(10.0, 25.0, start), Mark(60.0, 10.0, end)),
        ticks=(
            Mark(110, 50.0, Point(0, 0)),
            Mark(110, 25.0, Point(0, 50)),
            Mark(110, 0.0, Point(0, 100)),
        ),
    )


def test_line_breaks_where_nothing_may_be_claimed():
    points = [Point(0, 100), Point(5, None), Point(8, 50)]
    picture = line_chart(points, first=0, today=10, most=100, frame=FRAME)

    assert picture.line == "M10.0 0.0H60.0M90.0 25.0H110"
    assert [mark.point.day for mark in picture.marks] == [0, 8]


def test_pictures_of_one_first_day_share_their_axis():
    late = line_chart([Point(8, 50)], first=0, today=10, most=100, frame=FRAME)

    assert [mark.x for mark in late.marks] == [90.0]
    assert late.line == "M90.0 25.0H110"


def test_first_day_that_is_today_stands_at_the_end():
    picture = line_chart([Point(7, 40)], first=7, today=7, most=100, frame=FRAME)

    assert [(mark.x, mark.y) for mark in picture.marks] == [(110, 30)]


def test_middle_is_marked_only_where_it_is_whole():
    assert [mark.point.value for mark in line_chart([], 0, 0, 3, FRAME).ticks] == [0, 3]
    assert [mark.point.value for mark in line_chart([], 0, 0, 1, FRAME).ticks] == [0, 1]
    assert [mark.point.value for mark in line_chart([], 0, 0, 4, FRAME).ticks] == [0, 2, 4]
    assert line_chart([], 0, 0, 4, FRAME).line == ""


@given(
    st.dictionaries(st.integers(0, 400), st.none() | st.integers(0, 100), min_size=1),
    st.integers(0, 401),
)
def test_nothing_is_drawn_outside_the_frame(values, today):
    points = [Point(day, values[day]) for day in sorted(values)]
    picture = line_chart(points, points[0].day, today, 100, FRAME)

    assert all(10 <= mark.x <= 110 and 0 <= mark.y <= 50 for mark in picture.marks)
    assert len(picture.marks) == sum(value is not None for value in values.values())
