"""Values over days as a stepped line; days are whole numbers, as in `rules.history`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from careers.graphics.axis import ticks
from careers.rules.history import Point

MOST_TICKS = 4  # what a chart holds besides the word "today"
LAST_LABEL = 80  # percent: anything further right would collide with that word


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in a picture: where it is, and what it says."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Frame:
    """The box a picture is drawn in, in its own units; y grows downwards."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over days as a stepped SVG line: a value holds until the next one."""

    line: str
    marks: tuple[Mark, ...]
    ticks: tuple[Mark, ...]


# In the units of the charts' viewBox.
FRAME = Frame(left=34, right=290, top=14, bottom=114)


class DayMark(NamedTuple):
    """A day on the axis the charts share; its label is left out if there is no room."""

    x: float
    label: str


class DayAxis(NamedTuple):
    """From the first day any of the charts shows to today."""

    first: date
    today: date

    @property
    def marks(self) -> list[DayMark]:
        width = (FRAME.right - FRAME.left) / 100
        return [
            DayMark(round(FRAME.left + one.x * width, 1), one.label if one.x < LAST_LABEL else "")
            for one in ticks(self.first, self.today, MOST_TICKS)
        ]

    def chart(self, points: Sequence[Point], most: int) -> LineChart:
        """The values from 0 to `most` (at least 1) on this axis."""
        days = self.first.toordinal(), self.today.toordinal()
        return line_chart(points, *days, most, FRAME)


def line_chart(
    points: Sequence[Point], first: int, today: int, most: int, frame: Frame
) -> LineChart:
    """Draw values from 0 to `most` (at least 1), from the first day of the picture to today.

    No point is before the first day. The line breaks where nothing may be claimed. If the first day
    is today, everything is at the right end.
    """
    marks = tuple(_mark(point, first, today, most, frame) for point in points)
    known = tuple(mark for mark in marks if mark.point.value is not None)
    return LineChart(_line(marks, frame), known, _ticks(most, frame))


def _mark(point: Point, first: int, today: int, most: int, frame: Frame) -> Mark:
    part = (point.day - first) / (today - first) if today > first else 1
    height = (point.value or 0) / most
    return Mark(
        x=round(frame.left + min(part, 1) * (frame.right - frame.left), 1),
        y=round(frame.bottom - height * (frame.bottom - frame.top), 1),
        point=point,
    )


def _line(marks: Sequence[Mark], frame: Frame) -> str:
    ends = [mark.x for mark in marks[1:]] + [frame.right]
    path = []
    is_drawing = False
    for mark, end in zip(marks, ends, strict=False):
        if mark.point.value is not None:
            path.append(f"V{mark.y}" if is_drawing else f"M{mark.x} {mark.y}")
            path.append(f"H{end}")
        is_drawing = mark.point.value is not None
    return "".join(path)


def _ticks(most: int, frame: Frame) -> tuple[Mark, ...]:
    """Lines at 0, at half if it is whole, and at the maximum."""
    values = sorted({0, most} | ({most // 2} if most % 2 == 0 else set()))
    return tuple(_mark(Point(0, value), 0, 0, most, frame) for value in values)
