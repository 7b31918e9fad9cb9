"""Rows as pages of roles show them, drawn and put into words: roles of a list, skills of a role.

A template costs more for each variable it looks up than for what it prints.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from careers.formats import gap_words, money, period
from careers.forms import rows_to_rate
from careers.models import Pay, Requirement, Role, Source
from careers.models.needs import needs_from_rows, together
from careers.rules.matching import Line, Score, explain
from careers.templatetags.careers import family_mark, gap_bar
from careers.views.labour import headline_of


class RoleRow(NamedTuple):
    """A role in a list; no score where nothing is rated, no pay where no figure may head it."""

    title: str
    url: str
    purpose: str
    mark: SafeString
    family: str
    first_rung: str
    pay: str
    paid: str  # what is paid so much, where and when
    score: Score | None


class AskedRow(NamedTuple):
    title: str
    url: str
    name: str  # of the field for the person's level
    selected: str
    importance: int
    bar: SafeString
    words: str


class AskedNeed(NamedTuple):
    """One skill, or several of which any will do; `choice` then says so and which one counts."""

    choice: str
    rows: list[AskedRow]


class AskedGroup(NamedTuple):
    """The essential needs of a role, or the supporting ones."""

    title: str
    meaning: str
    needs: list[AskedNeed]


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
                mark=family_mark(role.family.mark),
                family=role.family.title,
                first_rung=role.get_entry_level_display(),
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


def asked_groups(
    requirements: Sequence[Requirement], levels: Mapping[str, int]
) -> list[AskedGroup]:
    """The needs in the order of the requirements; a group without any is left out."""
    asked = together(requirements)
    lines = explain(needs_from_rows(requirements), levels).lines
    needs = [_asked_need(rows, line, levels) for rows, line in zip(asked, lines, strict=True)]
    essential = [need for need, line in zip(needs, lines, strict=True) if line.need.is_essential]
    supporting = [
        need for need, line in zip(needs, lines, strict=True) if not line.need.is_essential
    ]
    groups = [
        AskedGroup("Essential", "importance 4 and 5", essential),
        AskedGroup("Supporting", "importance 1 to 3", supporting),
    ]
    return [group for group in groups if group.needs]


def _asked_need(
    requirements: Sequence[Requirement], line: Line, levels: Mapping[str, int]
) -> AskedNeed:
    rated = rows_to_rate([one.skill for one in requirements], levels)
    rows = [
        AskedRow(
            title=own.skill.title,
            url=own.skill.get_absolute_url(),
            name=own.name,
            selected=own.selected,
            importance=one.importance,
            bar=gap_bar(one.level, own.level, one.importance, need_only=not levels or spared),
            words="not needed" if spared else gap_words(one.level, own.level, need_only=not levels),
        )
        for one, own in zip(requirements, rated, strict=True)
        for spared in [line.is_met and own.level is None]
    ]
    counting = f"; {line.by.title} counts" if line.by else ""
    return AskedNeed(f"Any one of these {len(rows)}{counting}" if line.need.is_choice else "", rows)
