"""Content files beside the rows they stand for, and the mistakes that show before a write."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pydantic

from portal.content.files import Entry
from portal.content.kinds import Kind
from portal.content.records import ContentError, Problem, Record
from portal.models import LoadedRow

AnyKind = Kind[Any]

REMEDIES = {
    "missing": "Add this key.",
    "extra_forbidden": "No such key. Correct its spelling or take it out.",
    "string_type": "This is no text. Put it in quotes.",
    "tuple_type": "This is no list. Write one: [one, another].",
}


@dataclass
class Shelf:
    """One kind with all that a load knows of it: the files, the rows, and what was loaded last.

    `present` and `loaded` hold digests; that of a row which no file could describe is None.
    """

    kind: AnyKind
    entries: dict[str, Entry]
    wanted: dict[str, Record]
    present: dict[str, str | None]
    loaded: dict[str, str]
    writing: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def is_mine(self, slug: str) -> bool:
        """The row is as the loader left it."""
        digest = self.present.get(slug)
        return digest is not None and digest == self.loaded.get(slug)

    def leaving(self) -> set[str]:
        """What the files hold no more and the loader may remove."""
        return {slug for slug in self.loaded.keys() - self.wanted.keys() if self.is_mine(slug)}

    def problem(self, slug: str, key: str, text: str) -> Problem:
        entry = self.entries.get(slug)
        if entry is None:
            return Problem(self.kind.place.path, 1, key, text)
        return entry.problem(key.split("."), text)


def read(kinds: Sequence[AnyKind], root: Path) -> dict[str, Shelf]:
    """A shelf for each kind, by its name; ContentError with every mistake the files hold."""
    problems: list[Problem] = []
    shelves = {}
    for kind in kinds:
        entries, wanted = _read_files(kind, root, problems)
        loaded = dict(LoadedRow.objects.of(kind.name).values_list("slug", "digest"))
        shelves[kind.name] = Shelf(kind, entries, wanted, kind.digests(), loaded)
    refuse(problems)
    return shelves


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


def unknown_references(shelves: dict[str, Shelf]) -> Iterator[Problem]:
    """Keys that name a row which neither the files nor the database will hold."""
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
    removed_by_curators = shelf.loaded.keys() - shelf.present.keys()
    return (shelf.wanted.keys() - removed_by_curators) | (shelf.present.keys() - shelf.leaving())


def refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ContentError(found)
