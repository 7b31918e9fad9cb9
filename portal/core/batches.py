"""Long work on the database in batches, so that nobody waits long for the lock."""

from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter, sleep
from typing import TypeVar

ItemT = TypeVar("ItemT")

LONGEST_PAUSE = 0.2  # seconds


def portions_of(items: Sequence[ItemT], size: int) -> Iterator[Sequence[ItemT]]:
    """The items in batches of at most `size`, with pauses in between."""
    return with_pauses(items[start : start + size] for start in range(0, len(items), size))


def with_pauses(portions: Iterable[ItemT]) -> Iterator[ItemT]:
    """Each batch, followed by a pause as long as the caller's work on it.

    SQLite gives the lock to whoever asks at the right moment: without a pause, the next batch would
    take it again before anybody waiting has checked.
    """
    for portion in portions:
        begun = perf_counter()
        yield portion
        sleep(min(perf_counter() - begun, LONGEST_PAUSE))
