"""What every POST to the admin goes through, and every address of it."""

from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.core.exceptions import BadRequest
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

DEADLOCK = "40P01"  # PostgreSQL ended one of two transactions that waited for each other
NUL = "\x00"  # no text of PostgreSQL can hold it


def careful(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse an address that holds what no address of ours does; save as one, or not at all."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        texts = chain([request.path], request.GET, *(values for _, values in request.GET.lists()))
        if any(NUL in text for text in texts):
            raise BadRequest("A NUL in the address")
        if request.method == "POST":
            return _saved_as_one(lambda again: view(again, *args, **kwargs), request)
        return view(request, *args, **kwargs)

    return asked


def _saved_as_one(
    view: Callable[[HttpRequest], HttpResponseBase], request: HttpRequest
) -> HttpResponseBase:
    """Answer a POST in one transaction; where it meets another one halfway, look once more.

    What two people save at once may pass the checks of both, until the database refuses one of
    them. By then the other has saved, so the second look finds the words for it.
    """
    sent = request.POST
    for _ in range(2):
        request.POST = sent  # type: ignore[assignment]
        try:
            with transaction.atomic():
                return view(request)
        except IntegrityError:
            request._messages = default_storage(request)  # type: ignore[attr-defined]  # noqa: SLF001
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != DEADLOCK:
                raise
            request._messages = default_storage(request)  # type: ignore[attr-defined]  # noqa: SLF001
    messages.error(
        request,
        "Nothing was saved: it clashes with what somebody else has just saved. Look at it again.",
    )
    return redirect(request.get_full_path())
