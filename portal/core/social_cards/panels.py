"""The picture beside the text of a card: data, drawn."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple, Protocol

from portal.core.palette import LIGHT
from portal.core.social_cards.canvas import Box, Canvas, curve
from portal.core.social_cards.shapes import hexagon, shape_of
from portal.core.social_cards.typesetting import (
    SANS,
    SANS_BOLD,
    SERIF,
    cut,
    drawn_width,
    fit,
    known,
)

LABEL = 26  # the size of most text in a panel
HIGHEST_LEVEL = 5
ROWS = 5
MOST_MARKS = 400


class Panel(Protocol):
    def draw(self, canvas: Canvas, box: Box, hue: str) -> None: ...


class Bars(NamedTuple):
    """Skills with the level required of each, from 1 to 5."""

    heading: str
    rows: Sequence[tuple[str, int]]

    def draw(self, canvas: Canvas, box: Box, hue: str) -> None:
        left, top, right, _ = _headed(canvas, box, self.heading)
        gap, cell = 6, (right - left - 4 * 6) / HIGHEST_LEVEL
        for label, level in self.rows[:ROWS]:
            canvas.text((left, top), cut(label, SANS, LABEL, right - left - 40), *_label())
            _right_aligned(canvas, right, top, str(level))
            for n in range(HIGHEST_LEVEL):
                x = left + n * (cell + gap)
                fill = hue if n < level else LIGHT["rule"]
                canvas.rectangle((round(x), top + 37, round(x + cell), top + 51), fill)
            top += 72


class Connections(NamedTuple):
    """Topics linked to the card's topic; strategies are filled, challenges outlined."""

    heading: str
    titles: Sequence[str]
    is_challenge: bool  # what the card is about
    footer: str = ""

    def draw(self, canvas: Canvas, box: Box, hue: str) -> None:
        left, top, right, foot = _headed(canvas, box, self.heading)
        shown = self.titles[:ROWS]
        row = min(76, (foot - 40 - top) / (len(shown) or 1))
        middle = top + 20 + row * (len(shown) - 1) / 2
        for n, title in enumerate(shown):
            y = top + 20 + row * n
            canvas.line(curve((left + 14, middle), (left + 64, y)), LIGHT["edge"], 2)
            _node(canvas, (left + 64, y), is_filled=self.is_challenge, hue=hue)
            _, lines = fit(known(title, SANS), SANS, (24,), right - left - 86, most=2)
            for line, text in enumerate(lines):
                at = (left + 86, y - 3 - 13 * len(lines) + 26 * line)
                canvas.text(at, text, SANS, 24, LIGHT["ink"])
        rest = len(self.titles) - len(shown)
        footer = f"And {rest} more. {self.footer}" if rest else self.footer
        footer = cut(footer, SANS, 24, right - left)
        canvas.text((left, foot - 30), footer, SANS, 24, LIGHT["muted"])
        _node(canvas, (left + 14, middle), is_filled=not self.is_challenge, hue=hue)


class Figures(NamedTuple):
    """Numbers, each with what it counts."""

    heading: str
    rows: Sequence[tuple[str, str]]

    def draw(self, canvas: Canvas, box: Box, hue: str) -> None:
        left, top, right, _ = _headed(canvas, box, self.heading)
        for value, what in self.rows[:3]:
            size, lines = fit(known(value, SERIF), SERIF, range(46, 25, -2), right - left, most=1)
            canvas.text((left, top + 46 - size), "".join(lines), SERIF, size, hue)
            _, lines = fit(known(what, SANS), SANS, (24,), right - left, most=2)
            for n, line in enumerate(lines):
                canvas.text((left, top + 56 + 29 * n), line, SANS, 24, LIGHT["muted"])
            top += 124


class Tally(NamedTuple):
    """How often each of a few values occurs, as bars."""

    heading: str
    rows: Sequence[tuple[str, int]]

    def draw(self, canvas: Canvas, box: Box, hue: str) -> None:
        left, top, right, _ = _headed(canvas, box, self.heading)
        most = max((count for _, count in self.rows), default=0) or 1
        for label, count in self.rows[:ROWS]:
            canvas.text((left, top), known(label, SANS), *_label())
            _right_aligned(canvas, right, top, str(count))
            canvas.rectangle((left, top + 37, right, top + 51), LIGHT["rule"])
            end = left + round((right - left) * count / most)
            canvas.rectangle((left, top + 37, end, top + 51), hue)
            top += 72


class Marks(NamedTuple):
    """One mark for each of many things, or for every so many, grouped by kind."""

    heading: str
    marks: Sequence[str]

    def draw(self, canvas: Canvas, box: Box, hue: str) -> None:  # noqa: ARG002 -- each has its own
        left, top, right, foot = _headed(canvas, box, self.heading)
        step = 66
        marks = self.marks[:: ceil(len(self.marks) / MOST_MARKS) or 1]
        while len(marks) > _places(step, right - left, foot - top):
            step -= 2
        across, half, row, column = int((right - left) // step), 0.0, 0, 0
        for mark in marks:
            centre = left + step * (column + 0.5) + half, top + step * (0.5 + row * 0.87)
            canvas.polygon(shape_of(mark, centre, step * 0.74), LIGHT.get(mark, LIGHT["circle"]))
            column += 1
            if column == across - row % 2:
                row, column = row + 1, 0
                half = step / 2 * (row % 2)


def _places(step: int, wide: float, high: float) -> int:
    """In rows that interlock, every second one shorter by one."""
    rows, across = int((high / step - 1) / 0.87) + 1, int(wide // step)
    return rows * across - rows // 2


def _headed(canvas: Canvas, box: Box, heading: str) -> Box:
    """Write the heading; returns the space that is left."""
    left, top, right, foot = box
    text = cut(heading, SANS_BOLD, LABEL, right - left)
    canvas.text((left, top - 5), text, SANS_BOLD, LABEL, LIGHT["ink"])
    return left, top + 48, right, foot


def _label() -> tuple[str, int, str]:
    return SANS, LABEL, LIGHT["ink"]


def _right_aligned(canvas: Canvas, right: float, top: float, text: str) -> None:
    canvas.text((right - drawn_width(text, SANS, LABEL), top), text, SANS, LABEL, LIGHT["muted"])


def _node(canvas: Canvas, at: tuple[float, float], *, is_filled: bool, hue: str) -> None:
    canvas.polygon(hexagon(at, 14), hue if is_filled else LIGHT["paper"])
    if not is_filled:
        canvas.polygon(hexagon(at, 12.5), hue, outline=3)
