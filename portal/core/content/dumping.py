"""The database back into content files, and never over what somebody wrote into a file.

An entry may be replaced when the database held once what it says: it is what a load took, what a
dump wrote, or what the row says now. Everything else in a file that would be rewritten or removed
is an edit that would be lost: a changed entry, one that was never loaded, a comment.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any

import pydantic
from django.db import connection, transaction

from portal.core.atomic_files import replacing
from portal.core.content.files import FileEntry, has_comment
from portal.core.content.folders import unread_files
from portal.core.content.kinds import Kind
from portal.core.content.reading import validation_problems
from portal.core.content.records import ContentError, Problem, Record
from portal.models import LoadedRow

AnyKind = Kind[Any]


class UntakenError(ContentError):
    """What files hold and the database does not; a dump would lose it."""


def dump(kinds: Sequence[AnyKind], root: Path, *, overwrite: bool = False) -> list[str]:
    """Write every row over the files under `root`; say what was written and removed.

    ContentError, and no file written, where a row says what no file may say, or a file holds what
    the database does not (unless that may be overwritten). A file that says the same is left alone.
    """
    with _one_state():
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


@contextmanager
def _one_state() -> Iterator[None]:
    """A transaction that sees nothing of what is changed while it reads, and holds nobody up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # atomic() would take the lock of those who write
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _changed_files(kind: AnyKind, records: list[Any], root: Path) -> dict[str, str | None]:
    """The files that do not say what they would: path -> text, or None for one to remove."""
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
    """Whether the file says just this in words of its own; then its form is its author's."""
    try:
        entries = kind.place.read_file(file, path)
        return [kind.record.model_validate(entry.data) for entry in entries] == records
    except (ContentError, pydantic.ValidationError):
        return False


def _known(records: list[Any], loaded: list[LoadedRow]) -> dict[str, set[str]]:
    """The digests of all that the database ever held for a slug and gave or took from a file."""
    known: dict[str, set[str]] = {record.slug: {record.digest()} for record in records}
    for row in loaded:
        known.setdefault(row.slug, set()).update({row.digest, row.file_digest})
    return known


def _lost(
    kind: AnyKind, known: dict[str, set[str]], written: dict[str, str | None], root: Path
) -> Iterator[Problem]:
    """What the files that will be rewritten or removed hold that the database does not."""
    for path in written:
        file = root / path
        if file.exists() or file.is_symlink():
            yield from _lost_in(kind, file, path, known)


def _lost_in(kind: AnyKind, file: Path, path: str, known: dict[str, set[str]]) -> Iterator[Problem]:
    try:
        for entry in kind.place.read_file(file, path):
            yield from _untaken(kind, entry, known)
        if has_comment(file.read_text(encoding="utf-8")):
            yield Problem(path, 1, "file", "A comment in it would be lost. Move it elsewhere.")
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
    """All files or, where one of them cannot be written, none."""
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
    """What the files say now; a row that only a curator wrote is remembered by it alone."""
    known = {row.slug: row for row in loaded}
    fresh = []
    for record in records:
        row = known.get(record.slug) or LoadedRow(kind=kind.name, slug=record.slug)
        if row.file_digest != (digest := record.digest()):
            row.file_digest = digest
            fresh.append(row)
    if fresh:
        LoadedRow.objects.keep(fresh)
