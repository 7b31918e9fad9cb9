"""What a load refuses: faulty texts in files, and content published before it is complete."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from portal.core.content.reading import Shelf, refuse
from portal.core.content.records import Problem, Record
from portal.core.content.text_checks import KnownRows, flaws_in, mistakes
from portal.core.publication import Publication, Shortage, shortages
from portal.core.text.markdown import MarkdownField, markdown_fields

REMEDY = "Add it, or write 'state: draft'."


class KnownAfter(KnownRows):
    """The rows that will exist after a load.

    A row a curator removed counts as there while a file still has it: the files aren't at fault.
    """

    def __init__(self, shelves: Mapping[str, Shelf]) -> None:
        super().__init__()
        self._shelves = {shelf.kind.model: shelf for shelf in shelves.values()}

    def read(self, model: type[Model]) -> Mapping[str, bool]:
        if model not in self._shelves:
            return super().read(model)
        shelf = self._shelves[model]
        leaving = shelf.leaving()
        rows = {slug: shelf.is_published(slug) for slug in shelf.present if slug not in leaving}
        return rows | {slug: record.is_published for slug, record in shelf.wanted.items()}


def mistakes_in_texts(shelves: Mapping[str, Shelf]) -> Iterator[Problem]:
    """Broken links, and markup that would not be shown as meant, in what a load would write."""
    known = KnownAfter(shelves)
    for shelf in shelves.values():
        for field in markdown_fields(shelf.kind.model):
            for record in shelf.writing.values():
                yield from _mistakes(shelf, record, field, known)


def look_for_incomplete(shelves: Mapping[str, Shelf]) -> list[str]:
    """Published content that lacks something it must have, as lines to print.

    Raises ContentError if a file is at fault: the load was about to publish it.
    """
    problems, lines = [], []
    for shelf, short in _shortages(shelves):
        for row in short.rows:
            if row.slug in shelf.writing and not _is_of_curators(short, row.slug, shelf, shelves):
                text = f"It cannot be published, because {short.reason}. {REMEDY}"
                problems.append(shelf.problem(row.slug, short.must_have.name, text))
            kind = shelf.kind.name
            lines.append(f"incomplete {kind} {row.slug}: it is published although {short.reason}")
    refuse(problems)
    return lines


def _mistakes(
    shelf: Shelf, record: Record, field: MarkdownField, known: KnownRows
) -> Iterator[Problem]:
    page = shelf.kind.model(slug=record.slug).get_absolute_url()  # type: ignore[attr-defined]
    listed = getattr(record, field.references) if field.references else None
    text = getattr(record, field.name)
    entry = shelf.entries[record.slug]
    if text == entry.data.get(field.name):  # and not what a curator wrote
        for flaw in mistakes(flaws_in(text, known, page=page, listed=listed)):
            line = entry.body_line + flaw.line - 1
            yield Problem(entry.path, line, field.name, flaw.words)


def _shortages(shelves: Mapping[str, Shelf]) -> Iterator[tuple[Shelf, Shortage]]:
    for shelf in shelves.values():
        if issubclass(shelf.kind.model, Publication):
            rows: Any = shelf.kind.model._default_manager.all()
            for short in shortages(rows.published()):
                yield shelf, short


def _is_of_curators(short: Shortage, slug: str, shelf: Shelf, shelves: Mapping[str, Shelf]) -> bool:
    """Whether the files publish something that the row will have and the database doesn't yet."""
    end = short.must_have.end_of(shelf.kind.model)
    ends = [other for other in shelves.values() if other.kind.model is end]
    named = {(one.kind, one.slug) for one in shelf.writing[slug].refers_to()}
    return any(
        record.is_published
        for other in ends
        for record in other.wanted.values()
        if (other.kind.name, record.slug) in named
    )
