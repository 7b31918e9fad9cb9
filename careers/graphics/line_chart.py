"""Values over days as a stepped line; days are whole numbers as in `rules.history`."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.rules.history import Point


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in a picture: where it stands, and what it says."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Frame:
    """The box that a picture is drawn in, in its own units; y grows downwards."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Values over days as a stepped line, in SVG's words: a value holds until the next one."""

    line: str
    marks: tuple[Mark, ...]
    ticks: tuple[Mark, ...]


def draw(points: Sequence[Point], first: int, today: int, most: int, frame: Frame) -> Picture:
    """Draw values from 0 to `most` (at least 1), from the first day of the picture to today.

    No point is before the first day. The line breaks where nothing may be claimed. Everything
    stands at the right end where the first day is today.
    """
    marks = tuple(_mark(point, first, today, most, frame) for point in points)
    known = tuple(mark for mark in marks if mark.point.value is not None)
    return Picture(_line(marks, frame), known, _ticks(most, frame))


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
    """Lines at nothing, the middle where it is whole, and all."""
    values = sorted({0, most} | ({most // 2} if most % 2 == 0 else set()))
    return tuple(_mark(Point(0, value), 0, 0, most, frame) for value in values)
