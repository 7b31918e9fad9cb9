"""All needs of a role as columns on a scale of five, side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from careers.rules.matching import Line

COLUMN, LEVEL_HEIGHT = 10, 10  # in the units of the picture, which is 50 high


class Skyline(NamedTuple):
    """SVG paths: what is there, missing and unknown, and the level each need requires."""

    width: int
    have: str
    missing: str
    unknown: str
    need: str


def draw_skyline(lines: Sequence[Line]) -> Skyline:
    """The essential needs, an empty column, the supporting ones."""
    have: list[str] = []
    missing: list[str] = []
    unknown: list[str] = []
    need: list[str] = []
    x = 0
    for line, before in zip(lines, [None, *lines], strict=False):
        if before and before.need.is_essential and not line.need.is_essential:
            x += COLUMN
        top, had = LEVEL_HEIGHT * line.need.level, LEVEL_HEIGHT * (line.have or 0)
        if had:
            have.append(f"M{x} 50v-{had}h8v{had}z")
        if had < top:
            gap = f"M{x} {50 - had}v-{top - had}h8v{top - had}z"
            (missing if line.is_known else unknown).append(gap)
        need.append(f"M{x} {50 - top}h8")
        x += COLUMN
    return Skyline(x, *map("".join, (have, missing, unknown, need)))
