"""The text of a content file, however its editor saved it, or why it can't be read."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path

from portal.core.content.records import ContentError, Problem
from portal.core.file_signatures import kind_of

# UTF-32 comes first: one of its marks begins like one of UTF-16.
OTHER_BOMS = {
    BOM_UTF32_LE: "UTF-32",
    BOM_UTF32_BE: "UTF-32",
    BOM_UTF16_LE: "UTF-16",
    BOM_UTF16_BE: "UTF-16",
}
CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


def read_text(path: Path, shown: str) -> str:
    """The text with one character for each line end and no byte order mark."""
    text = _decode(_bytes(path, shown), shown)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONFLICT.search(text):
        raise _problem(
            shown,
            _line(text, found.start()),
            f"A merge left '{found.group()}' here. Resolve the conflict and remove its markers.",
        )
    return text


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():
            text = "This link leads nowhere. Put back what it names, or remove the link."
        else:
            text = "It is missing. Put it back."
        raise _problem(shown, 1, text) from error
    except IsADirectoryError as error:
        raise _problem(shown, 1, "This is a folder. Rename it, or put a file here.") from error
    except OSError as error:
        text = f"It cannot be read ({error.strerror}). Let the user who loads read it."
        raise _problem(shown, 1, text) from error


def _decode(data: bytes, shown: str) -> str:
    if kind := kind_of(data):
        text = f"This is {kind}. Put a text file here, or remove this one."
        raise _problem(shown, 1, text)
    for bom, name in OTHER_BOMS.items():
        if data.startswith(bom):
            raise _problem(shown, 1, f"This is {name}. Save the file as UTF-8.")
    try:
        text = data.decode("utf-8").lstrip("\ufeff")  # a byte order mark, or two
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _problem(shown, line, "This is not UTF-8. Save the file as UTF-8.") from error
    if "\0" in text:
        raise _problem(
            shown,
            _line(text, text.index("\0")),
            "There is a zero byte here, as in UTF-16. Save the file as UTF-8 without it.",
        )
    return text


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _problem(shown: str, line: int, text: str) -> ContentError:
    return ContentError([Problem(shown, line, "file", text)])
