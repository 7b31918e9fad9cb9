"""Content files matched with their rows, and the mistakes that show before anything is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pydantic

from portal.core.content.files import FileEntry
from portal.core.content.findings import some
from portal.core.content.folders import unread_files
from portal.core.content.kinds import Kind
from portal.core.content.records import ContentError, Problem, Record
from portal.core.content.same_names import same_names, twice
from portal.models import LoadedRow

AnyKind = Kind[Any]

# A load that removes more published rows of a kind than both of these asks for confirmation.
HANDFUL = 5
LARGE_PART = 0.1

REMEDIES = {
    "missing": "Add this key.",
    "extra_forbidden": "This key doesn't exist. Correct its spelling or remove it.",
    "string_type": "This must be text. Put it in quotes.",
    "tuple_type": "This must be a list: [one, another].",
    "dict_type": "This must be a mapping: {name: value}.",
}


@dataclass
class Shelf:
    """One kind with everything a load knows about it: files, rows, and what was last loaded.

    `present` holds None for a row that can't be written as a file. `writing` is what the load
    saves, `remembering` what it will know of the rows it saved or found.
    """

    kind: AnyKind
    entries: dict[str, FileEntry]
    wanted: dict[str, Record]
    present: dict[str, Record | None] = field(default_factory=dict)
    loaded: dict[str, LoadedRow] = field(default_factory=dict)
    taken_whole: set[str] = field(default_factory=set)
    taken_fields: dict[str, set[str]] = field(default_factory=dict)
    writing: dict[str, Record] = field(default_factory=dict)
    remembering: list[LoadedRow] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def look_up(self) -> None:
        """Match the rows with the files."""
        self.present = self.kind.present()
        self.loaded = {row.slug: row for row in LoadedRow.objects.of(self.kind.name)}

    def is_mine(self, slug: str) -> bool:
        """The row is as the loader left it."""
        row, loaded = self.present.get(slug), self.loaded.get(slug)
        return row is not None and loaded is not None and row.digest() == loaded.digest

    def leaving(self) -> set[str]:
        """What the files no longer hold and the loader may remove."""
        gone = (self.loaded.keys() & self.present.keys()) - self.wanted.keys()
        return {slug for slug in gone if slug in self.taken_whole or self.is_mine(slug)}

    def is_published(self, slug: str) -> bool:
        record = self.present[slug]
        return record is None or record.is_published

    def problem(self, slug: str, key: str, text: str) -> Problem:
        entry = self.entries.get(slug)
        if entry is None:
            return Problem(self.kind.place.path, 1, key, text)
        return entry.problem(key.split("."), text)


def read_shelves(kinds: Sequence[AnyKind], root: Path) -> list[Shelf]:
    """A shelf with the files of each kind; raises ContentError with every mistake they hold."""
    problems = list(unread_files([kind.place for kind in kinds], root))
    shelves = [Shelf(kind, *_read_files(kind, root, problems)) for kind in kinds]
    refuse(problems)
    return shelves


def _read_files(
    kind: AnyKind, root: Path, problems: list[Problem]
) -> tuple[dict[str, FileEntry], dict[str, Record]]:
    entries: dict[str, FileEntry] = {}
    wanted: dict[str, Record] = {}
    try:
        for file in kind.place.present_files(root):
            for entry in _read_file(kind, file, root, problems):
                try:
                    record = kind.record.model_validate(entry.data)
                except pydantic.ValidationError as error:
                    problems += validation_problems(entry, error)
                    continue
                missing = kind.unstated(record)
                problems += [entry.problem([key], REMEDIES["missing"]) for key in missing]
                if record.slug in entries:
                    problems.append(twice(kind, entry, "slug", entries[record.slug]))
                entries[record.slug], wanted[record.slug] = entry, record
    except ContentError as error:
        problems += error.problems
    problems += same_names(kind, entries, wanted)
    return entries, wanted


def _read_file(kind: AnyKind, file: Path, root: Path, problems: list[Problem]) -> list[FileEntry]:
    """The entries of one file, read so that a broken one doesn't hide mistakes in the others."""
    try:
        return list(kind.place.read_file(file, file.relative_to(root).as_posix()))
    except ContentError as error:
        problems += error.problems
        return []


def validation_problems(entry: FileEntry, error: pydantic.ValidationError) -> Iterator[Problem]:
    for one in error.errors():
        said = one["msg"].removeprefix("Value error, ")
        yield entry.problem(one["loc"], REMEDIES.get(one["type"], with_remedy(said)))


def with_remedy(said: str) -> str:
    """What is wrong and what to do about it; our own messages come with their remedy."""
    said = said.rstrip(".")
    return f"{said}." if ". " in said else f"{said}. Correct the value."


def unknown_references(shelves: dict[str, Shelf]) -> Iterator[Problem]:
    """Keys that name a row which will be neither in the files nor in the database."""
    known = {name: _will_be_there(shelf) for name, shelf in shelves.items()}
    for shelf in shelves.values():
        for slug, record in {**shelf.wanted, **shelf.writing}.items():
            if slug in shelf.kept:
                continue
            for key, kind, target in record.refers_to():
                if target not in known[kind]:
                    near = get_close_matches(target, known[kind], n=1)
                    hint = f"Did you mean '{near[0]}'?" if near else "Add it, or remove it here."
                    entry = shelf.entries[slug]
                    text = f"There is no {kind} '{target}'. {hint}"
                    yield Problem(entry.path, entry.line_naming(key, target), key, text)


def _will_be_there(shelf: Shelf) -> set[str]:
    return shelf.writing.keys() | (shelf.present.keys() - shelf.leaving())


def large_removals(shelves: dict[str, Shelf]) -> Iterator[Problem]:
    """Kinds from which the load would remove so much that it is probably a mistake."""
    for shelf in shelves.values():
        published = {slug for slug in shelf.present if shelf.is_published(slug)}
        going = sorted(shelf.leaving() & published)
        is_large = len(going) > max(HANDFUL, len(published) * LARGE_PART)
        is_all = len(going) > 1 and not shelf.wanted
        if is_large or is_all:
            yield Problem(
                shelf.kind.place.path,
                1,
                "files",
                f"They no longer hold {len(going)} of {len(published)} published rows of this kind"
                f" ({some(going)}). Put them back, or load with --allow-removal to remove them.",
            )


def refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ContentError(found)
