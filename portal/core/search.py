"""What it means that a text matches the words somebody typed, the same for every list.

Rows have `title_words` and `all_words`, aliases `name_words` and `all_words`: their texts as
`portal.core.text` cuts them (`folding`, `folded_fields`). What was typed is cut in the same way.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Collate

from portal.core.text.folding import Word, fold_sign, folded, words_in

RowsT = TypeVar("RowsT", bound=QuerySet[Any])

CODE_POINTS = {"postgresql": "C", "sqlite": "BINARY"}  # collations that order as Python does
MOST_WORDS = 8
EXACT = 0  # the rank of what is called exactly so
IN_NAME = 3  # the last rank of what has it in a name
LEAST_OF_A_PLURAL = 4  # letters
LEAST_THAT_BEGINS = 4  # letters of what is written with a sign inside
NO_LETTERS = re.compile(r"[\W_]+")
SIBILANTS = ("sses", "xes", "zes", "ches", "shes")
NO_WORD = "What you typed has no letter or number in it. Type a word, such as python or C++."


class Term(NamedTuple):
    """One word of a search, in all the ways in which a word that matches it may begin."""

    starts: frozenset[str]

    def begins_a_word_of(self, column: str) -> Q:
        needed = sorted(one for one in self.starts if not self._is_covered(one))
        return reduce(or_, (Q(**{f"{column}__contains": f" {start}"}) for start in needed))

    def _is_covered(self, start: str) -> bool:
        return any(start.startswith(other) for other in self.starts - {start})


@lru_cache(maxsize=100)
def terms_of(query: str) -> tuple[Term, ...]:
    """The words of a search, at most eight: more narrow nothing and cost a scan each."""
    return tuple(Term(frozenset(_starts(word))) for word in _words_of(query))


def has_words(query: str) -> bool:
    return bool(_words_of(query))


def refuse_no_words(query: str) -> None:
    if not has_words(query):
        raise ValidationError(NO_WORD)


def typed_words(query: str) -> list[str]:
    """What was typed, a word a time, as it was typed."""
    return [word for word in query.split() if has_words(word)][:MOST_WORDS]


def found_in(
    rows: RowsT, query: str, aliases: QuerySet[Any] | None = None, *, also: Q | None = None
) -> RowsT:
    """Rows whose title, aliases or texts hold every word, and `also` others, the best named first.

    `aliases` are those of the row, by an OuterRef. An empty query finds all, signs alone none.
    """
    terms = terms_of(query)
    if not terms:
        return rows.none() if query.strip() else rows
    held = (term.begins_a_word_of("all_words") | _one_of(aliases, [term]) for term in terms)
    rows = rows.filter(reduce(and_, held) | (also or Q(pk__in=())))
    title = Collate("title_words", CODE_POINTS[connections[rows.db].vendor])
    return rows.annotate(rank=rank_of(query, aliases)).order_by("rank", title, "pk")


def rank_of(query: str, aliases: QuerySet[Any] | None = None) -> Case:
    """EXACT is what is called so; then what begins so, what has it in a name, and the rest."""
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


def spans_of(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Where words that were looked for begin a word of the text, and where they end, in order."""
    letters = NO_LETTERS.sub("", folded(text))
    starts = (start for term in terms_of(query) for start in term.starts)
    held = [start for start in starts if NO_LETTERS.sub("", start) in letters]
    return _joined(_found(text, held) if held else ())


def _words_of(query: str) -> list[Word]:
    return list(words_in(folded(query)))[:MOST_WORDS]


def _starts(word: Word) -> Iterator[str]:
    for text in {word.apart, word.as_one} if len(word.pieces) > 1 else {word.apart}:
        is_short = len(word.pieces) > 1 and len(word.as_one) < LEAST_THAT_BEGINS
        yield f"{text} " if is_short else text  # A/B is no beginning of a book, nor of about
        yield from _other_numbers(text)


def _other_numbers(word: str) -> Iterator[str]:
    """The singular of a plural, and the plural of what ends in y, as far as the letters tell."""
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


def _named(aliases: QuerySet[Any] | None, **name: str) -> Q:
    return Q(Exists(aliases.filter(**name))) if aliases is not None else Q(pk__in=())


def _one_of(aliases: QuerySet[Any] | None, terms: Iterable[Term]) -> Q:
    """One of the aliases holds all of it."""
    if aliases is None:
        return Q(pk__in=())
    for term in terms:
        aliases = aliases.filter(term.begins_a_word_of("all_words"))
    return Q(Exists(aliases))


def _found(text: str, starts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where in the text a word begins like this: from the first of its signs to behind the last."""
    words, places = _laid_out(text)
    for start in starts:
        at = words.find(f" {start}")
        while at >= 0:
            end = places[at + len(start.rstrip())] + 1
            while end < len(text) and not fold_sign(text[end]):
                end += 1  # its accent
            yield places[at + 1], end
            at = words.find(f" {start}", at + 1)


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
    """The spans in their order, those that touch as one."""
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
