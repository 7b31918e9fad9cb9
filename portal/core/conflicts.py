"""Requests that meet another one halfway."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponseBase

ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)
DEADLOCK = "40P01"  # PostgreSQL ended one of two transactions that waited for each other


def look_twice(request: HttpRequest, answer: Callable[[], ResponseT]) -> ResponseT | None:
    """Answer, and once more where somebody else saved the same halfway; None if that fails too.

    What two people save at once may pass the checks of both, until the database refuses one of
    them. By then the other has saved, so the second look finds it there.
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
        # What the first try said is not true.
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # noqa: SLF001
    return None
