# ruff: noqa: RUF001 -- what other scripts have alike is what this file is of
"""Letters of other scripts that nobody can tell from a Latin one.

The single letters among Unicode's confusables (UTS #39) that foreign keyboards and copied text
bring in. Unicode itself treats mathematical and full-width letters as the same.
"""

import re

LATIN = {
    "a": "ɑΑαАаᎪ",
    "b": "ƄΒВЬᏏᏴꞴ",
    "c": "СсᏟᴄꮯ",
    "d": "ԁᎠᏧ",
    "e": "ΕЕеҽᎬꬲ",
    "f": "ϜքẝꞘꞙꬵ",
    "g": "ƍɡԌցᏀᏳᶃ",
    "h": "ΗНһհᎻᏂ",
    "i": "ıƖɩɪΙιІіӀӏᎥꙇꭵ",
    "j": "ͿϳЈјᎫꞲ",
    "k": "ΚКкκᏦ",
    "l": "ǀᏞ",
    "m": "ΜϺМᎷ",
    "n": "Νոռ",
    "o": "ΟοσОоՕօᴏᴑꬽ",
    "p": "ΡρРрᏢ",
    "q": "ԛգզ",
    "r": "ƦгᎡᏒᴦꭇꭈꮁ",
    "s": "ƽЅѕՏᏕᏚꜱꮪ",
    "t": "ΤТтτᎢ",
    "u": "ʋυՍսᴜꞟꭎꭒ",
    "v": "νѴѵᏙᴠꮩ",
    "w": "ɯѡԜԝաᎳᏔᴡꮃ",
    "x": "ΧХхꞳ",
    "y": "ɣʏΥγУуҮүᎩᎽᶌỿꭚ",
    "z": "ΖᏃᴢꮓ",
}
TO_LATIN = str.maketrans({other: letter for letter, others in LATIN.items() for other in others})
WORD = re.compile(r"[^\W\d_]+")


def in_latin(text: str) -> str:
    """The text with every word in Latin letters if it can be read that way.

    A word without a Latin letter counts only if it would read the same in lower case: Greek and
    Cyrillic words resemble Latin ones by chance, and resemble different ones in capitals.
    """
    return WORD.sub(_word_in_latin, text)


def _word_in_latin(found: re.Match[str]) -> str:
    word = found[0]
    latin = word.translate(TO_LATIN)
    if any(letter.isascii() for letter in word):
        return latin
    small = word.lower().translate(TO_LATIN)
    return latin if small.isascii() and small == latin.lower() else word
