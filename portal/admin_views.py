"""What every POST to the admin goes through, and every address of it."""

from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from portal.core.conflicts import look_twice

CLASH = (
    "Nothing was saved, because it conflicts with what somebody else has just saved. Check it and "
    "try again."
)
NUL = "\x00"  # no text of PostgreSQL can hold it


def careful(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse an address that holds what no address of ours does; save as one, or not at all."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        texts = chain([request.path], request.GET, *(values for _, values in request.GET.lists()))
        if any(NUL in text for text in texts):
            raise BadRequest("A NUL in the address")
        if request.method == "POST":
            return _saved_as_one(request, lambda: view(request, *args, **kwargs))
        return view(request, *args, **kwargs)

    return asked


def _saved_as_one(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    def whole() -> HttpResponseBase:
        with transaction.atomic():
            return answer()

    if (response := look_twice(request, whole)) is not None:
        return response
    messages.error(request, CLASH)
    return redirect(request.get_full_path())
