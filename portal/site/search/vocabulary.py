"""The words and names that the published content knows, and the nearest of them to a mistyped one.

It is read with one query for each version of the content.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value

from careers.models import (
    Occupation,
    OccupationTitle,
    Resource,
    Role,
    RoleAlias,
    Skill,
    SkillAlias,
)
from portal.core.content_version import once_per_version
from portal.core.search import terms_of
from portal.core.text.folding import folded, words_in
from scalability.models import CaseStudy, Topic

# 1 is the same; two letters that changed places in a word of six are 0.83, in one of eight 0.75
# where another stands between them.
LIKENESS, LIKENESS_OF_LONG = 0.78, 0.75
LONG = 8  # letters
LEAST_TO_CORRECT = 4  # letters: shorter words are too like one another
MOST_MISSING = 2  # letters
LEAST_OF_A_FORM = 3  # letters: bot, of bots, begins both


class NamedRow(NamedTuple):
    kind: str  # the name of its model
    slug: str
    title: str


class NameEntry(NamedTuple):
    """A name of a published row, and the words of its texts, as they are stored."""

    row: NamedRow
    name_words: str
    all_words: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    names: Mapping[str, NamedRow]  # by the words of the name, a space between them
    rows: frozenset[tuple[str, str]]  # kind and slug
    words: tuple[str, ...]  # all, in order
    counts: Mapping[str, int]  # word of a name -> names that it is in
    by_letter: Mapping[str, list[str]]  # the words of names

    @classmethod
    def of(cls, entries: Iterable[NameEntry]) -> "Vocabulary":
        names: dict[str, NamedRow] = {}
        counts, words = Counter[str](), set[str]()
        rows = set()
        for row, name, text in entries:
            rows.add((row.kind, row.slug))
            pieces = name.split()
            counts.update(set(pieces))
            words.update(pieces, text.split())
            names.setdefault(" ".join(pieces), row)
            if "(" in row.title:  # AI Engineer (LLM Applications)
                names.setdefault(_key(row.title.partition("(")[0]), row)
        by_letter = defaultdict(list)
        for word in counts:
            by_letter[word[0]].append(word)
        return cls(names, frozenset(rows), tuple(sorted(words)), counts, dict(by_letter))

    def knows(self, word: str) -> bool:
        """Some word of a name or a text begins so."""
        return any(
            all(map(self._begins, start.split()))
            for start in _starts(word)
            if start == word or len(start) > LEAST_OF_A_FORM
        )

    def weight(self, word: str) -> int:
        """How telling a word is: 1 for what most names hold, more for what few do."""
        holding = sum(self.counts[one] for one in self._names_beginning(word))
        total = len(self.names) or 1
        return max(1, round(10 * math.log10(1 + total / (1 + (holding or total // 20)))))

    def nearest(self, word: str, also: Iterable[str] = ()) -> str:
        """The word that a mistyped one may be; empty where none is near, or it is too short."""
        if len(word) < LEAST_TO_CORRECT or not word.isalpha():
            return ""
        near = [
            one
            for letter in {word[0], word[1]}
            for one in [*self.by_letter.get(letter, ()), *(a for a in also if a[0] == letter)]
            if abs(len(one) - len(word)) <= MOST_MISSING
        ]
        likeness = LIKENESS_OF_LONG if len(word) >= LONG else LIKENESS
        alike = get_close_matches(word, near, 1, likeness)
        return alike[0] if alike else ""

    def parted(self, word: str) -> str:
        """What was written as one, as two words of names: machine learning."""
        for at in range(3, len(word) - 2):
            if {word[:at], word[at:]} <= self.counts.keys():
                return f"{word[:at]} {word[at:]}"
        return ""

    def joined(self, first: str, second: str) -> str:
        """What was written as two, as one word of a name: chatbots."""
        is_one = first + second in self.counts and not {first, second} <= self.counts.keys()
        return first + second if is_one else ""

    def _begins(self, start: str) -> bool:
        at = bisect_left(self.words, start)
        return at < len(self.words) and self.words[at].startswith(start)

    def _names_beginning(self, word: str) -> set[str]:
        found = set[str]()
        for start in map(str.rstrip, _starts(word)):
            at = bisect_left(self.words, start)
            while at < len(self.words) and self.words[at].startswith(start):
                found.add(self.words[at])
                at += 1
        return found & self.counts.keys()


@once_per_version
def vocabulary() -> Vocabulary:
    return Vocabulary.of(_entries())


def _entries() -> list[NameEntry]:
    kinds: list[QuerySet[Any]] = [
        one.objects.published() for one in (Role, Occupation, Skill, Topic, CaseStudy, Resource)
    ]
    rows = [
        rows.order_by().values_list(
            Value(rows.model.__name__), "slug", "title", "title_words", "all_words"
        )
        for rows in kinds
    ]
    owners: list[tuple[Any, str, QuerySet[Any]]] = [
        (RoleAlias, "role", kinds[0]),
        (OccupationTitle, "occupation", kinds[1]),
        (SkillAlias, "skill", kinds[2]),
    ]
    rows += [
        names.objects.filter(**{f"{owner}__in": owning})
        .order_by()
        .values_list(
            Value(owning.model.__name__),
            F(f"{owner}__slug"),
            F(f"{owner}__title"),
            "name_words",
            Value(""),
        )
        for names, owner, owning in owners
    ]
    found = rows[0].union(*rows[1:], all=True)
    return [NameEntry(NamedRow(*row), name, text) for *row, name, text in found]


def _key(name: str) -> str:
    return " ".join(word.apart for word in words_in(folded(name)))


def _starts(word: str) -> frozenset[str]:
    terms = terms_of(word)
    return terms[0].starts if terms else frozenset()
