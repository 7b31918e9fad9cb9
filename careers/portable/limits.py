"""How much a file may hold, looked at before anybody tries to understand it.

Far above honest use: 5,000 changes are one a day for thirteen years. Understanding a file with a
hundred thousand mistakes takes seconds; to count its entries takes a few milliseconds.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_IN_A_LIST = 5_000  # entries
MOST_IN_ALL = 10_000
MOST_KEYS = 50  # of one entry, or of the document
LONGEST_NAME = 60  # of a key, where a sentence names it
SPLIT = "Split the file and import the parts one after the other."


class Look(NamedTuple):
    """What a text in JSON holds, and what of it is too much, in words."""

    held: Any
    excess: list[str]


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
            f"An entry has {len(pairs):,} keys, and none of ours more than {MOST_KEYS}. "
            "Choose a file that “Download everything” gave you."
        )
        return
    names = [name for name, _ in pairs]
    if twice := [name for name in names if names.count(name) > 1]:
        yield f"“{shortened(twice[0])}” appears twice in one entry. Remove one."


def _long_lists(document: dict[str, Any]) -> Iterator[str]:
    lengths = {name: len(held) for name, held in document.items() if isinstance(held, list)}
    for name, length in lengths.items():
        if length > MOST_IN_A_LIST:
            yield (
                f"{shortened(name)}: {length:,} entries are more than the {MOST_IN_A_LIST:,} that "
                f"a list may hold. {SPLIT}"
            )
    if (total := sum(lengths.values())) > MOST_IN_ALL:
        yield f"{total:,} entries are more than the {MOST_IN_ALL:,} that a file may hold. {SPLIT}"
