"""The shapes of static/icons as polygons: the name mark, and the marks of families."""

from math import cos, pi, sin

from portal.core.social_cards.canvas import Point

Polygon = list[Point]

CROSS = [
    *((5.5, 1.5), (10.5, 1.5), (10.5, 5.5), (14.5, 5.5), (14.5, 10.5), (10.5, 10.5)),
    *((10.5, 14.5), (5.5, 14.5), (5.5, 10.5), (1.5, 10.5), (1.5, 5.5), (5.5, 5.5)),
]
STAR = [
    *((8.0, 0.8), (10.2, 5.6), (15.4, 6.2), (11.5, 9.7), (12.6, 14.9)),
    *((8.0, 12.3), (3.4, 14.9), (4.5, 9.7), (0.6, 6.2), (5.8, 5.6)),
]


def _round(radius: float, corners: int = 48) -> Polygon:
    turns = [2 * pi * corner / corners for corner in range(corners)]
    return [(8 + radius * sin(turn), 8 - radius * cos(turn)) for turn in turns]


# In a 16-unit square.
MARKS: dict[str, Polygon] = {
    "circle": _round(6),
    "square": [(2.75, 2.75), (13.25, 2.75), (13.25, 13.25), (2.75, 13.25)],
    "triangle": [(8.0, 1.8), (15.0, 14.0), (1.0, 14.0)],
    "diamond": [(8.0, 0.8), (15.2, 8.0), (8.0, 15.2), (0.8, 8.0)],
    "hexagon": _round(7, 6),
    "cross": CROSS,
    "star": STAR,
    # Out, and back along the inner edge: one polygon with a hole.
    "ring": [*_round(6.5), (8, 1.5), *reversed(_round(2.7)), (8, 5.3)],
}


def shape_of(mark: str, centre: Point, size: float) -> Polygon:
    """A mark around a point; a circle if there is none of that name."""
    x, y = centre
    scale = size / 16
    return [
        (x + (across - 8) * scale, y + (down - 8) * scale)
        for across, down in MARKS.get(mark, MARKS["circle"])
    ]


def hexagon(centre: Point, radius: float) -> Polygon:
    return shape_of("hexagon", centre, radius * 16 / 7)


# Of three skills, two that somebody has and one that is missing; the last is an outline. In a
# 32-unit square, as in static/icons/favicon.svg.
NAME_MARK = [
    (hexagon((9.9, 11.0), 6.3), True),
    (hexagon((16.0, 21.6), 6.3), True),
    (hexagon((22.1, 11.0), 5.4), False),
]
