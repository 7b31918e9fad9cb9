"""How much a file may hold, looked at before anybody tries to understand it.

As much as the largest that a person can take along, so that it always comes back: what grows with
time or holds words is bounded (`MOST_KEPT`); of the rest there is an entry for a row of content,
and there is room for ten times the content that is shipped. To understand a file with a hundred
thousand mistakes takes seconds, to count its entries a few milliseconds.
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
# A string, one that does not end too, or what begins a value that is none: an entry has up to 30.
PART = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[,\[{]', re.DOTALL)
MOST_PARTS = 50 * MOST_IN_ALL
LONGEST_NAME = 60  # of a key, where a sentence names it
CHOOSE = "Choose the one that “Download everything” gave you."
SPLIT = "Split the file and import the parts one after the other."

ESCAPED = 6  # bytes: what JSON writes for a control character, and for no sign more
AROUND = 350  # bytes of an entry without what somebody wrote in it
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
    """What a text in JSON holds, and what of it is too much, in words."""

    held: Any
    excess: list[str]


def has_too_many_parts(text: bytes) -> bool:
    """Said before any of them takes up memory: an empty list of 2 bytes takes 64."""
    return next(islice(PART.finditer(text), MOST_PARTS, None), None) is not None


def look_through(text: bytes) -> Look | None:
    """None for a text that is no JSON."""
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
            f"An entry has {len(pairs):,} keys, and none of ours more than {MOST_KEYS}. {CHOOSE}"
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
        yield f"{total:,} entries are more than the {MOST_IN_ALL:,} that a file may hold. {SPLIT}"
