"""The id of the current request: in a response header, on error pages and in each log line.

It stays until the thread begins another request, because gunicorn writes its own lines after the
site has answered.
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
