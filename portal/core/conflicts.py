"""Requests that conflict with another one halfway."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponseBase

ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)
DEADLOCK = "40P01"  # PostgreSQL ended one of two transactions waiting for each other


def look_twice(request: HttpRequest, answer: Callable[[], ResponseT]) -> ResponseT | None:
    """Answer; if somebody else saved the same thing meanwhile, once more. None if that fails too.

    When two people save at the same time, both may pass the checks, until the database refuses one
    of them. By then the other has saved, so the second attempt sees it.
    """
    sent = request.POST
    for _ in range(2):
        request.POST = sent
        try:
            return answer()
        except IntegrityError:
            pass
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
                raise
        # Whatever the first attempt announced isn't true.
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # noqa: SLF001
    return None
