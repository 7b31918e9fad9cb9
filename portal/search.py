"""What it means that a text matches the words somebody typed, the same for every list."""

import re
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

RowsT = TypeVar("RowsT", bound=QuerySet[Any])

MOST_WORDS = 8
WORD_STARTS = (" ", "-", "(", "/")


def words_of(query: str) -> list[str]:
    """The words of a search, at most eight: more narrow nothing and cost a scan each."""
    return query.replace("\x00", "").split()[:MOST_WORDS]


def starts_a_word(word: str, *fields: str) -> Q:
    """`word` is the beginning of a word in one of the fields, whatever its case."""
    return reduce(or_, (_starts_a_word_of(field, word) for field in fields))


def named_like(rows: RowsT, query: str, aliases: QuerySet[Any], *texts: str) -> RowsT:
    """Rows whose title, aliases or texts hold every word, the best named first.

    `aliases` have a `name` and are those of the row, by an OuterRef.
    """
    words = words_of(query)
    for word in words:
        alias = Exists(aliases.filter(starts_a_word(word, "name")))
        rows = rows.filter(starts_a_word(word, "title", *texts) | alias)
    typed = " ".join(words)
    named = Q(title__iexact=typed) | Exists(aliases.filter(name__iexact=typed))
    rank = Case(
        When(named, Value(0)),
        When(starts_a_word(typed, "title"), Value(1)),
        default=Value(2),
    )
    return rows.annotate(rank=rank).order_by("rank", Lower("title"))


def marked(text: str, query: str) -> SafeString:
    """The text as HTML, with the words that were looked for marked where they begin a word."""
    words = sorted(words_of(query), key=len, reverse=True)
    if not words:
        return escape(text)
    found = re.compile(
        rf"(?<![^{re.escape(''.join(WORD_STARTS))}])({'|'.join(map(re.escape, words))})",
        re.IGNORECASE,
    )
    parts = [
        format_html("<mark>{}</mark>", part) if n % 2 else escape(part)
        for n, part in enumerate(found.split(text))
    ]
    return SafeString("".join(parts))


def _starts_a_word_of(field: str, word: str) -> Q:
    starts = Q(**{f"{field}__istartswith": word})
    for sign in WORD_STARTS:
        starts |= Q(**{f"{field}__icontains": f"{sign}{word}"})
    return starts
