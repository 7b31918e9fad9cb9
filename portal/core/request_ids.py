"""The id of the request in hand: in a header of its answer, on error pages, in each line of logs.

It stays until the thread begins another one, because gunicorn writes its own lines when the site
has answered already.
"""

from contextvars import ContextVar
from uuid import uuid4

NONE = "-"

_current: ContextVar[str] = ContextVar("request_id", default=NONE)


def begin(given: str = "") -> str:
    """What this thread works on from now on: a request that came with an id, or gets a new one."""
    name = given or uuid4().hex
    _current.set(name)
    return name


def current_id() -> str:
    """The id; a hyphen outside any request."""
    return _current.get()
