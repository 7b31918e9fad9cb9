"""What the one search looks through, and what it offers where nothing was found."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from careers.models import Resource, Role, Skill, SkillAlias
from portal.core.search import EXACT, typed_words
from portal.core.text.folding import folded
from scalability.models import CaseStudy, Topic

MOST_FOUND = 12
MOST_OFFERED = 4
LIKENESS = 0.7  # 1 is the same; a slip of the finger in a short name is about 0.8


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


def find(query: str) -> list[ResultGroup]:
    """The groups that hold anything, the first dozen of each: one query a kind.

    What is called exactly so comes first, whatever its kind.
    """
    asked = urlencode({"q": query})
    roles = Role.objects.published().select_related("family")
    kinds: list[tuple[str, str, QuerySet[Any], str, str]] = [
        ("Roles", "people", roles, "purpose", "careers:role_list"),
        ("Skills", "check", Skill.objects.published(), "definition", "careers:skill_list"),
        ("Scaling topics", "map", Topic.objects.published(), "problem", ""),
        ("Case studies", "list", CaseStudy.objects.published(), "summary", ""),
        ("Resources", "book", Resource.objects.published(), "by", "careers:resource_list"),
    ]
    groups = []
    for title, icon, rows, about, name in kinds:
        found = list(rows.search(query)[: MOST_FOUND + 1])  # type: ignore[attr-defined]
        hits = [Hit(row, getattr(row, about)) for row in found[:MOST_FOUND]]
        rest = f"{reverse(name)}?{asked}" if name else ""
        if hits:
            groups.append(ResultGroup(title, icon, hits, len(found) > MOST_FOUND, rest))
    return sorted(groups, key=lambda group: group.hits[0].row.rank != EXACT)


def offers(query: str) -> list[str]:
    """What somebody may have meant: names like what they typed, then each of its words alone."""
    names = {folded(name): name for name in _names()}
    alike = get_close_matches(folded(query), names, MOST_OFFERED, LIKENESS)
    words = typed_words(query)
    return _once([*(names[one] for one in alike), *(words if len(words) > 1 else ())])


def _names() -> Iterable[str]:
    """What roles and skills are called, in one query."""
    roles = Role.objects.published().order_by().values_list("title")
    skills = Skill.objects.published()
    aliases = SkillAlias.objects.filter(skill__in=skills).order_by().values_list("name")
    rows = roles.union(skills.order_by().values_list("title"), aliases)
    return [name for (name,) in rows.order_by("title")]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))[: 2 * MOST_OFFERED]
