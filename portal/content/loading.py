"""Content files into the database: all of them or none, and never over a curator's work.

For each row the loader remembers a digest of what it wrote last (`LoadedRow`). A row that still has
that digest is the loader's to change or remove; one that differs was changed by a curator and is
kept; one that is gone was removed by a curator and stays away.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pydantic
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from portal.content.files import Entry
from portal.content.kinds import Kind, Links
from portal.content.records import ContentError, Problem, Record
from portal.models import LoadedRow

REMEDIES = {
    "missing": "Add this key.",
    "extra_forbidden": "No such key. Correct its spelling or take it out.",
    "string_type": "This is no text. Put it in quotes.",
    "tuple_type": "This is no list. Write one: [one, another].",
}

AnyKind = Kind[Any]


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


@dataclass
class Shelf:
    """One kind with all that a load knows of it: the files, the rows, and what was loaded last."""

    kind: AnyKind
    entries: dict[str, Entry]
    wanted: dict[str, Record]
    present: dict[str, Record]
    loaded: dict[str, str]
    writing: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def is_mine(self, slug: str) -> bool:
        """The row is as the loader left it."""
        return slug in self.present and self.present[slug].digest() == self.loaded.get(slug)

    def problem(self, slug: str, key: str, text: str) -> Problem:
        entry = self.entries.get(slug)
        if entry is None:
            return Problem(self.kind.place.path, 1, key, text)
        return entry.problem(key.split("."), text)


def load(kinds: Sequence[AnyKind], root: Path) -> Report:
    """Bring the database in step with the files under `root`; raise ContentError and change nothing
    where a file holds a mistake. The kinds stand in an order in which each needs only those before.
    """
    report = Report()
    with transaction.atomic():
        shelves = {kind.name: shelf for kind, shelf in _read(kinds, root)}
        for shelf in shelves.values():
            _choose(shelf, report)
        _refuse(_unknown_references(shelves))
        for shelf in shelves.values():
            _save(shelf)
        links = Links()
        for shelf in shelves.values():
            _link(shelf, links)
        for shelf in reversed(shelves.values()):
            _remove(shelf, report)
        for shelf in shelves.values():
            _refuse(shelf.problem(*mistake) for mistake in shelf.kind.check())
            if report.lines:
                shelf.kind.settle()
    return report


def _read(kinds: Sequence[AnyKind], root: Path) -> Iterator[tuple[AnyKind, Shelf]]:
    problems: list[Problem] = []
    shelves = []
    for kind in kinds:
        entries, wanted = _read_files(kind, root, problems)
        present = {record.slug: record for record in kind.records()}
        loaded = dict(LoadedRow.objects.of(kind.name).values_list("slug", "digest"))
        shelves.append((kind, Shelf(kind, entries, wanted, present, loaded)))
    _refuse(problems)
    yield from shelves


def _read_files(
    kind: AnyKind, root: Path, problems: list[Problem]
) -> tuple[dict[str, Entry], dict[str, Record]]:
    entries: dict[str, Entry] = {}
    wanted: dict[str, Record] = {}
    try:
        for entry in kind.place.read(root):
            try:
                record = kind.record.model_validate(entry.data)
            except pydantic.ValidationError as error:
                problems += _explain(entry, error)
                continue
            if record.slug in entries:
                problems.append(_twice(kind, entry, "slug", entries[record.slug]))
            entries[record.slug], wanted[record.slug] = entry, record
    except ContentError as error:
        problems += error.problems
    except FileNotFoundError:
        problems.append(Problem(kind.place.path, 1, "file", "It is missing. Put it back."))
    problems += _same_values(kind, entries)
    return entries, wanted


def _explain(entry: Entry, error: pydantic.ValidationError) -> Iterator[Problem]:
    for one in error.errors():
        said = one["msg"].removeprefix("Value error, ").rstrip(".")
        yield entry.problem(one["loc"], REMEDIES.get(one["type"], f"{said}. Correct the value."))


def _same_values(kind: AnyKind, entries: dict[str, Entry]) -> Iterator[Problem]:
    for key in kind.unique:
        first: dict[str, Entry] = {}
        for entry in entries.values():
            value = str(entry.data[key])
            if value in first:
                yield _twice(kind, entry, key, first[value])
            first.setdefault(value, entry)


def _twice(kind: AnyKind, entry: Entry, key: str, first: Entry) -> Problem:
    where = f"{first.path}:{first.line_of([key])}"
    text = f"'{entry.data[key]}' names another {kind.name} already, at {where}. Change one of them."
    return entry.problem([key], text)


def _unknown_references(shelves: dict[str, Shelf]) -> Iterator[Problem]:
    known = {name: _will_be_there(shelf) for name, shelf in shelves.items()}
    for shelf in shelves.values():
        for slug in (slug for slug in shelf.wanted if slug not in shelf.kept):
            for key, kind, target in shelf.wanted[slug].refers_to():
                if target not in known[kind]:
                    near = get_close_matches(target, known[kind], n=1)
                    hint = f"Did you mean '{near[0]}'?" if near else "Add it, or take it out here."
                    entry = shelf.entries[slug]
                    text = f"There is no {kind} '{target}'. {hint}"
                    yield Problem(entry.path, entry.line_naming(key, target), key, text)


def _will_be_there(shelf: Shelf) -> set[str]:
    gone = {slug for slug in shelf.loaded.keys() - shelf.wanted.keys() if shelf.is_mine(slug)}
    removed_by_curators = shelf.loaded.keys() - shelf.present.keys()
    return (shelf.wanted.keys() - removed_by_curators) | (shelf.present.keys() - gone)


def _choose(shelf: Shelf, report: Report) -> None:
    """Decide for each record in the files whether it is written, and say so."""
    for slug, record in shelf.wanted.items():
        now = shelf.present.get(slug)
        if now is None and slug in shelf.loaded:
            shelf.kept.add(slug)
            report.add("kept", shelf.kind, slug, ": a curator removed it, and it stays away")
        elif now is None:
            shelf.writing.append(slug)
            report.add("added", shelf.kind, slug)
        elif now.digest() == record.digest():
            _remember(shelf, [slug])
        elif shelf.is_mine(slug):
            shelf.writing.append(slug)
            report.add("changed", shelf.kind, slug)
        else:
            shelf.kept.add(slug)
            report.add("kept", shelf.kind, slug, ": a curator changed it")


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
    for slug in sorted(shelf.loaded.keys() - shelf.wanted.keys()):
        if shelf.is_mine(slug):
            _delete(shelf, slug)
            report.add("removed", shelf.kind, slug)
        elif slug in shelf.present:
            report.add(
                "kept", shelf.kind, slug, ": a curator changed it; the files hold it no more"
            )
            continue
        LoadedRow.objects.of(shelf.kind.name).filter(slug=slug).delete()


def _delete(shelf: Shelf, slug: str) -> None:
    try:
        shelf.kind.model._default_manager.get(slug=slug).delete()
    except ProtectedError as error:
        users = ", ".join(sorted({str(row) for row in error.protected_objects})[:3])
        text = (
            f"'{slug}' is in use and cannot be removed ({users}). "
            "Put it back with 'state: draft' to hide it."
        )
        raise ContentError([shelf.problem(slug, "slug", text)]) from error


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ContentError(found)
