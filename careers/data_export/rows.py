"""A document from the rows of a profile, and the rows of a profile from a document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar, cast

from django.db import models
from pydantic import ValidationError

from careers.data_export.document import LANGUAGE, NAMED_ONCE, Document, Mention
from careers.data_export.drafts import Draft, proof_of, proven_by
from careers.data_export.entries import (
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
)
from careers.models import (
    Goal,
    LeftOut,
    Note,
    Occupation,
    OwnLink,
    PlanChoices,
    Profile,
    Rating,
    RatingChange,
    Resource,
    ResourceProgress,
    Role,
    Skill,
    SkillProgress,
)
from careers.models.merging import KEPT, MOST_KEPT, rows_of
from portal.core.batches import portions_of
from portal.core.content.records import slug_of

EntryT = TypeVar("EntryT", bound=ProfileEntry)
Keys = dict[tuple[str, str | None], int]  # (kind, slug) -> primary key
AnyRows = models.QuerySet[Any]

PORTION = 500  # rows that are written in one go: some ten milliseconds

# List of the document -> the rows that it holds, and what it says of each.
LISTS: dict[str, tuple[type[models.Model], type[Named]]] = {
    "ratings": (Rating, RatingEntry),
    "history": (RatingChange, ChangeEntry),
    "goals": (Goal, GoalEntry),
    "left_out": (LeftOut, LeftOutEntry),
    "resources": (ResourceProgress, ResourceEntry),
    "levels": (SkillProgress, LevelEntry),
    "notes": (Note, NoteEntry),
    "links": (OwnLink, LinkEntry),
}
WITH_WORDS = {"notes": "notes", "levels": "skill_progress", "links": "own_links"}
CONTENT: dict[str, type[Skill | Role | Resource | Occupation]] = {
    "skill": Skill,
    "role": Role,
    "occupation": Occupation,
    "resource": Resource,
}


class TooMany(NamedTuple):
    """A list of the document, how many entries it would hold, and for how many there is room."""

    name: str
    entries: int
    most: int


def document_of(profile: Profile) -> Document:
    """All that a person keeps, what is about unpublished content too: it is theirs."""
    choices = PlanChoices.objects.filter(profile=profile).first()
    rows = {name: _rows_kept(model, entry, profile) for name, (model, entry) in LISTS.items()}
    held: dict[str, Any] = {
        name: tuple(_entry(LISTS[name][1], row) for row in kept) for name, kept in rows.items()
    }
    held["identity"] = _identity_of(profile)
    held |= {name: slug_of(getattr(profile, name)) for name in NAMED_ONCE}
    if choices:
        held["choices"] = _entry(ChoicesEntry, choices)
    drafts = _drafts_among(profile, rows) | _hidden_language(choices)
    return Document(**held, drafts=proof_of(drafts))


def kept_counts(profile: Profile) -> dict[str, int]:
    """How many rows a person keeps of each list of the document, and of what is there once."""
    counts = {
        name: _rows_of(model).filter(profile=profile).count() for name, (model, _) in LISTS.items()
    }
    return counts | {
        **{name: int(getattr(profile, f"{name}_id") is not None) for name in NAMED_ONCE},
        "choices": PlanChoices.objects.filter(profile=profile).count(),
    }


def unknown_in(document: Document, profile: Profile | None) -> list[Mention]:
    """The places that name what the portal does not show, and the person has nothing about, here
    or by the proof of the file.

    A language counts as shown where a resource in it is.

    Whether it never was, was removed or is a draft, nobody learns from the answer.
    """
    known = {
        (kind, slug)
        for kind, model in CONTENT.items()
        for slug in model.objects.published().values_list("slug", flat=True)
    }
    if language := document.language:
        known |= {(language.kind, code) for code in PlanChoices.objects.of(profile).languages()}
    named = [*document.mentions(), *([language] if language else [])]
    unknown = [place for place in named if (place.kind, place.slug) not in known]
    own = set(_named_by(profile)) if unknown and profile else set()
    if unknown and document.drafts:
        languages = {(one.kind, one.slug) for one in unknown if one.kind == LANGUAGE}
        own |= proven_by(document.drafts) & {*_keys_of(unknown), *languages}
    return [place for place in unknown if (place.kind, place.slug) not in own]


def too_many_with(document: Document, profile: Profile | None) -> Iterator[TooMany]:
    """The lists that a document would fill beyond what there is room for."""
    for name, relation in WITH_WORDS.items():
        brought = {entry.key() for entry in getattr(document, name)}
        if not brought:
            continue
        about, *others = KEPT[relation][0]
        own = rows_of(relation).filter(profile=profile).values_list(f"{about}__slug", *others)
        entries, most = len(brought | set(own)), MOST_KEPT[relation]
        if entries > most:
            yield TooMany(name, entries, most)


def import_document(profile: Profile, document: Document) -> None:
    """Join what a document holds to a profile, all of it or nothing.

    Every row that it names must be there. The rows are written beside the profile first, under one
    that nobody can open, in portions that let others write; `Profile.absorb` then joins the two in
    one go, whose time no longer depends on how long Python takes to make rows.
    """
    keys = _keys_of(document.mentions())
    identity = document.identity or _identity_of(profile)
    brought = Profile.objects.create(
        identity=identity.key,
        created=identity.since,
        **{
            f"{name}_id": keys.get((kind, getattr(document, name)))
            for name, kind in NAMED_ONCE.items()
        },
    )
    try:
        for name, entries in document.lists():
            model, _ = LISTS[name]
            rows = [model(profile=brought, **_columns(entry, keys)) for entry in entries]
            for portion in portions_of(rows, PORTION):
                model._default_manager.bulk_create(portion)
        if document.choices:
            PlanChoices.objects.create(profile=brought, **document.choices.model_dump())
        profile.absorb(brought)
    finally:
        Profile.objects.filter(pk=brought.pk).delete()  # it is still there where anything failed


def _named_by(profile: Profile) -> Iterator[tuple[str, str]]:
    """The kind and slug of every row of content that a person has something about."""
    yield from ((kind, row.slug) for kind, row in _named_once(profile))
    for model, entry in LISTS.values():
        rows = _rows_of(model).filter(profile=profile).order_by()
        for slug in rows.values_list(f"{entry.kind}__slug", flat=True).distinct():
            yield entry.kind, slug


def _rows_kept(model: type[models.Model], entry: type[Named], profile: Profile) -> AnyRows:
    """In the order of the model: what is as old keeps the order it was made in."""
    return _rows_of(model).filter(profile=profile).select_related(entry.kind)


def _named_once(profile: Profile) -> Iterator[tuple[str, Role | Occupation]]:
    """The kind and row of what the profile itself names."""
    named = ((kind, getattr(profile, name)) for name, kind in NAMED_ONCE.items())
    return ((kind, row) for kind, row in named if row)


def _drafts_among(profile: Profile, rows: Mapping[str, AnyRows]) -> set[Draft]:
    """The kind and slug of what a profile, and rows of it that were read, name of drafts."""
    kinds = [(LISTS[name][1].kind, kept) for name, kept in rows.items()]
    about = [(kind, getattr(row, kind)) for kind, kept in kinds for row in kept]
    named = [*about, *_named_once(profile)]
    return {(kind, one.slug) for kind, one in named if not one.is_published}


def _hidden_language(choices: PlanChoices | None) -> set[Draft]:
    """The language that was chosen, once all resources in it are drafts."""
    language = choices.language if choices else ""
    is_hidden = language and language not in Resource.objects.published().languages()
    return {(LANGUAGE, language)} if is_hidden else set()


def _entry(kind: type[EntryT], row: models.Model) -> EntryT:
    """What is stored, even where no file may bring it: everything is everything."""
    values = {name: slug_of(getattr(row, name)) for name in kind.model_fields}
    try:
        return kind.model_validate(values, strict=False)
    except ValidationError:
        return cast("EntryT", kind.model_construct(None, **values))


def _identity_of(profile: Profile) -> IdentityEntry:
    return IdentityEntry.model_construct(key=profile.identity, since=profile.created)


def _rows_of(model: type[models.Model]) -> AnyRows:
    rows: AnyRows = model._default_manager.all()
    return rows


def _keys_of(places: Iterable[Mention]) -> Keys:
    named = list(places)
    return {
        (kind, slug): key
        for kind, model in CONTENT.items()
        for slug, key in _rows_of(model)
        .filter(slug__in={place.slug for place in named if place.kind == kind})
        .values_list("slug", "pk")
    }


def _columns(entry: Named, keys: Keys) -> dict[str, Any]:
    values = entry.model_dump()
    slug = values.pop(entry.kind)
    return values | {f"{entry.kind}_id": keys[entry.kind, slug]}
