"""What a page says after a form was saved, with a way to undo a removal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from portal.core.http import PortalRequest, next_page


@dataclass(frozen=True, slots=True)
class Undo:
    """The form that undoes something: where it is posted, and its fields."""

    action: str
    fields: Mapping[str, str] = field(default_factory=dict)


def say_and_return(
    request: PortalRequest, said: str, otherwise: str, undo: Undo | None = None
) -> HttpResponse:
    """Go back to the page the form was on, which says what was done and offers to undo it."""
    page = next_page(request, otherwise)
    if undo:
        context = {"said": said, "undo": undo, "next": page}
        said = render_to_string("components/undo.html", context)
    messages.success(request, said)
    return redirect(page)
