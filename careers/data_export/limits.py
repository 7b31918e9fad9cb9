"""How much a file may hold, checked before it is parsed.

The limit is as much as the largest download, so that it can always be imported again: whatever
grows with time or holds text is limited (`MOST_KEPT`); of the rest there is one entry per row of
content, with room for ten times the shipped content. Parsing a file with a hundred thousand
mistakes takes seconds, counting its entries a few milliseconds.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from careers.models import Note, OwnLink, SkillProgress
from careers.models.merging import MOST_KEPT

MOST_IN_A_LIST = 10_000  # entries
MOST_IN = {"history": MOST_KEPT["history"]}  # 5,000 changes are one a day for thirteen years
MOST_IN_ALL = 20_000
MOST_KEYS = 50  # of one entry, or of the document
# A string, even one that doesn't end, or the beginning of an invalid value: an entry has up to 30.
PART = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[,\[{]', re.DOTALL)
MOST_PARTS = 50 * MOST_IN_ALL
LONGEST_NAME = 60  # of a key quoted in a message
CHOOSE = "Choose the file you got from “Download everything”."
SPLIT = "Split the file and import the parts one by one."

ESCAPED = 6  # bytes: the most JSON writes for one character, a control character
AROUND = 350  # bytes of an entry without its texts
IN_RESUME = 600  # bytes of a skill there
WRITTEN: dict[str, tuple[Any, list[str]]] = {
    "notes": (Note, ["text"]),
    "skill_progress": (SkillProgress, ["evidence", "evidence_url"]),
    "own_links": (OwnLink, ["url", "title"]),
}
MOST_SIGNS = sum(
    MOST_KEPT[relation] * model._meta.get_field(name).max_length
    for relation, (model, names) in WRITTEN.items()
    for name in names
)
MOST_BYTES = MOST_IN_ALL * AROUND + MOST_IN_A_LIST * IN_RESUME + MOST_SIGNS * ESCAPED


class Look(NamedTuple):
    """What a JSON text holds, and what there is too much of, in words."""

    held: Any
    excess: list[str]


def has_too_many_parts(text: bytes) -> bool:
    """Checked before they take up memory: an empty list of 2 bytes takes 64."""
    return next(islice(PART.finditer(text), MOST_PARTS, None), None) is not None


def look_through(text: bytes) -> Look | None:
    """None for a text that isn't JSON."""
    found: list[str] = []

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if not found:
            found.extend(_malformed(pairs))
        return dict(pairs)

    try:
        held = json.loads(text, object_pairs_hook=as_object)
    except (ValueError, RecursionError):
        return None
    return Look(held, found or list(_long_lists(held) if isinstance(held, dict) else ()))


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _malformed(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    if len(pairs) > MOST_KEYS:
        yield (
            f"An entry has {len(pairs):,} keys, but ours never have more than {MOST_KEYS}. {CHOOSE}"
        )
        return
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        yield f"“{shortened(twice)}” appears twice in one entry. Remove one."


def _long_lists(document: dict[str, Any]) -> Iterator[str]:
    lengths = {name: len(held) for name, held in document.items() if isinstance(held, list)}
    for name, length in lengths.items():
        if length > (most := MOST_IN.get(name, MOST_IN_A_LIST)):
            yield (
                f"{shortened(name)}: {length:,} entries are more than the {most:,} that a list may "
                f"hold. {SPLIT}"
            )
    if (total := sum(lengths.values())) > MOST_IN_ALL:
        yield f"{total:,} entries are more than the {MOST_IN_ALL:,} a file may hold. {SPLIT}"
