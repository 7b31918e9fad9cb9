"""Roles as the rows of a list, drawn and put into words.

A template costs more for each variable it looks up than for what it prints.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from careers.formats import money, period
from careers.models import Pay, Role, Source
from careers.pages.labour import headline_of
from careers.rules.score import Score


class RoleRow(NamedTuple):
    """A role in a list; no score where nothing is rated, no pay where no figure may head it."""

    title: str
    url: str
    purpose: str
    mark: str
    family: str
    entry_level: str
    pay: str
    paid: str  # what is paid so much, where and when
    score: Score | None


def role_rows(roles: Iterable[Role], scores: Mapping[int, Score]) -> list[RoleRow]:
    """Reads the prefetched pay of the roles."""
    rows = []
    for role in roles:
        pay = headline_of(role.pay.all())
        rows.append(
            RoleRow(
                title=role.title,
                url=role.get_absolute_url(),
                purpose=role.purpose,
                mark=role.family.mark,
                family=role.family.title,
                entry_level=role.get_entry_level_display(),
                pay=money(pay.amount, pay.currency) if pay else "",
                paid=_paid(pay) if pay else "",
                score=scores.get(role.pk),
            )
        )
    return rows


def pay_sources(roles: Iterable[Role]) -> list[Source]:
    """Of the pay that heads each role, each source once; reads the prefetched pay."""
    shown = [headline_of(role.pay.all()) for role in roles]
    return list({pay.source.pk: pay.source for pay in shown if pay}.values())


def _paid(pay: Pay) -> str:
    return f"{pay.get_measure_display()}: {pay.country} {pay.occupation}, {period(pay.period)}"
