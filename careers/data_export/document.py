"""A profile as one JSON document that the person owns: version 1.

Rows of content are named by their slugs, which never change; moments are in UTC, as ISO 8601
writes them; an entry that may be empty is null or "". Whoever is described is not named.

    format          "ai-career-portal-profile"
    version         1
    identity        key (random, it names nobody), since when; or null. Ids that leave the portal,
                    as those of steps in a calendar, are made of it and stay the same with it
    present_role    the role that the person works in now, or null
    occupation      the work that the person comes from, or null
    ratings         skill, level 0 to 5, when it was rated
    history         skill, level 0 to 5 or null where it was taken back, when; oldest first
    goals           role, when it was added; oldest first
    choices         how the person wants to learn, or null: hours_per_week, free_only,
                    avoided_kinds of resources, language, start, when they were changed
    left_out        skill that wants no step in the plan, when it was left out
    resources       resource, state (planned, started, done, dropped), since when
    levels          skill, level 1 to 5, state (learning, reached), evidence, evidence_url, on
                    (a day), since when
    notes           skill, text, when it was changed
    links           skill, url, title, when it was added
    drafts          proof that what names content that is not published now was kept here (`drafts`)
    resume          written for other programs and not read: skills in the form of JSON Resume

What the portal writes it reads, as far as that is not too much (`limits`), and it writes the same
again (`Document.read`, `written`).
"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, ValidationError

from careers.data_export.entries import (
    OWN_WORDS,
    ChangeEntry,
    ChoicesEntry,
    GoalEntry,
    IdentityEntry,
    LeftOutEntry,
    LevelEntry,
    LinkEntry,
    Named,
    NoteEntry,
    ProfileEntry,
    RatingEntry,
    ResourceEntry,
    Slug,
    Text,
)
from careers.data_export.limits import has_too_many_parts, look_through, shortened
from careers.data_export.recognition import (
    FORMAT,
    TOO_MUCH,
    VERSION,
    UnreadableError,
    in_utf8,
    mistake_in_json,
    not_ours,
)

MOST_PROBLEMS = 10  # said at once
NamedT = TypeVar("NamedT", bound=Named)
Entries = tuple[NamedT, ...]


def as_json(data: dict[str, Any]) -> str:
    """The way that files for people are written in: a line an entry, every letter as it is."""
    return json.dumps(data, indent=2, ensure_ascii=False)


# What the document itself names, and the kind of content that it is.
NAMED_ONCE = {"present_role": "role", "occupation": "occupation"}
LANGUAGE = "resource in the language"  # what there must be one of, as the kind of a place


class Mention(NamedTuple):
    """Where a document names a row of content."""

    where: str
    kind: str
    slug: str


def _each_once(entries: Entries[NamedT]) -> Entries[NamedT]:
    seen: set[tuple[Any, ...]] = set()
    for entry in entries:
        if entry.key() in seen:
            raise ValueError(f"“{entry.key()[0]}” appears twice. Remove one")
        seen.add(entry.key())
    return entries


def _by_name(entries: Entries[NamedT]) -> Entries[NamedT]:
    return tuple(sorted(_each_once(entries), key=lambda entry: entry.key()))


def _by_time(entries: Entries[NamedT]) -> Entries[NamedT]:
    """The oldest first; what is as old keeps its order."""
    return tuple(sorted(_each_once(entries), key=lambda entry: entry.moment))


ByName, ByTime = AfterValidator(_by_name), AfterValidator(_by_time)


class Document(ProfileEntry):
    format: Literal["ai-career-portal-profile"] = FORMAT
    version: Literal[1] = VERSION
    identity: IdentityEntry | None = None
    present_role: Slug | None = None
    occupation: Slug | None = None
    ratings: Annotated[Entries[RatingEntry], ByName] = ()
    history: Annotated[Entries[ChangeEntry], ByTime] = ()
    goals: Annotated[Entries[GoalEntry], ByTime] = ()
    choices: ChoicesEntry | None = None
    left_out: Annotated[Entries[LeftOutEntry], ByTime] = ()
    resources: Annotated[Entries[ResourceEntry], ByName] = ()
    levels: Annotated[Entries[LevelEntry], ByName] = ()
    notes: Annotated[Entries[NoteEntry], ByName] = ()
    links: Annotated[Entries[LinkEntry], ByTime] = ()
    drafts: Text = ""
    resume: dict[str, Any] | None = None

    @classmethod
    def read(cls, data: bytes, now: datetime) -> Self:
        """The document that a file holds; raise UnreadableError for none, or one too large."""
        text = in_utf8(data)
        if problems := _at_first_sight(text):
            raise UnreadableError(problems)
        try:
            read = _File.model_validate_json(text, context={"now": now})
        except ValidationError as error:
            raise UnreadableError(_problems(text, error)) from error
        return cls(**dict(read) | {"resume": None})

    def written(self, resume: dict[str, Any] | None = None) -> str:
        data = self.model_dump(mode="json", exclude={"resume"}, warnings=False)
        return as_json(data | {"resume": resume})

    def lists(self) -> Iterator[tuple[str, Entries[Any]]]:
        """Every list by its name, in the order of the document."""
        for name in type(self).model_fields:
            if isinstance(entries := getattr(self, name), tuple):
                yield name, entries

    def mentions(self) -> Iterator[Mention]:
        for name, kind in NAMED_ONCE.items():
            if slug := getattr(self, name):
                yield Mention(name, kind, slug)
        for name, entries in self.lists():
            for number, entry in enumerate(entries, start=1):
                where = f"{name}, entry {number}"
                yield Mention(where, entry.kind, getattr(entry, entry.kind))

    @property
    def language(self) -> Mention | None:
        """Where a language is chosen, which the portal may have no resource in."""
        if self.choices is None or not self.choices.language:
            return None
        return Mention("choices, language", LANGUAGE, self.choices.language)

    def without(self, left_out: Collection[Mention]) -> Self:
        """The same, less what names the rows of these places."""
        gone = {(place.kind, place.slug) for place in left_out}
        kept: dict[str, Any] = {
            name: tuple(
                entry for entry in entries if (entry.kind, getattr(entry, entry.kind)) not in gone
            )
            for name, entries in self.lists()
        }
        for name, kind in NAMED_ONCE.items():
            if (kind, getattr(self, name)) in gone:
                kept[name] = None
        if self.choices and self.language in left_out:
            kept["choices"] = self.choices.model_copy(update={"language": ""})
        return self.model_copy(update=kept)


class _File(Document):
    """A document that says itself what it is."""

    format: Literal["ai-career-portal-profile"]
    version: Literal[1]


REMEDIES = {
    "missing": "This is missing. Add it.",
    "extra_forbidden": "The portal does not know this. Remove it.",
    "string_pattern_mismatch": "The portal has no such name. Correct it.",
    "string_type": "This must be text, in quotes.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "tuple_type": "This must be a list, in square brackets.",
    "model_type": "This must be an object, in curly brackets.",
    "date_parsing": "This must be a date, such as 2026-11-29.",
    "date_from_datetime_parsing": "This must be a date, such as 2026-11-29.",
    "datetime_parsing": "This must be a date and time, such as 2026-11-29T12:00:00Z.",
    "datetime_from_date_parsing": "This must be a date and time, such as 2026-11-29T12:00:00Z.",
    "timezone_aware": "The time zone is missing: write it as in 2026-11-29T12:00:00Z.",
    "uuid_parsing": "This identity is not one of the portal's. Remove it.",
    "uuid_type": "This identity is not one of the portal's. Remove it.",
    "uuid_version": "This identity is not one of the portal's. Remove it.",
}


def _at_first_sight(text: bytes) -> list[str]:
    if has_too_many_parts(text):
        return [TOO_MUCH]
    look = look_through(text)
    if look is None:
        return []
    said = not_ours(look.held)
    return [said] if said else look.excess


def _problems(text: bytes, error: ValidationError) -> list[str]:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return [mistake_in_json(text, found[0]["msg"])]
    said = [f"{_where(one['loc'])}: {_remedy(one['type'], one['msg'])}" for one in found]
    more = len(said) - MOST_PROBLEMS
    return said[:MOST_PROBLEMS] + ([f"And {more} more."] if more > 0 else [])


def _where(path: tuple[int | str, ...]) -> str:
    return ", ".join(f"entry {one + 1}" if isinstance(one, int) else shortened(one) for one in path)


def _remedy(kind: str, said: str) -> str:
    if kind in REMEDIES:
        return REMEDIES[kind]
    said = said.removeprefix("Value error, ").replace("Input should", "It should")
    if kind == OWN_WORDS:
        return said
    return f"{said}." if ". " in said else f"{said}. Correct it."
