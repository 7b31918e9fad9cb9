"""How long all database queries within a block may take together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    token = _deadline.set(monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def at_most(seconds: float) -> float:
    """So many seconds, or what is left until the end of the block, but never less than 0."""
    deadline = _deadline.get()
    return seconds if deadline is None else max(0.0, min(seconds, deadline - monotonic()))
