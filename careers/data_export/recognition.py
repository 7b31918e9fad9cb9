"""What kind of file somebody chose, in words, if it isn't a document we can read."""

import json
import re
from typing import Any, Final

from careers.data_export.limits import CHOOSE, shortened
from portal.core.file_signatures import kind_of

FORMAT: Final = "ai-career-portal-profile"
VERSION: Final = 1
BEGINNING = 1_000  # bytes, or characters of text
NOT_OURS = f"This is JSON, but not a file from the portal. {CHOOSE}"
NO_JSON = f"This is not JSON, so it is not a file from the portal. {CHOOSE}"
BLANK = f"This file is empty. {CHOOSE}"
CUT_SHORT = "This file is incomplete: it ends in the middle of line {}. Download it again."
TOO_DEEP = f"This file is nested more deeply than any of ours. {CHOOSE}"
TOO_MUCH = f"This file holds more than any of ours. {CHOOSE}"
OTHER_VERSION = (
    f"version: This portal reads version {VERSION} of its files. Download the file again."
)
LATER_VERSION = (
    "This file was written by a later version of the portal: its version is {}, but this portal "
    f"reads version {VERSION}. Import it where you downloaded it, or once this portal is updated."
)
FOR_OTHERS = f"The portal writes these files for other programs but can't import them. {CHOOSE}"
RESUME = f"This is a résumé (JSON Resume). {FOR_OTHERS}"
CALENDAR = f"This is a calendar. {FOR_OTHERS}"
TABLE = f"This is a table (CSV). {FOR_OTHERS}"
TABLES = (["skill", "slug"], ["what", "title"], ["Step", "Skill"])  # how our headers begin
JSON_BEGINS = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*[{\[]")
JSON_ERROR = re.compile(r"Invalid JSON: (?P<what>.*) at line (?P<line>\d+) column (?P<column>\d+)")


class UnreadableError(Exception):
    """A document that can't be imported; `problems` say where, what is wrong, and what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def in_utf8(data: bytes) -> bytes:
    """The text without a byte order mark; UnreadableError for anything else, or a known format.

    Windows editors save UTF-16, which identifies itself.
    """
    if kind := kind_of(data):
        raise UnreadableError([f"This is {kind}. {CHOOSE}"])
    try:
        text = data.decode(json.detect_encoding(data[:BEGINNING])).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableError([_undecodable(data, error)]) from error
    if words := _other_text(text[:BEGINNING].lstrip()):
        raise UnreadableError([words])
    return text.encode()


def not_ours(held: Any) -> str:
    """What a JSON value is if it isn't a document we can read; empty if it is one."""
    if not isinstance(held, dict):
        return NOT_OURS
    if held.get("format") != FORMAT:
        schema = str(held.get("$schema", ""))[:BEGINNING]
        return RESUME if "basics" in held or "resume" in schema else NOT_OURS
    version = held.get("version")
    if type(version) is not int or version < VERSION:  # True isn't a version
        return OTHER_VERSION
    return LATER_VERSION.format(shortened(str(version))) if version > VERSION else ""


def mistake_in_json(text: bytes, said: str) -> str:
    """A parser's message, in words that help a person."""
    found = JSON_ERROR.match(said)
    if found is None or not JSON_BEGINS.match(text):
        return NO_JSON
    if found["what"].startswith("recursion"):
        return TOO_DEEP
    if found["what"].startswith("EOF"):
        return CUT_SHORT.format(f"{int(found['line']):,}")
    place = f"Line {int(found['line']):,}, column {max(int(found['column']), 1):,}"
    return (
        f"{place} is not JSON ({found['what']}). Correct it there, or choose the file as you "
        "downloaded it."
    )


def _undecodable(data: bytes, error: UnicodeDecodeError) -> str:
    if not JSON_BEGINS.match(data):
        return NO_JSON
    line = data.count(b"\n", 0, error.start) + 1
    if error.reason in {"unexpected end of data", "truncated data"}:
        return CUT_SHORT.format(f"{line:,}")
    return (
        f"Line {line:,} is not UTF-8: an editor has saved the file in another encoding. Save it as "
        "UTF-8, or choose the file as you downloaded it."
    )


def _other_text(beginning: str) -> str:
    """What a text is if it begins like other files of ours; empty for anything else."""
    if not beginning:
        return BLANK
    if beginning.startswith("BEGIN:VCALENDAR"):
        return CALENDAR
    head = [cell.strip('"') for cell in re.split(r"[,;\t]", beginning.splitlines()[0])]
    return TABLE if head[:2] in TABLES else ""
