"""How much a file may hold, looked at before anybody tries to understand it.

Far above honest use: 5,000 changes are one a day for thirteen years. Understanding a file with a
hundred thousand mistakes takes seconds; to count its entries takes a few milliseconds.
"""

import json
from collections.abc import Iterator
from typing import Any

MOST_IN_A_LIST = 5_000  # entries
MOST_IN_ALL = 10_000
MOST_KEYS = 50  # of one entry, or of the document
LONGEST_NAME = 60  # of a key, where a sentence names it
SPLIT = "Split the file and import the parts one after the other."


class _MalformedError(Exception):
    pass


def excess_in(text: bytes) -> list[str]:
    """What of a text in JSON is too much, in words; of one that is no JSON, nothing."""
    try:
        document = json.loads(text, object_pairs_hook=_object)
    except _MalformedError as error:
        return [str(error)]
    except (ValueError, RecursionError):
        return []
    return list(_long_lists(document)) if isinstance(document, dict) else []


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_KEYS:
        raise _MalformedError(
            f"An entry has {len(pairs):,} keys, and none of ours more than {MOST_KEYS}. "
            "Choose a file that “Download everything” gave you."
        )
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in held if names.count(name) > 1)
        raise _MalformedError(f"“{shortened(twice)}” appears twice in one entry. Remove one.")
    return held


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
