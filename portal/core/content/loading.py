"""Content files into the database: all of them or none, and never over a curator's work.

The loader remembers what it last wrote to each row (`LoadedRow`). A row that still says so is the
loader's to change or remove. A row that differs was changed by a curator and is kept. A row that is
gone was removed by a curator and stays away, even if its file disappears for a while. Rows and
fields can be handed back to their files by name (`portal.core.content.hand_back`).
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pydantic
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from django.db.models import CharField, ProtectedError, Value
from django.db.models.functions import Cast, Concat

from portal.core.conflicts import DEADLOCK
from portal.core.content import changes
from portal.core.content.checking import look_for_incomplete, mistakes_in_texts
from portal.core.content.hand_back import HandBack, hand_back
from portal.core.content.kinds import Links
from portal.core.content.load_report import LoadReport
from portal.core.content.reading import (
    AnyKind,
    Shelf,
    large_removals,
    read_shelves,
    refuse,
    unknown_references,
    validation_problems,
    with_remedy,
)
from portal.core.content.records import ContentError, Record, digest_of
from portal.core.database.snapshots import writing_snapshot
from portal.core.publication import Publication, State
from portal.core.text.folding import same_title
from portal.models import LoadedRow

MOST_TRIES = 3  # loads while curators save
OVERTAKEN = {"40001", DEADLOCK}  # PostgreSQL: somebody else saved first


def load(
    kinds: Sequence[AnyKind],
    root: Path,
    *,
    taken: Iterable[HandBack] = (),
    may_remove: bool = False,
) -> LoadReport:
    """Bring the database in step with the files under `root`.

    Raises ContentError, and changes nothing, if a file holds a mistake, or if much would be removed
    without that being allowed. The order of the kinds is one in which each needs only earlier ones.
    """
    named = list(taken)
    for tries_left in reversed(range(MOST_TRIES)):
        shelves = {shelf.kind.name: shelf for shelf in read_shelves(kinds, root)}
        try:
            with writing_snapshot():
                return _bring_in_step(shelves, named, may_remove=may_remove)
        except OperationalError as error:
            if not tries_left or getattr(error.__cause__, "sqlstate", None) not in OVERTAKEN:
                raise
    raise AssertionError


def _bring_in_step(
    shelves: dict[str, Shelf], taken: list[HandBack], *, may_remove: bool
) -> LoadReport:
    report = LoadReport()
    for shelf in shelves.values():
        shelf.look_up()
    refuse(hand_back(taken, shelves))
    for shelf in shelves.values():
        _choose(shelf, report)
    if not may_remove:
        refuse(large_removals(shelves))
    refuse([*unknown_references(shelves), *mistakes_in_texts(shelves)])
    for shelf in shelves.values():
        _step_aside(shelf)
        _save(shelf)
    links = Links()
    for shelf in shelves.values():
        _link(shelf, links)
        LoadedRow.objects.keep(shelf.remembering)
    for shelf in reversed(shelves.values()):
        _remove(shelf, report)
    for shelf in shelves.values():
        refuse(shelf.problem(*mistake) for mistake in shelf.kind.check())
        if not report.is_empty():
            shelf.kind.settle()
    report.lines += look_for_incomplete(shelves)
    return report


def _choose(shelf: Shelf, report: LoadReport) -> None:
    """Decide for each record in the files whether it is written, and report it."""
    for slug, record in shelf.wanted.items():
        here, loaded = slug in shelf.present, shelf.loaded.get(slug)
        is_taken = slug in shelf.taken_whole
        if here and shelf.present[slug] == record:
            _agree(shelf, record, is_taken=is_taken)
        elif is_taken or shelf.is_mine(slug) or (not here and loaded is None):
            shelf.writing[slug] = record
            shelf.remembering.append(_loaded(shelf, record))
            report.add("changed" if here else "added", shelf.kind, slug)
        elif not here:
            shelf.kept.add(slug)
            report.add("kept", shelf.kind, slug, ": a curator removed it, and it stays away")
        elif slug in shelf.taken_fields:
            _mix(shelf, record, report)
        else:
            _keep(shelf, record, report)


def _agree(shelf: Shelf, record: Record, *, is_taken: bool) -> None:
    """File and row agree; the row keeps its owner, unless it is handed back."""
    loaded, digest = shelf.loaded.get(record.slug), record.digest()
    if is_taken or (loaded is not None and loaded.digest == digest):
        if loaded is None or loaded.record is None or loaded.digest != digest:
            shelf.remembering.append(_loaded(shelf, record))
    elif loaded is None or loaded.file_digest != digest:
        row = loaded or LoadedRow(kind=shelf.kind.name, slug=record.slug)
        row.file_digest = digest
        shelf.remembering.append(row)


def _loaded(shelf: Shelf, record: Record) -> LoadedRow:
    """Write a row that is the loader's as the file has it."""
    digest, data = record.digest(), record.as_json()
    return LoadedRow(
        kind=shelf.kind.name, slug=record.slug, digest=digest, record=data, file_digest=digest
    )


def _mix(shelf: Shelf, record: Record, report: LoadReport) -> None:
    """Take the named fields from the file and leave the others to the curator."""
    slug, fields = record.slug, shelf.taken_fields[record.slug]
    row, loaded = shelf.present[slug], shelf.loaded.get(slug)
    assert row is not None  # noqa: S101 -- `hand_back` refuses fields of such a row
    mixed = changes.taking(fields, row.as_json(), record.as_json())
    try:
        shelf.writing[slug] = shelf.kind.record.model_validate(mixed)
    except pydantic.ValidationError as error:
        raise ContentError(validation_problems(shelf.entries[slug], error)) from error
    if loaded is not None and loaded.record is not None:
        loaded.record = changes.taking(fields, loaded.record, record.as_json())
        loaded.digest = digest_of(loaded.record)
        shelf.remembering.append(loaded)
    report.add("changed", shelf.kind, slug, f": took {', '.join(sorted(fields))} from its file")


def _keep(shelf: Shelf, record: Record, report: LoadReport) -> None:
    loaded = shelf.loaded.get(record.slug)
    shelf.kept.add(record.slug)
    if loaded is not None and loaded.record is None and loaded.digest == record.digest():
        loaded.record = record.as_json()
        shelf.remembering.append(loaded)
    changed = changes.between(loaded.record if loaded else None, shelf.present[record.slug], record)
    report.add("kept", shelf.kind, record.slug, f": {changed}")


def _step_aside(shelf: Shelf) -> None:
    """Let rows that will change or go give up a title that another slug takes over."""
    rows = shelf.kind.model._default_manager.all()
    free = {*shelf.writing, *shelf.leaving()}
    for key in shelf.kind.unique:
        has_key = key == "title" and hasattr(shelf.kind.model, "title_key")
        column, alike = ("title_key", same_title) if has_key else (key, str)
        taken = {alike(getattr(record, key)): slug for slug, record in shelf.writing.items()}
        holders = rows.filter(**{f"{column}__in": taken}).values_list("slug", column)
        moving = [slug for slug, value in holders if taken[value] != slug and slug in free]
        rows.filter(slug__in=moving).update(**{column: Concat(Value("~"), Cast("pk", CharField()))})


def _save(shelf: Shelf) -> None:
    links = Links()
    rows = shelf.kind.model._default_manager.in_bulk(shelf.writing, field_name="slug")
    for slug, record in shelf.writing.items():
        row = rows.get(slug) or shelf.kind.model(slug=slug)
        for name, value in shelf.kind.fields(record, links).items():
            setattr(row, name, value)
        try:
            row.full_clean()
            row.save()
        except ValidationError as error:
            raise ContentError(
                shelf.problem(slug, name.strip("_"), with_remedy(" ".join(texts)))
                for name, texts in error.message_dict.items()
            ) from error


def _link(shelf: Shelf, links: Links) -> None:
    rows = shelf.kind.model._default_manager.in_bulk(shelf.writing, field_name="slug")
    for slug, record in shelf.writing.items():
        try:
            shelf.kind.link(rows[slug], record, links)
        except ValidationError as error:
            raise ContentError([shelf.problem(slug, "entry", _words(error))]) from error
        except IntegrityError as error:
            raise ContentError([shelf.problem(slug, "entry", _promise(error))]) from error


def _words(error: ValidationError) -> str:
    """What the columns object to, each by its name."""
    errors = error.message_dict.items()
    said = "; ".join(f"{name.strip('_')}: {' '.join(texts)}" for name, texts in errors)
    return f"{said} Correct the value."


def _promise(error: IntegrityError) -> str:
    """The message of the constraint that a row breaks."""
    constraints = (one for model in apps.get_models() for one in model._meta.constraints)
    said = (str(one.violation_error_message) for one in constraints if one.name in str(error))
    return f"{next(said, str(error))} Correct the value."


def _remove(shelf: Shelf, report: LoadReport) -> None:
    """Remove what the files no longer hold, unless a curator changed it."""
    leaving = shelf.leaving()
    in_use = []
    for slug in sorted(shelf.loaded.keys() - shelf.wanted.keys()):
        if slug in leaving:
            if _delete(shelf, slug, leaving):
                report.add("removed", shelf.kind, slug)
                LoadedRow.objects.of(shelf.kind.name).filter(slug=slug).delete()
            else:
                in_use.append(slug)
        elif slug in shelf.present and shelf.loaded[slug].digest:
            report.add(
                "kept", shelf.kind, slug, ": a curator changed it; the files no longer hold it"
            )
    if in_use:
        _take_back(shelf, in_use, report)


def _delete(shelf: Shelf, slug: str, leaving: Collection[str]) -> bool:
    """Delete a row unless it is in use, for example by a rating or in a curator's list; whether it
    went.
    """
    if shelf.kind.is_listed(slug, leaving):
        return False
    try:
        shelf.kind.model._default_manager.filter(slug=slug).delete()
    except ProtectedError:
        return False
    return True


def _take_back(shelf: Shelf, slugs: list[str], report: LoadReport) -> None:
    """Unpublish a row that is in use. It stays the loader's and comes back with its file."""
    rows = shelf.kind.model._default_manager.all()
    if not issubclass(shelf.kind.model, Publication):
        for slug in slugs:
            report.add("kept", shelf.kind, slug, ": in use; the files no longer hold it")
        return
    published = [slug for slug in slugs if shelf.is_published(slug)]
    if not published:
        return
    rows.filter(slug__in=published).update(state=State.DRAFT)
    drafts = shelf.kind.present()
    LoadedRow.objects.keep(_loaded(shelf, record) for slug in published if (record := drafts[slug]))
    for slug in published:
        report.add("kept", shelf.kind, slug, ": in use, so only unpublished")
    report.drafted = True
