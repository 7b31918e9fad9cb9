"""Writes the database back into content files, but never over somebody's edit to a file.

An entry may be replaced if the database once held what it says: because a load read it, a dump
wrote it, or the row says so now. Anything else in a file that would be rewritten or removed is an
edit that would be lost: a changed entry, one that was never loaded, or a comment.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from typing import Any

import pydantic
from django.db import transaction

from portal.core.atomic_files import replacing
from portal.core.content.files import FileEntry, has_comment
from portal.core.content.folders import unread_files
from portal.core.content.kinds import Kind
from portal.core.content.reading import validation_problems
from portal.core.content.records import ContentError, Problem, Record
from portal.core.database.snapshots import reading_snapshot
from portal.models import LoadedRow

AnyKind = Kind[Any]


class UntakenError(ContentError):
    """What the files hold and the database doesn't; a dump would lose it."""


def dump(kinds: Sequence[AnyKind], root: Path, *, overwrite: bool = False) -> list[str]:
    """Write every row over the files under `root`; returns what was written and removed.

    Raises ContentError, and writes nothing, if a row says something no file may say, or if a file
    holds something the database doesn't (unless overwriting is allowed). A file that already says
    the same is left alone.
    """
    with reading_snapshot():
        records = {kind.name: sorted(kind.records(), key=attrgetter("slug")) for kind in kinds}
        loaded = {kind.name: list(LoadedRow.objects.of(kind.name)) for kind in kinds}
    written = {kind.name: _changed_files(kind, records[kind.name], root) for kind in kinds}
    if not overwrite:
        problems = list(unread_files([kind.place for kind in kinds], root))
        for kind in kinds:
            known = _known(records[kind.name], loaded[kind.name])
            problems += _lost(kind, known, written[kind.name], root)
        if problems:
            raise UntakenError(problems)
    lines = list(_write(kinds, written, root))
    with transaction.atomic():
        for kind in kinds:
            _remember(kind, records[kind.name], loaded[kind.name])
    return lines


def _changed_files(kind: AnyKind, records: list[Any], root: Path) -> dict[str, str | None]:
    """The files that would change: path -> text, or None if the file is to be removed."""
    texts: dict[str, str | None] = {**kind.place.write(records)}
    for file in kind.place.files(root):
        texts.setdefault(file.relative_to(root).as_posix(), None)
    changed = {path: text for path, text in texts.items() if not _holds(root / path, text)}
    if changed:
        held: dict[str, list[Any]] = {}
        for record in records:
            [path] = kind.place.write([record])
            held.setdefault(path, []).append(record)
        for path in [path for path, text in changed.items() if text is not None]:
            if _says(kind, root / path, path, held.get(path, [])):
                del changed[path]
    return changed


def _holds(file: Path, text: str | None) -> bool:
    try:
        return text is not None and file.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _says(kind: AnyKind, file: Path, path: str, records: list[Any]) -> bool:
    """Whether the file says exactly this in its own words; then its formatting is left to its
    author.
    """
    try:
        entries = kind.place.read_file(file, path)
        return [kind.record.model_validate(entry.data) for entry in entries] == records
    except (ContentError, pydantic.ValidationError):
        return False


def _known(records: list[Any], loaded: list[LoadedRow]) -> dict[str, set[str]]:
    """The digests of everything the database ever read from or wrote to a file for a slug."""
    known: dict[str, set[str]] = {record.slug: {record.digest()} for record in records}
    for row in loaded:
        known.setdefault(row.slug, set()).update({row.digest, row.file_digest})
    return known


def _lost(
    kind: AnyKind, known: dict[str, set[str]], written: dict[str, str | None], root: Path
) -> Iterator[Problem]:
    """What the files to be rewritten or removed hold that the database doesn't."""
    for path in written:
        file = root / path
        if file.exists() or file.is_symlink():
            yield from _lost_in(kind, file, path, known)


def _lost_in(kind: AnyKind, file: Path, path: str, known: dict[str, set[str]]) -> Iterator[Problem]:
    try:
        for entry in kind.place.read_file(file, path):
            yield from _untaken(kind, entry, known)
        if has_comment(file.read_text(encoding="utf-8")):
            yield Problem(
                path, 1, "file", "It contains a comment that would be lost. Move it elsewhere."
            )
    except ContentError as error:
        yield from error.problems


def _untaken(kind: AnyKind, entry: FileEntry, known: dict[str, set[str]]) -> Iterator[Problem]:
    try:
        record: Record = kind.record.model_validate(entry.data)
    except pydantic.ValidationError as error:
        yield from validation_problems(entry, error)
        return
    if record.slug not in known:
        text = f"The {kind.name} '{record.slug}' was never loaded. Load it first."
        yield entry.problem((), text)
    elif record.digest() not in known[record.slug]:
        name = f"{kind.name.replace(' ', '-')}:{record.slug}"
        text = f"The {kind.name} '{record.slug}' was edited here since it was loaded. "
        yield entry.problem((), f"{text}Load it first (with --take {name} if a load keeps it).")


def _write(
    kinds: Sequence[AnyKind], written: dict[str, dict[str, str | None]], root: Path
) -> Iterator[str]:
    """All the files, or none if one of them cannot be written."""
    with ExitStack() as files:
        for kind in kinds:
            kind.place.folder(root).mkdir(parents=True, exist_ok=True)
            for path, text in written[kind.name].items():
                if text is not None:
                    partial = files.enter_context(replacing(root / path))
                    partial.write_text(text, encoding="utf-8")
    for kind in kinds:
        for path, text in written[kind.name].items():
            if text is None:
                (root / path).unlink(missing_ok=True)
            yield f"removed {path}" if text is None else f"wrote {path}"


def _remember(kind: AnyKind, records: Iterable[Record], loaded: list[LoadedRow]) -> None:
    """Record what the files now say; a row only a curator wrote is remembered for that alone."""
    known = {row.slug: row for row in loaded}
    fresh = []
    for record in records:
        row = known.get(record.slug) or LoadedRow(kind=kind.name, slug=record.slug)
        if row.file_digest != (digest := record.digest()):
            row.file_digest = digest
            fresh.append(row)
    if fresh:
        LoadedRow.objects.keep(fresh)
