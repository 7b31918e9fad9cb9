"""What happens to other pages when a row is unpublished, renamed or deleted, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst

from portal.core.content.text_checks import texts_that_link_to
from portal.core.publication import AnyRows, Shortage, short_without

MOST_NAMED = 5


def some_of(rows: Iterable[object]) -> str:
    """The first few names, and how many more there are."""
    names = [str(row) for row in rows]
    rest = len(names) - MOST_NAMED
    named = ", ".join(names[:MOST_NAMED])
    return f"{named} and {rest} more" if rest > 0 else named


def kept_by(rows: AnyRows) -> Iterator[str]:
    """What deleting the rows would break: links to them, and pages that need them."""
    gone = list(rows)
    for row, field, link in texts_that_link_to(gone):
        if row not in gone:
            yield f"{_called(row)}: {field.verbose_name}, line {link.line}, links to it"
    for short in short_without(rows):
        for row in short.rows:
            reason = short.must_have.reason
            yield f"{_called(row)}: it is published, and {reason} once this is deleted"


def said_when_renamed(row: Any, before: str) -> Iterator[str]:
    links = texts_that_link_to([row])
    if found := _texts(link for link in links if link[0] != row):
        yield (
            f"Its address is what it was, so links to it still work. These texts may call it "
            f"“{before}”: {some_of(found)}."
        )


def said_when_taken_back(rows: Iterable[Any], short: Iterable[Shortage]) -> Iterator[str]:
    """`short` was computed before the rows were unpublished."""
    hidden = [one for row in rows for one in hidden_with(row)]
    links = texts_that_link_to(hidden)
    if found := _texts(link for link in links if link[0] not in hidden):
        yield f"Readers can no longer follow the links to it in these texts: {some_of(found)}."
    for one in short:
        named = some_of(map(_called, one.rows))
        yield f"These pages are still published although incomplete, because {one.reason}: {named}."


def hidden_with(row: Any) -> list[Any]:
    """A row, and what readers can see only while it is visible."""
    return [row, *(getattr(row, row.carries).all() if row.carries else ())]


def short_if_hidden(rows: AnyRows) -> list[Shortage]:
    """What is published and needs one of these rows, or is hidden with them."""
    model: Any = rows.model
    found = list(short_without(rows))
    if model.carries:
        field = model._meta.get_field(model.carries)
        carried = field.related_model._default_manager.filter(**{f"{field.field.name}__in": rows})
        found += short_without(carried)
    return found


def _texts(links: Iterable[tuple[Any, Any, Any]]) -> list[str]:
    """The rows whose texts contain the links, each with their line numbers, in order."""
    lines: dict[str, set[int]] = {}
    for row, _, link in links:
        lines.setdefault(_called(row), set()).add(link.line)
    return [f"{name} ({_lines(sorted(numbers))})" for name, numbers in lines.items()]


def _lines(numbers: list[int]) -> str:
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _called(row: Any) -> str:
    return f"{capfirst(row._meta.verbose_name)} “{row}”"
