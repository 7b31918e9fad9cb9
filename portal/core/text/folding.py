"""Folds texts that differ only in how they are typed: case, accents, dashes, invisible characters.

`folded` and `words_in` are for finding and treat much as the same; `same_title` is for telling
titles apart and treats only what looks the same as the same. `folded_fields` stores texts in this
form: if you change a rule here, add a migration that rewrites them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from portal.core.text.confusables import in_latin
from portal.core.text.invisible_characters import is_invisible

MOST_OF_A_TITLE = 300  # letters compared: PostgreSQL's index has a maximum length

# Accents of Latin, Greek and Cyrillic, points of Hebrew, short vowels of Arabic and its tatweel.
# Marks of other scripts are letters: without them, an Indic word is a different word.
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]"
)
# Letters that Unicode keeps apart, though people type these to find them.
PLAIN_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}  # noqa: RUF001
PLAIN_LETTERS |= {"æ": "ae", "œ": "oe", "þ": "th", "ŀ": "l"}
APOSTROPHES = "'‘’‚‛ʹʻʼʽˈ′´`＇"  # noqa: RUF001 -- all that people type for one
QUOTES = '"“”„‟«»″〝〞〟'
BREAKS = "—―⸺⸻"  # dashes that don't join anything
MORE_DASHES = "−⁃﹘﹣－"  # noqa: RUF001 -- the minus and others that Unicode calls no dash

# Written without spaces, so a word may begin at any letter.
SPACELESS = (
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
LETTER = rf"(?!{SPACELESS})(?:[^\W_]|[\u0900-\u0dff\u0f00-\u0fff\u1700-\u18af\ua800-\uaaff])"
# What distinguishes C#, C++, F# and .NET is part of the word.
PIECE = re.compile(
    rf"{SPACELESS}|(?:(?<![^\W_])(?<!\.)\.(?=[^\W\d_]))?(?:{LETTER})+(?:\+\+|[#+](?![^\W_]))?"
)
LONG_WORD = re.compile(r"[^\W_]{4,}")
# Between two pieces: what some people write without a space.
JOINERS = frozenset(["", *"-'./&_+#:@·"])


class Piece(NamedTuple):
    """Letters that belong together, and where in the folded text they are."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """What is written without a space: A/B has two pieces; so do Node.js and machine-learning."""

    pieces: tuple[Piece, ...]

    @property
    def apart(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def as_one(self) -> str:
        return "".join(piece.text for piece in self.pieces).lstrip(".")


def folded(text: str) -> str:
    if text.isascii():
        return text.translate(FOLDED_ASCII)
    return "".join(map(fold_sign, unicodedata.normalize("NFD", text)))  # marks in one order


@lru_cache(maxsize=10_000)
def fold_sign(sign: str) -> str:
    """One character of a text as it is searched: any number of characters, wherever it is."""
    if sign in APOSTROPHES:
        return "'"
    if is_shown_as_nothing(sign):
        return ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(map(_plain, ACCENTS.sub("", apart)))


def _plain(sign: str) -> str:
    if sign.isspace() or sign in BREAKS:
        return " "
    if sign in APOSTROPHES:
        return "'"
    return "-" if is_dash(sign) else PLAIN_LETTERS.get(sign, sign)


def is_shown_as_nothing(sign: str) -> bool:
    is_control = unicodedata.category(sign) in {"Cc", "Cs"}
    return is_invisible(sign) or (is_control and not sign.isspace())


def is_dash(sign: str) -> bool:
    return unicodedata.category(sign) == "Pd" or sign in MORE_DASHES


FOLDED_ASCII = {number: fold_sign(chr(number)) for number in range(128)}


def words_in(text: str) -> Iterator[Word]:
    """The words of a folded text."""
    pieces = [Piece(found[0], found.start(), found.end()) for found in PIECE.finditer(text)]
    numbers: list[int] = []
    for n, piece in enumerate(pieces):
        between = text[pieces[n - 1].end : piece.start] if n else " "
        numbers.append(numbers[-1] if between in JOINERS and n else n)
    for _, group in groupby(zip(numbers, pieces, strict=True), key=itemgetter(0)):
        yield Word(_without_possessive([piece for _, piece in group], text))


def _without_possessive(pieces: list[Piece], text: str) -> tuple[Piece, ...]:
    is_possessive = len(pieces) > 1 and text[pieces[-2].end : pieces[-1].end] == "'s"
    return tuple(pieces[:-1] if is_possessive else pieces)


def same_title(text: str) -> str:
    """What two titles that look the same share.

    Differences of case, invisible characters, spaces and the script a letter is taken from don't
    count. Accents and hyphens do.
    """
    signs = (_title_sign(sign) for sign in unicodedata.normalize("NFKC", text))
    latin = in_latin(" ".join("".join(signs).split()))
    small = unicodedata.normalize("NFKC", latin.casefold()).replace("0", "o")
    return LONG_WORD.sub(_with_one_stroke, small)[:MOST_OF_A_TITLE]


def _with_one_stroke(word: re.Match[str]) -> str:
    """A capital I, a small l and a 1 are the same stroke; LP and IP stay two names."""
    return word[0].replace("i", "l").replace("1", "l")


def _title_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    if is_shown_as_nothing(sign):
        return ""
    if sign in APOSTROPHES:
        return "'"
    if sign in QUOTES:
        return '"'
    return "-" if is_dash(sign) else sign
