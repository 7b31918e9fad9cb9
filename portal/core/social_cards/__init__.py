"""The picture that goes with a link to a page: 1200 by 630 pixels, drawn from the page's data.

The same card always gives the same bytes. Nothing here knows what a role or a topic is.
"""

from io import BytesIO
from typing import NamedTuple

from PIL import Image

from portal.core.palette import LIGHT
from portal.core.social_cards.canvas import Canvas
from portal.core.social_cards.panels import Bars, Connections, Figures, Marks, Panel, Tally
from portal.core.social_cards.shapes import NAME_MARK, shape_of
from portal.core.social_cards.typesetting import SANS, SANS_BOLD, SERIF, cut, fit, known

__all__ = ["SIZE", "Bars", "Card", "Connections", "Figures", "Marks", "Panel", "Tally", "draw_card"]

SIZE = (1200, 630)
SITE = "AI Career Portal"

EDGE, TOP, FOOT = 72, 56, 574  # the left margin, and where things begin and end
COLUMN, PANEL = 600, (756, 168, 1128, FOOT)  # the width of the text; the box of the panel
# The title in two lines, or in three if two would make it too small.
TITLE = ((range(84, 63, -4), 2), (range(72, 47, -4), 3))
COLOURS = 128


class Card(NamedTuple):
    """What a card says. `mark` is the shape of a family; without one, it has the accent colour."""

    title: str
    text: str
    panel: Panel
    eyebrow: str = ""
    mark: str = ""


def draw_card(card: Card) -> bytes:
    """A PNG of about 20 to 40 KB, made in about 50 ms."""
    canvas = Canvas(SIZE, LIGHT["paper"])
    hue = LIGHT.get(card.mark, LIGHT["accent"])
    canvas.rectangle((0, 612, *SIZE), hue)
    _name(canvas)
    _words(canvas, card, hue)
    left, top, right, foot = PANEL
    canvas.rectangle((left - 45, top, left - 43, foot), LIGHT["rule"])
    card.panel.draw(canvas, (left, top, right, foot), hue)
    few = canvas.image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG")
    return file.getvalue()


def _name(canvas: Canvas) -> None:
    """The name mark: filled for what somebody has, an outline for what is missing."""
    for polygon, is_filled in NAME_MARK:
        points = [(EDGE - 7 + 1.7 * x, TOP - 9 + 1.7 * y) for x, y in polygon]
        canvas.polygon(points, LIGHT["accent"], outline=0 if is_filled else 3.5)
    canvas.text((EDGE + 62, TOP + 6), SITE, SANS_BOLD, 30, LIGHT["ink"])


def _words(canvas: Canvas, card: Card, hue: str) -> None:
    left = EDGE
    if card.mark:
        canvas.polygon(shape_of(card.mark, (EDGE + 13, 181), 26), hue)
        left += 38
    canvas.text((left, 163), cut(card.eyebrow, SANS, 27, COLUMN), SANS, 27, LIGHT["muted"])
    size, lines = _title(known(card.title, SERIF) or SITE)
    y = 203.0
    for line in lines:
        canvas.text((EDGE, y), line, SERIF, size, LIGHT["ink"])
        y += size * 1.08
    y += 20 + size / 5
    _, lines = fit(known(card.text, SANS), SANS, (30,), COLUMN, most=int((FOOT - y) // 41))
    for line in lines:
        canvas.text((EDGE, y), line, SANS, 30, LIGHT["muted"])
        y += 41


def _title(title: str) -> tuple[int, list[str]]:
    for sizes, most in TITLE:
        size, lines = fit(title, SERIF, sizes, COLUMN, most=most)
        if " ".join(lines) == title:
            break
    return size, lines
