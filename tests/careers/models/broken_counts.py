"""Rows of counts that break a constraint: name, message, and how to make one."""

from collections.abc import Callable
from datetime import date

from django.db import models

from portal.models import NothingFound, NothingFoundDay, VerdictCount
from tests.careers.models.broken_rows import twice

TODAY = date(2026, 11, 29)

OF_COUNTS: list[tuple[str, str, Callable[[], models.Model]]] = [
    (
        "portal_nothingfound_unique",
        "This is already counted.",
        lambda: twice(NothingFound(place="search", key="0" * 64, first_day=TODAY)),
    ),
    (
        "portal_nothingfoundday_unique",
        "This day is already counted.",
        lambda: twice(
            NothingFoundDay(
                of=NothingFound.objects.create(place="search", first_day=TODAY), day=TODAY
            )
        ),
    ),
    (
        "portal_verdictcount_unique",
        "This answer is already counted for that day.",
        lambda: twice(VerdictCount(page="plan", answer="yes", day=TODAY)),
    ),
]
