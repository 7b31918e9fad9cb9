"""The map of the roles as it is drawn, in the units of the picture.

A map is as wide as eight tiles, however few there are, so that tiles keep their size; drawn 60 rem
wide, a unit is a pixel.
"""

from collections.abc import Iterable

from careers.graphics.text_width import wrap_text
from careers.rules.landscape import HexCell

COLUMNS = 8
WIDE, STEP = 112, 97  # from tile to tile: along a row, and from row to row
HALF, SIDE, TIP = 54, 31, 62  # a tile from its middle: to a side, to the ends of a side, to a tip
EDGE = 4  # room for the coast around all of it
SHAPE = f"m0-{TIP} {HALF} {SIDE}v{TIP}l-{HALF} {SIDE}-{HALF}-{SIDE}v-{TIP}z"
LINE, MOST_LINES, WIDEST_LINE = 14, 5, 14
FLAG_TOP, FLAG_HEIGHT, FLAG_LETTER = -61, 17, 7  # a flag on a tile, as wide as its words
MAP_WIDTH = COLUMNS * WIDE + WIDE // 2 + 2 * EDGE


def tile_middle(at: HexCell) -> tuple[int, int]:
    shift = WIDE // 2 if at.row % 2 else 0
    return EDGE + WIDE // 2 + at.column * WIDE + shift, EDGE + TIP + at.row * STEP


def tile_lines(title: str) -> list[tuple[int, str]]:
    """The title in as many lines as it takes, each with how far below the middle it stands."""
    lines = wrap_text(title.replace(" and ", " & "), WIDEST_LINE, MOST_LINES)
    first = 5 - LINE * (len(lines) - 1) // 2
    return [(first + LINE * number, line) for number, line in enumerate(lines)]


def tile_fill(percent: int) -> tuple[int, int]:
    """Where so much of a tile begins, below its middle, when it fills from below; and how high."""
    high = round(2 * TIP * percent / 100)
    return TIP - high, high


def tile_flag(words: str) -> str:
    """The outline of a flag with these words: a box that points down to the title."""
    half = len(words) * FLAG_LETTER // 2 + EDGE
    return f"M-{half} {FLAG_TOP}h{2 * half}v{FLAG_HEIGHT}h-{half - 6}l-6 5-6-5h-{half - 6}z"


def map_height(middles: Iterable[tuple[int, int]]) -> int:
    return max((y for _, y in middles), default=0) + TIP + EDGE


def coast(middles: Iterable[tuple[int, int]]) -> str:
    """The outlines of all tiles as one path."""
    return "".join(f"M{x} {y}{SHAPE}" for x, y in middles)
