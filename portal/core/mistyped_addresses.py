"""What a broken path may have meant: copied together with surrounding text, or mistyped.

Plain text in, plain text out. Each result is a guess: only the site knows whether the page exists.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from portal.core.text.folding import folded, words_in
from portal.core.text.invisible_characters import is_invisible

MOST_LAYERS = 3  # of percent-encoding and entities, one inside the other
MOST_SIGNS = 400
MOST_SEGMENTS, MOST_WORDS = 6, 8
MOST_BEFORE = 2  # segments before the path itself, such as a language or the name of another site

QUERY = re.compile(r"[?#&]")
SEPARATOR = re.compile(r"[/\\]+")
AROUND = re.compile(r"^[^\w-]+|[^\w-]+$")
BETWEEN = re.compile(r"[^a-z0-9]+")
SCHEME = re.compile(r"https?:?", re.IGNORECASE)
INDEX = re.compile(r"(?:index|default)\.\w{1,5}", re.IGNORECASE)
EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|md|json|xml|txt|pdf)$", re.IGNORECASE)


def readings(path: str) -> Iterator[str]:
    """Paths with a slash at both ends, the likeliest first, possibly with duplicates.

    First the whole path, with its letters as they are, then as the site writes its own; then
    without the last word, the last segment, the first.
    """
    segments = _segments(path)
    yield _joined(segments)
    words = [one for one in (BETWEEN.split(folded(one)) for one in segments) if any(one)]
    for start in range(min(len(words), MOST_BEFORE + 1)):
        for end in range(len(words), start, -1):
            *before, last = ([w for w in one if w] for one in words[start:end])
            for count in range(len(last), 0, -1):
                yield _joined("-".join(one) for one in [*before, last[:count]])


def last_words(path: str) -> str:
    """The end of a path as words to search for: /roles/data-engineer/ gives data engineer."""
    segments = reversed(SEPARATOR.split(unescape(unquote(path))))
    return next(filter(None, map(_words, segments)), "")[:100]


def _words(segment: str) -> str:
    text = folded(segment).replace("-", " ")
    return " ".join(text[one.pieces[0].start : one.pieces[-1].end] for one in words_in(text))


def tidied(segment: str) -> str:
    """Part of a path without the text around it; its letters stay as they are."""
    return AROUND.sub("", _visible(segment))


def _segments(path: str) -> list[str]:
    text = path[:MOST_SIGNS]
    for _ in range(MOST_LAYERS):
        text = unescape(unquote(text))
    text = QUERY.split(_visible(text))[0]
    tidy = map(tidied, SEPARATOR.split(text))
    segments = [EXTENSION.sub("", one) for one in tidy if one and not INDEX.fullmatch(one)]
    if segments and SCHEME.fullmatch(segments[0]):
        del segments[:2]  # the scheme and host of an absolute address
    return segments[:MOST_SEGMENTS]


def _visible(text: str) -> str:
    """Without invisible characters, and with every dash a hyphen."""
    signs = unicodedata.normalize("NFKC", text)
    seen = (sign for sign in signs if not is_invisible(sign) and sign.isprintable())
    return "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in seen)


def _joined(segments: Iterable[str]) -> str:
    return "".join(f"/{one}" for one in segments) + "/"
