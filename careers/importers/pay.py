"""A newer edition of the US wage statistics into pay figures based on an older one.

Figures loaded from a file or imported before are changed; those a curator has changed since are
kept and reported. What the import wrote is remembered as `LoadedRow`s of a separate kind, because
loads remember what the files say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pydantic
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from careers.content_kinds.roles import RoleKind
from careers.importers.oews import Edition, Wages, WorkbookError
from careers.models import Pay, Role, Source
from careers.models.labour import Provenance, plain_number
from portal.core.content.records import digest_of
from portal.models import LoadedRow

STATISTICS = "https://www.bls.gov/oes/"  # where every edition is published
CODE_LENGTH = len("15-2051")
KIND = "imported pay"
WORDS = {"amount": "median", "employment": "jobs"}
REVIEWED = (4, 30)  # by this day of the second year after: the next edition is out


@dataclass
class PayReport:
    """What an import did, as lines to print."""

    lines: list[str] = field(default_factory=list)
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return f"{self.changed} figures changed, {self.unchanged} unchanged, {self.kept} kept"


def import_edition(edition: Edition, *, taken: Collection[str] = (), dry_run: bool) -> PayReport:
    """All or nothing. `taken` are the slugs of roles whose pay a curator hands back."""
    report = PayReport()
    with transaction.atomic():
        facts = list(_facts().select_for_update(of=("self",)))
        _refuse_older(edition, facts)
        _refuse_unknown(taken, facts)
        theirs = _of_curators({fact.role for fact in facts}) - set(taken)
        _change(edition, facts, theirs, report)
        if report.changed:
            _remember({fact.role for fact in facts if fact.role.slug not in theirs})
            Pay.objects.mark_superseded()
        transaction.set_rollback(dry_run)
    return report


def _facts() -> "QuerySet[Pay]":
    facts = Pay.objects.filter(
        country="US",
        measure=Pay.Measure.MEDIAN_ANNUAL_WAGE,
        source__url__startswith=STATISTICS,
    )
    return facts.select_related("role", "source").order_by("occupation", "role__slug", "pk")


def _refuse_older(edition: Edition, facts: Iterable[Pay]) -> None:
    newest = max((fact.period for fact in facts), default="")
    if edition.period < newest:
        raise WorkbookError(
            f"The workbook is from {edition.period}, but there are already figures from {newest}. "
            "Use the newer one."
        )


def _refuse_unknown(taken: Collection[str], facts: Iterable[Pay]) -> None:
    unknown = set(taken) - {fact.role.slug for fact in facts}
    if unknown:
        raise WorkbookError(
            f"--take {min(unknown)}: no role with that name has pay from these statistics. "
            "Write the last part of its address, such as data-scientist."
        )


def _of_curators(roles: Iterable[Role]) -> set[str]:
    """The roles whose pay is neither what was last loaded nor what was last imported."""
    slugs = [role.slug for role in roles]
    remembered: dict[str, list[Any]] = defaultdict(list)
    for row in LoadedRow.objects.filter(kind__in=(RoleKind.name, KIND), slug__in=slugs):
        if row.record is not None:
            remembered[row.slug].append(row.record.get("pay", []))
    now = dict(_pay_of(slugs))
    return {slug for slug in slugs if now[slug] not in remembered[slug]}


def _pay_of(slugs: Collection[str]) -> Iterator[tuple[str, list[Any] | None]]:
    """As files would say it; None for a role that says something no file may say."""
    kind = RoleKind()
    for row in kind.rows():
        if row.slug in slugs:
            try:
                yield row.slug, kind.to_record(row).as_json().get("pay", [])
            except pydantic.ValidationError:
                yield row.slug, None


def _change(edition: Edition, facts: list[Pay], theirs: set[str], report: PayReport) -> None:
    source = _source_of(edition, facts)
    by_occupation: dict[str, list[Pay]] = defaultdict(list)
    for fact in facts:
        if fact.role.slug in theirs:
            _keep(
                fact.occupation,
                f" of {fact.role.slug}: a curator changed its pay. "
                f"To import over it: --take {fact.role.slug}",
                [fact],
                report,
            )
        else:
            by_occupation[fact.occupation].append(fact)
    for occupation, same in by_occupation.items():
        wages = edition.wages.get(occupation[:CODE_LENGTH])
        if wages is None:
            _keep(occupation, ": it is not in the workbook", same, report)
        elif wages.numbers["amount"] is None:
            why = f": BLS publishes no median ({wages.marks['amount']})"
            _keep(occupation, why, same, report)
        else:
            _change_one(wages, edition.period, source, same, report)


def _keep(occupation: str, why: str, facts: list[Pay], report: PayReport) -> None:
    report.kept += len(facts)
    report.lines.append(f"kept {occupation}{why}")


def _change_one(
    wages: Wages, period: str, source: Source, facts: list[Pay], report: PayReport
) -> None:
    said: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        changes = list(_differences(fact, wages, period))
        if not changes and fact.source == source:
            report.unchanged += 1
            continue
        if source.pk is None:
            source.save()
        for name, number in wages.numbers.items():
            setattr(fact, name, number)
        fact.period, fact.source, fact.evidence = period, source, Provenance.PRIMARY_FILE
        fact.save()
        report.changed += 1
        said[", ".join(changes) or f"source {source.slug}"].append(fact.role.slug)
    for what, roles in said.items():
        report.lines.append(f"changed {facts[0].occupation}: {what} ({', '.join(roles)})")


def _differences(fact: Pay, wages: Wages, period: str) -> Iterator[str]:
    for name, new in wages.numbers.items():
        old = getattr(fact, name)
        if old != new:
            was = "none" if old is None else f"{plain_number(old):,}"
            now = wages.marks[name] if new is None else f"{new:,}"
            yield f"{WORDS.get(name, name)} {was} -> {now}"
    if fact.period != period:
        yield f"period {fact.period} -> {period}"


def _source_of(edition: Edition, facts: list[Pay]) -> Source:
    """The source of this edition; not saved yet if this is the first time."""
    year = edition.year
    address, slug = f"{STATISTICS}{year}/may/oes_nat.htm", f"bls-oews-{year}"
    if there := Source.objects.filter(url=address).first():
        return there
    if Source.objects.filter(slug=slug).exists():
        raise WorkbookError(
            f"The address of source {slug} is not {address}. Correct it in the admin."
        )
    return Source(
        slug=slug,
        title=f"Occupational Employment and Wage Statistics, national estimates, May {year}",
        publisher=facts[0].source.publisher if facts else "US Bureau of Labor Statistics",
        url=address,
        year=year + 1,
        seen=localdate(),
        review_by=date(year + 2, *REVIEWED),
    )


def _remember(roles: Iterable[Role]) -> None:
    LoadedRow.objects.keep(
        LoadedRow(kind=KIND, slug=slug, digest=digest_of({"pay": pay}), record={"pay": pay})
        for slug, pay in _pay_of([role.slug for role in roles])
    )
