"""What it means that a text matches the words somebody typed, the same for every list."""

from functools import reduce
from operator import or_

from django.db.models import Q

MOST_WORDS = 8
WORD_STARTS = (" ", "-", "(", "/")


def words_of(query: str) -> list[str]:
    """The words of a search, at most eight: more narrow nothing and cost a scan each."""
    return query.replace("\x00", "").split()[:MOST_WORDS]


def starts_a_word(word: str, *fields: str) -> Q:
    """`word` is the beginning of a word in one of the fields, whatever its case."""
    return reduce(or_, (_starts_a_word_of(field, word) for field in fields))


def _starts_a_word_of(field: str, word: str) -> Q:
    starts = Q(**{f"{field}__istartswith": word})
    for sign in WORD_STARTS:
        starts |= Q(**{f"{field}__icontains": f"{sign}{word}"})
    return starts
