"""Letters and smooth shapes on paper."""

from collections.abc import Sequence
from math import ceil, floor

from PIL import Image, ImageDraw

from portal.core.social_cards.typesetting import font

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

FINER = 4  # Pillow draws slanting edges in steps; drawn larger by this factor, they come out smooth


class Canvas:
    def __init__(self, size: tuple[int, int], paper: str) -> None:
        self.image = Image.new("RGB", size, paper)
        self._pen = ImageDraw.Draw(self.image)

    def rectangle(self, box: Box, fill: str) -> None:
        """Up to, but not including, the right and lower edges."""
        left, top, right, bottom = box
        if right > left:
            self._pen.rectangle((left, top, right - 1, bottom - 1), fill=fill)

    def text(self, at: Point, text: str, face: str, size: int, fill: str) -> None:
        self._pen.text(at, text, font=font(face, size), fill=fill)

    def polygon(self, points: Sequence[Point], fill: str, *, outline: float = 0) -> None:
        """Filled, or only an outline this many pixels wide."""
        if outline:
            self.line([*points, points[0], points[1]], fill, outline)
            return
        mask, (left, top) = _mask(points, 0)
        ImageDraw.Draw(mask).polygon(_within(points, left, top), fill=255)
        self._lay(mask, (left, top), fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        mask, (left, top) = _mask(points, width)
        broad = round(width * FINER)
        ImageDraw.Draw(mask).line(_within(points, left, top), fill=255, width=broad, joint="curve")
        self._lay(mask, (left, top), fill)

    def _lay(self, mask: Image.Image, at: tuple[int, int], fill: str) -> None:
        self.image.paste(fill, at, mask.reduce(FINER))


def curve(start: Point, end: Point, steps: int = 24) -> list[Point]:
    """From one point to another, leaving and arriving horizontally."""
    (x, y), (to_x, to_y) = start, end
    shares = [step / steps for step in range(steps + 1)]
    return [(x + (to_x - x) * t, y + (to_y - y) * (3 * t**2 - 2 * t**3)) for t in shares]


def _mask(points: Sequence[Point], margin: float) -> tuple[Image.Image, tuple[int, int]]:
    xs, ys = zip(*points, strict=True)
    left, top = (floor(min(of) - margin) - 1 for of in (xs, ys))
    wide, high = (ceil(max(of) + margin) + 2 for of in (xs, ys))
    return Image.new("L", ((wide - left) * FINER, (high - top) * FINER)), (left, top)


def _within(points: Sequence[Point], left: int, top: int) -> list[Point]:
    return [((x - left) * FINER, (y - top) * FINER) for x, y in points]
