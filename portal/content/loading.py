"""Content files into the database: all of them or none, and never over a curator's work.

For each row the loader remembers a digest of what it wrote last (`LoadedRow`). A row that still has
that digest is the loader's to change or remove; one that differs was changed by a curator and is
kept; one that is gone was removed by a curator and stays away.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, ProtectedError, Value
from django.db.models.functions import Cast, Concat

from portal.content.kinds import Links
from portal.content.reading import AnyKind, Shelf, read, refuse, unknown_references
from portal.content.records import ContentError
from portal.models import LoadedRow
from portal.publication import Publication, State


@dataclass
class Report:
    """What a load did, as lines fit to print, and how often."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, kind: AnyKind, slug: str, why: str = "") -> None:
        self.counts[what] += 1
        self.lines.append(f"{what} {kind.name} {slug}{why}")

    def notable(self) -> list[str]:
        """The lines that ask for somebody's eye: all but what was simply added."""
        return [line for line in self.lines if not line.startswith("added")]

    def __str__(self) -> str:
        return ", ".join(
            f"{self.counts[what]} {what}" for what in ("added", "changed", "kept", "removed")
        )


def load(kinds: Sequence[AnyKind], root: Path) -> Report:
    """Bring the database in step with the files under `root`; raise ContentError and change nothing
    where a file holds a mistake. The kinds stand in an order in which each needs only those before.
    """
    report = Report()
    with transaction.atomic():
        shelves = read(kinds, root)
        for shelf in shelves.values():
            _choose(shelf, report)
        refuse(unknown_references(shelves))
        for shelf in shelves.values():
            _step_aside(shelf)
            _save(shelf)
        links = Links()
        for shelf in shelves.values():
            _link(shelf, links)
        for shelf in reversed(shelves.values()):
            _remove(shelf, report)
        for shelf in shelves.values():
            refuse(shelf.problem(*mistake) for mistake in shelf.kind.check())
            if report.lines:
                shelf.kind.settle()
    return report


def _choose(shelf: Shelf, report: Report) -> None:
    """Decide for each record in the files whether it is written, and say so."""
    for slug, record in shelf.wanted.items():
        here = slug in shelf.present
        if not here and slug in shelf.loaded:
            shelf.kept.add(slug)
            report.add("kept", shelf.kind, slug, ": a curator removed it, and it stays away")
        elif not here:
            shelf.writing.append(slug)
            report.add("added", shelf.kind, slug)
        elif shelf.present[slug] == record.digest():
            continue  # and whose it is stays as it was: a dump makes no curator's work the loader's
        elif shelf.is_mine(slug):
            shelf.writing.append(slug)
            report.add("changed", shelf.kind, slug)
        else:
            shelf.kept.add(slug)
            report.add("kept", shelf.kind, slug, ": a curator changed it")


def _step_aside(shelf: Shelf) -> None:
    """Let rows that will change or go give up a title that another slug takes over."""
    rows = shelf.kind.model._default_manager.all()
    free = {*shelf.writing, *shelf.leaving()}
    for key in shelf.kind.unique:
        taken = {getattr(shelf.wanted[slug], key): slug for slug in shelf.writing}
        holders = rows.filter(**{f"{key}__in": taken}).values_list("slug", key)
        moving = [slug for slug, value in holders if taken[value] != slug and slug in free]
        rows.filter(slug__in=moving).update(**{key: Concat(Value("~"), Cast("pk", CharField()))})


def _save(shelf: Shelf) -> None:
    links = Links()
    rows = shelf.kind.model._default_manager.in_bulk(shelf.writing, field_name="slug")
    for slug in shelf.writing:
        row = rows.get(slug) or shelf.kind.model(slug=slug)
        for name, value in shelf.kind.fields(shelf.wanted[slug], links).items():
            setattr(row, name, value)
        try:
            row.full_clean()
            row.save()
        except ValidationError as error:
            raise ContentError(
                shelf.problem(slug, name.strip("_"), f"{' '.join(texts)} Correct the value.")
                for name, texts in error.message_dict.items()
            ) from error


def _link(shelf: Shelf, links: Links) -> None:
    rows = shelf.kind.model._default_manager.in_bulk(shelf.writing, field_name="slug")
    for slug in shelf.writing:
        try:
            shelf.kind.link(rows[slug], shelf.wanted[slug], links)
        except ValidationError as error:
            raise ContentError([shelf.problem(slug, "entry", _words(error))]) from error
        except IntegrityError as error:
            raise ContentError([shelf.problem(slug, "entry", _promise(error))]) from error
    _remember(shelf, shelf.writing)


def _words(error: ValidationError) -> str:
    """What the columns object to, each with its name."""
    errors = error.message_dict.items()
    said = "; ".join(f"{name.strip('_')}: {' '.join(texts)}" for name, texts in errors)
    return f"{said} Correct it."


def _promise(error: IntegrityError) -> str:
    """The words of the constraint that a row breaks."""
    constraints = (one for model in apps.get_models() for one in model._meta.constraints)
    said = (str(one.violation_error_message) for one in constraints if one.name in str(error))
    return f"{next(said, str(error))} Correct it."


def _remember(shelf: Shelf, slugs: Iterable[str]) -> None:
    rows = [
        LoadedRow(kind=shelf.kind.name, slug=slug, digest=digest)
        for slug in slugs
        if (digest := shelf.wanted[slug].digest()) != shelf.loaded.get(slug)
    ]
    LoadedRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["digest"],
    )


def _remove(shelf: Shelf, report: Report) -> None:
    """Remove what the files hold no more, unless a curator made it their own."""
    leaving = shelf.leaving()
    for slug in sorted(shelf.loaded.keys() - shelf.wanted.keys()):
        if slug in leaving:
            if _delete(shelf, slug):
                report.add("removed", shelf.kind, slug)
            else:
                report.add("kept", shelf.kind, slug, ": in use, and so only taken back to draft")
        elif slug in shelf.present:
            report.add(
                "kept", shelf.kind, slug, ": a curator changed it; the files hold it no more"
            )
            continue
        LoadedRow.objects.of(shelf.kind.name).filter(slug=slug).delete()


def _delete(shelf: Shelf, slug: str) -> bool:
    """Whether nothing stood in the way, such as somebody's rating."""
    rows = shelf.kind.model._default_manager.filter(slug=slug)
    try:
        rows.delete()
    except ProtectedError:
        if issubclass(shelf.kind.model, Publication):
            rows.update(state=State.DRAFT)
        return False
    return True
