"""What the one search looks through, and what it offers where nothing was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet
from django.urls import reverse

from careers.models import (
    Occupation,
    OccupationTitle,
    Resource,
    Role,
    RoleAlias,
    Skill,
    SkillAlias,
)
from portal.core.search import EXACT, Held, found_in, typed_words, weighed_in
from portal.core.text.folding import folded
from portal.site.search.reading import QueryReading
from portal.site.search.vocabulary import Vocabulary
from scalability.models import CaseStudy, Topic

MOST_FOUND = 12
MOST_OFFERED = 4
LIKENESS = 0.7  # 1 is the same; a slip of the finger in a short name is about 0.8
IN_TEXTS = 4  # the rank of what has the words in no name


class Hit(NamedTuple):
    """A row that was found, and what it says of itself."""

    row: Any
    about: str


class ResultGroup(NamedTuple):
    """What was found of one kind, and where the rest is listed, if anywhere."""

    title: str
    icon: str
    hits: list[Hit]
    is_cut: bool
    all: str


class Findings(NamedTuple):
    groups: list[ResultGroup]
    is_partial: bool = False  # no row holds all of the words


@dataclass(frozen=True, slots=True)
class SearchedKind:
    title: str
    icon: str
    rows: Callable[[], QuerySet[Any]]
    about: str
    route: str = ""  # of the list that can be searched
    aliases: tuple[Any, str] | None = None  # their model, and its link to the row

    def holding_all(self, query: str) -> QuerySet[Any]:
        return found_in(self.rows(), query, self._aliases())

    def holding_some(self, weights: dict[str, int]) -> QuerySet[Any]:
        return weighed_in(self.rows(), weights, self._aliases())

    def _aliases(self) -> QuerySet[Any] | None:
        if self.aliases is None:
            return None
        model, owner = self.aliases
        rows: QuerySet[Any] = model.objects.filter(**{owner: OuterRef("pk")})
        return rows


def _roles() -> QuerySet[Role]:
    return Role.objects.published().select_related("family")


KINDS = (
    SearchedKind("Roles", "people", _roles, "purpose", "careers:role_list", (RoleAlias, "role")),
    SearchedKind(
        "Occupations",
        "people",
        Occupation.objects.published,
        "summary",
        aliases=(OccupationTitle, "occupation"),
    ),
    SearchedKind(
        "Skills",
        "check",
        Skill.objects.published,
        "definition",
        "careers:skill_list",
        (SkillAlias, "skill"),
    ),
    SearchedKind("Scaling topics", "map", Topic.objects.published, "problem"),
    SearchedKind("Case studies", "list", CaseStudy.objects.published, "summary"),
    SearchedKind("Resources", "book", Resource.objects.published, "by", "careers:resource_list"),
)


def find(reading: QueryReading) -> Findings:
    """The groups that hold anything, the first dozen of each: one query a kind, or two.

    What holds all of the words hides what holds some. Where nothing does, what holds the most of
    them is shown, down to half as much.
    """
    if not reading.weights:
        return Findings([])
    if not reading.names_several and (groups := _holding_all(reading)):
        return Findings(groups)
    groups = _holding_some(reading)
    return Findings(groups, is_partial=bool(groups) and not reading.names_several)


def _holding_all(reading: QueryReading) -> list[ResultGroup]:
    """First the kind that was asked for, then what is called exactly so, names before texts."""
    groups = {}
    for place, kind in enumerate(KINDS):
        if rows := list(kind.holding_all(reading.searched)[: MOST_FOUND + 1]):
            rank = rows[0].rank
            is_asked = kind.title == reading.first_group
            order = (not is_asked, rank != EXACT, rank >= IN_TEXTS, place)
            groups[order] = _group(kind, rows, reading)
    return [groups[order] for order in sorted(groups)]


def _holding_some(reading: QueryReading) -> list[ResultGroup]:
    """First the kind that was asked for, then what holds most of the words, names before texts."""
    found = {
        kind: [(Held.of(row.score), row) for row in kind.holding_some(reading.weights)[:MOST_FOUND]]
        for kind in KINDS
    }
    best = max((held.all for rows in found.values() for held, _ in rows), default=0)
    groups = {}
    for place, (kind, rows) in enumerate(found.items()):
        kept = [(held, row) for held, row in rows if 2 * held.all >= best]
        if kept:
            kept.sort(key=lambda one: (_is_named(one[1], reading), sum(one[0])), reverse=True)
            order = (kind.title != reading.first_group, -sum(kept[0][0]), place)
            groups[order] = _group(kind, [row for _, row in kept], reading)
    return [groups[order] for order in sorted(groups)]


def _is_named(row: Any, reading: QueryReading) -> bool:
    return (type(row).__name__, row.slug) in {(one.kind, one.slug) for one in reading.named}


def offers(query: str, vocabulary: Vocabulary) -> list[str]:
    """What somebody may have meant: names like what they typed, then each of its words alone."""
    names = {folded(row.title): row.title for row in vocabulary.names.values()}
    alike = get_close_matches(folded(query), names, MOST_OFFERED, LIKENESS)
    words = typed_words(query)
    return _once([*(names[one] for one in alike), *(words if len(words) > 1 else ())])


def _group(kind: SearchedKind, rows: list[Any], reading: QueryReading) -> ResultGroup:
    hits = [Hit(row, getattr(row, kind.about)) for row in rows[:MOST_FOUND]]
    asked = urlencode({"q": reading.searched})
    rest = f"{reverse(kind.route)}?{asked}" if kind.route else ""
    return ResultGroup(kind.title, kind.icon, hits, len(rows) > MOST_FOUND, rest)


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[: 2 * MOST_OFFERED]
