"""Files that give two rows the same name, or names nobody could tell apart."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.core.content.files import FileEntry
from portal.core.content.kinds import Kind, OtherName
from portal.core.content.records import Problem, Record
from portal.core.text.folding import same_title

Entries = Mapping[str, FileEntry]


def same_names(
    kind: Kind[Any], entries: Entries, wanted: Mapping[str, Record]
) -> Iterator[Problem]:
    for key in kind.unique:
        yield from _same_values(kind, entries, key)
    titles = {same_title(str(entry.data.get("title"))): slug for slug, entry in entries.items()}
    named: dict[str, tuple[str, OtherName]] = {}
    for slug, record in wanted.items():
        for name in kind.other_names(record):
            key = same_title(name.text)
            owner, there = named.setdefault(key, (slug, name))
            if titles.get(key, slug) != slug:
                yield _taken(kind, entries, slug, name, titles[key], is_title=True)
            elif there is not name and owner == slug:
                text = f"'{name.text}' looks like '{there.text}'. Remove one of them."
                yield entries[slug].problem([name.key], text)
            elif owner != slug and not (name.is_ambiguous and there.is_ambiguous):
                yield _taken(kind, entries, slug, name, owner)


def _same_values(kind: Kind[Any], entries: Entries, key: str) -> Iterator[Problem]:
    alike = same_title if key == "title" else str
    first: dict[str, FileEntry] = {}
    for entry in entries.values():
        value = alike(str(entry.data[key]))
        if value in first:
            yield twice(kind, entry, key, first[value])
        first.setdefault(value, entry)


def twice(kind: Kind[Any], entry: FileEntry, key: str, first: FileEntry) -> Problem:
    where = f"{first.path}:{first.line_of([key])}"
    value, other = entry.data[key], first.data[key]
    text = f"'{value}' is already the name of another {kind.name}, at {where}. Change one of them."
    if value != other:
        text = f"'{value}' looks like '{other}', a {kind.name} at {where}. Change one of them."
    return entry.problem([key], text)


def _taken(
    kind: Kind[Any],
    entries: Entries,
    slug: str,
    name: OtherName,
    owner: str,
    *,
    is_title: bool = False,
) -> Problem:
    what = "the title" if is_title else "another name"
    where = f"{entries[owner].path}:{entries[owner].line_of(['title'])}"
    remedy = "Remove it here." if is_title else "Remove one of them."
    if kind.has_ambiguous_names and not is_title:
        remedy = "Remove one of them, or list both as ambiguous."
    text = f"'{name.text}' is {what} of the {kind.name} '{owner}' already, at {where}. {remedy}"
    return entries[slug].problem([name.key], text)
