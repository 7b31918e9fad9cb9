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
from portal.core.search import EXACT, Held, typed_words, weighed_in
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

    @property
    def without_rest(self) -> "ResultGroup":
        """The lists know only what holds all of the words."""
        return self._replace(is_cut=False, all="")


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

    def weighed(self, weights: dict[str, int]) -> QuerySet[Any]:
        aliases = None
        if self.aliases:
            model, owner = self.aliases
            aliases = model.objects.filter(**{owner: OuterRef("pk")})
        return weighed_in(self.rows(), weights, aliases)


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
    """The groups that hold anything, the first dozen of each: one query a kind.

    What holds all of the words hides what holds some. Where nothing does, what holds the most of
    them is shown, down to half as much. First comes the kind that was asked for, then what is
    called exactly so, then names before texts.
    """
    if not any(reading.weights):
        return Findings([])
    found = {kind: kind.weighed(reading.weights)[: MOST_FOUND + 1] for kind in KINDS}
    ranked = {kind: [(Held.of(row.score), row) for row in rows] for kind, rows in found.items()}
    best = max((held.all for rows in ranked.values() for held, _ in rows), default=0)
    whole = sum(reading.weights.values())
    groups = {}
    for kind, rows in ranked.items():
        kept = _best(rows, best, is_whole=best == whole and not reading.names_several)
        if kept:
            group = _group(kind, [row for _, row in kept], reading)
            groups[_order(kind, *kept[0], reading)] = group if best == whole else group.without_rest
    return Findings([groups[key] for key in sorted(groups)], is_partial=0 < best < whole)


def _best(rows: list[tuple[Held, Any]], best: int, *, is_whole: bool) -> list[tuple[Held, Any]]:
    """What holds all of the words; else half of what the best does, by names before texts."""
    if is_whole:
        return [(held, row) for held, row in rows if held.all == best]
    some = [(held, row) for held, row in rows if 2 * held.all >= best]
    return sorted(some, key=lambda one: _worth(one[0]), reverse=True)


def _worth(held: Held) -> int:
    return held.all + held.named


def offers(query: str, vocabulary: Vocabulary) -> list[str]:
    """What somebody may have meant: names like what they typed, then each of its words alone."""
    names = {folded(row.title): row.title for row in vocabulary.names.values()}
    alike = get_close_matches(folded(query), names, MOST_OFFERED, LIKENESS)
    words = typed_words(query)
    return _once([*(names[one] for one in alike), *(words if len(words) > 1 else ())])


def _order(kind: SearchedKind, held: Held, best: Any, reading: QueryReading) -> tuple[int, ...]:
    return (
        kind.title != reading.first_group,
        -_worth(held) if held.all < sum(reading.weights.values()) else 0,
        best.rank != EXACT,
        best.rank >= IN_TEXTS,
        KINDS.index(kind),
    )


def _group(kind: SearchedKind, rows: list[Any], reading: QueryReading) -> ResultGroup:
    hits = [Hit(row, getattr(row, kind.about)) for row in rows[:MOST_FOUND]]
    asked = urlencode({"q": reading.searched})
    rest = f"{reverse(kind.route)}?{asked}" if kind.route else ""
    return ResultGroup(kind.title, kind.icon, hits, len(rows) > MOST_FOUND, rest)


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[: 2 * MOST_OFFERED]
