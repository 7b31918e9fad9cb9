"""How texts match the words somebody typed, the same for every list.

Rows have `title_words` and `all_words`, aliases `name_words` and `all_words`: their texts as
`portal.core.text` splits them (`folding`, `folded_fields`). What was typed is split in the same
way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, reduce
from operator import add, and_, or_
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Collate, Length

from portal.core.text.folding import Word, fold_sign, folded, words_in

RowsT = TypeVar("RowsT", bound=QuerySet[Any])

CODE_POINTS = {"postgresql": "C", "sqlite": "BINARY"}  # collations that sort as Python does
MOST_WORDS = 8
HELD = 10_000  # what a weight counts for in a score, beside what it counts for in names
EXACT = 0  # the rank of an exact name
IN_NAME = 3  # the last rank of a name that contains it
LEAST_OF_A_PLURAL = 4  # letters
LEAST_THAT_BEGINS = 4  # letters of something written with a punctuation mark inside
NO_LETTERS = re.compile(r"[\W_]+")
SIBILANTS = ("sses", "xes", "zes", "ches", "shes")
NO_WORD = "Your search has no letters or numbers. Type a word, such as python or C++."


class Term(NamedTuple):
    """One word of a search, with all the ways a matching word may begin."""

    starts: frozenset[str]

    def begins_a_word_of(self, column: str) -> Q:
        needed = sorted(one for one in self.starts if not self._is_covered(one))
        return reduce(or_, (Q(**{f"{column}__contains": f" {start}"}) for start in needed))

    def _is_covered(self, start: str) -> bool:
        return any(start.startswith(other) for other in self.starts - {start})


class Held(NamedTuple):
    """The weights of the words a row holds, and of those in its names: a title counts three times,
    another name twice.
    """

    all: int
    named: int

    @classmethod
    def of(cls, score: int) -> "Held":
        return cls(*divmod(score, HELD))


@lru_cache(maxsize=100)
def terms_of(query: str) -> tuple[Term, ...]:
    """The words of a search, at most eight: more narrow nothing down and cost a scan each."""
    return tuple(Term(frozenset(_starts(word))) for word in _words_of(query))


def has_words(query: str) -> bool:
    return bool(_words_of(query))


def refuse_no_words(query: str) -> None:
    if not has_words(query):
        raise ValidationError(NO_WORD)


def typed_words(query: str) -> list[str]:
    """What was typed, one word at a time, as it was typed."""
    return [word for word in query.split() if has_words(word)][:MOST_WORDS]


def found_in(
    rows: RowsT, query: str, aliases: QuerySet[Any] | None = None, *, also: Q | None = None
) -> RowsT:
    """Rows whose title, aliases or texts hold every word, and `also` others, best names first.

    `aliases` are those of the row, by an OuterRef. An empty search finds everything, punctuation
    alone nothing.
    """
    terms = terms_of(query)
    if not terms:
        return rows.none() if query.strip() else rows
    held = (term.begins_a_word_of("all_words") | _one_of(aliases, [term]) for term in terms)
    rows = rows.filter(reduce(and_, held) | (also or Q(pk__in=())))
    title = Collate("title_words", CODE_POINTS[connections[rows.db].vendor])
    return rows.annotate(rank=rank_of(query, aliases)).order_by("rank", title, "pk")


def weighed_in(
    rows: RowsT, weights: Mapping[str, int], aliases: QuerySet[Any] | None = None
) -> RowsT:
    """Rows that hold one of the more telling words at least, those that hold most first, and of
    those that hold the same the shortest names.

    `weights` are those of the words, 1 or more. Each row has a `score`, to be read by `Held`.
    """
    if not weights:
        return rows.none()
    asked = [(term, weight) for word, weight in weights.items() for term in terms_of(word)]
    telling = [term for term, weight in asked if 2 * weight >= max(weights.values())]
    found = rows.filter(reduce(or_, (_held_by(term, "all_words", aliases) for term in telling)))
    title = Collate("title_words", CODE_POINTS[connections[rows.db].vendor])
    score = reduce(add, (_score(term, weight, aliases) for term, weight in asked))
    return found.annotate(score=score).order_by("-score", Length("title_words"), title, "pk")


def rank_of(query: str, aliases: QuerySet[Any] | None = None) -> Case:
    """EXACT for an exact name; then names that begin so, names that contain it, and the rest."""
    terms = terms_of(query)
    typed = "".join(f" {word.apart}" for word in _words_of(query))
    in_title = reduce(and_, (term.begins_a_word_of("title_words") for term in terms))
    steps = [
        Q(title_words=f"{typed} ") | _named(aliases, name_words=f"{typed} "),
        Q(title_words__startswith=f"{typed} "),
        Q(title_words__startswith=typed) | _named(aliases, name_words__startswith=typed),
        in_title | _one_of(aliases, terms),
    ]
    return Case(*(When(step, Value(n)) for n, step in enumerate(steps)), default=Value(len(steps)))


def _held_by(term: Term, column: str, aliases: QuerySet[Any] | None) -> Q:
    return term.begins_a_word_of(column) | _one_of(aliases, [term])


def _score(term: Term, weight: int, aliases: QuerySet[Any] | None) -> Case:
    """One sum instead of two: Django takes longer to write a query than SQLite to answer it."""
    held = weight * HELD
    return Case(
        When(term.begins_a_word_of("title_words"), Value(held + 3 * weight)),
        When(_one_of(aliases, [term]), Value(held + 2 * weight)),
        When(term.begins_a_word_of("all_words"), Value(held)),
        default=Value(0),
    )


def spans_of(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where searched words begin a word of the text, and where they end, in order."""
    letters = NO_LETTERS.sub("", folded(text))
    starts = (start for term in terms_of(query) for start in term.starts)
    held = [start for start in starts if NO_LETTERS.sub("", start) in letters]
    return _joined(_found(text, held) if held else ())


def _words_of(query: str) -> list[Word]:
    return list(words_in(folded(query)))[:MOST_WORDS]


def _starts(word: Word) -> Iterator[str]:
    for text in {word.apart, word.as_one} if len(word.pieces) > 1 else {word.apart}:
        is_short = len(word.pieces) > 1 and len(word.as_one) < LEAST_THAT_BEGINS
        yield f"{text} " if is_short else text  # A/B doesn't begin book or about
        yield from _other_numbers(text)


def _other_numbers(word: str) -> Iterator[str]:
    """The singular of a plural, and the plural of a word in y, as far as the spelling tells."""
    if len(word) < LEAST_OF_A_PLURAL:
        return
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith(SIBILANTS):
        yield word[:-2]
    if word.endswith("y"):
        yield f"{word[:-1]}ies"
    if "iz" in word:  # quantization, as the site writes it
        yield word.replace("iz", "is")


def _named(aliases: QuerySet[Any] | None, **name: str) -> Q:
    return Q(Exists(aliases.filter(**name))) if aliases is not None else Q(pk__in=())


def _one_of(aliases: QuerySet[Any] | None, terms: Iterable[Term]) -> Q:
    """One of the aliases contains all of it."""
    if aliases is None:
        return Q(pk__in=())
    for term in terms:
        aliases = aliases.filter(term.begins_a_word_of("all_words"))
    return Q(Exists(aliases))


def _found(text: str, starts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where in the text a word begins like this: from its first character to after its last."""
    words, places = _laid_out(text)
    for start in starts:
        at = words.find(f" {start}")
        while at >= 0:
            end = places[at + len(start.rstrip())] + 1
            while end < len(text) and not fold_sign(text[end]):
                end += 1  # its accent
            yield places[at + 1], end
            at = words.find(f" {start}", at + 1)


@lru_cache(maxsize=1_000)  # names and sentences that many searches show: some 3 MB
def _laid_out(text: str) -> tuple[str, list[int]]:
    """The words of a text as they are stored, and where in the text each letter comes from."""
    signs = [(one, n) for n, sign in enumerate(text) for one in fold_sign(sign)]
    laid: list[tuple[str, int]] = []
    as_one: list[tuple[str, int]] = []
    for word in words_in("".join(sign for sign, _ in signs)):
        for piece in word.pieces:
            laid += [(" ", 0), *signs[piece.start : piece.end]]
        whole = [one for piece in word.pieces for one in signs[piece.start : piece.end]]
        as_one += [(" ", 0), *whole[len(whole) - len(word.as_one) :]]
    laid += [(" ", 0), ("|", 0), *as_one]
    return "".join(sign for sign, _ in laid), [n for _, n in laid]


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order, merged if they touch."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last and start < last[1]:
            last = last[0], max(end, last[1])
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
