"""Invisible characters: two texts that differ only by these look the same to everybody."""

import re
import unicodedata

# Those that aren't format characters (category Cf), by name.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
VARIATIONS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or sign in BLANK or bool(VARIATIONS.match(sign))
