"""Text that fits: wrapped, made smaller, or cut, using characters the fonts have."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont

SERIF = "serif_pro/files/SourceSerifPro-Semibold.ttf"
SANS = "sans_pro/files/SourceSansPro-Regular.ttf"
SANS_BOLD = "sans_pro/files/SourceSansPro-Semibold.ttf"

NO_CHARACTER = "\uffff"
ELLIPSIS = "…"


@lru_cache(maxsize=64)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    package, _, path = f"font_source_{face}".partition("/")
    letters = BytesIO(files(package).joinpath(path).read_bytes())
    return ImageFont.truetype(letters, size, layout_engine=ImageFont.Layout.BASIC)


def drawn_width(text: str, face: str, size: int) -> float:
    return font(face, size).getlength(text)


def known(text: str, face: str) -> str:
    """The text on one line; characters the font lacks lose their accents or are left out."""
    letters = "".join(_known(letter, face) for letter in " ".join(text.split()))
    return " ".join(letters.split())


def cut(text: str, face: str, size: int, most: float) -> str:
    """The text, or as much of it as fits, with an ellipsis."""
    text = known(text, face)
    if drawn_width(text, face, size) <= most:
        return text
    while text and drawn_width(text + ELLIPSIS, face, size) > most:
        text = text[:-1]
    return text.rstrip(" ,.;:") + ELLIPSIS


def fit(
    text: str, face: str, sizes: Iterable[int], room: float, *, most: int
) -> tuple[int, list[str]]:
    """The largest size at which the text has at most so many lines, and those lines.

    If even the smallest is too large, the last line is cut.
    """
    size, lines = 0, [""]
    for size in sizes:
        lines = wrap(text, face, size, room)
        if len(lines) <= most and all(drawn_width(line, face, size) <= room for line in lines):
            return size, lines
    shown = lines[: max(most, 0)]
    if len(lines) > len(shown) and shown:
        shown[-1] += (
            ELLIPSIS if drawn_width(shown[-1] + ELLIPSIS, face, size) <= room else lines[-1]
        )
    return size, [cut(line, face, size, room) for line in shown]


def wrap(text: str, face: str, size: int, room: float) -> list[str]:
    """Lines of whole words; a word that is too wide gets its own line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and drawn_width(longer, face, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=4096)
def _known(letter: str, face: str) -> str:
    plain = unicodedata.normalize("NFKD", letter)
    for one in (letter, "".join(part for part in plain if not unicodedata.combining(part))):
        if all(_has(face, part) for part in one):
            return one
    return ""


def _has(face: str, letter: str) -> bool:
    if letter.isspace():
        return True
    drawn, missing = (font(face, 32).getmask(one) for one in (letter, NO_CHARACTER))
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))
