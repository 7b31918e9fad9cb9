"""What the content lacks, in words for the people who look after it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

RowT = TypeVar("RowT")

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something rows lack, and which rows.

    A gap breaks a promise the portal makes. Anything else is "thin": it would be better with more.
    """

    title: str
    rows: Sequence[str]
    is_gap: bool = True

    @classmethod
    def of(cls, title: str, rows: Iterable[object], *, is_gap: bool = True) -> "Finding":
        return cls(title, sorted(map(str, rows)), is_gap)

    @classmethod
    def where(
        cls, title: str, rows: Iterable[RowT], found: Callable[[RowT], Iterable[str]]
    ) -> "Finding":
        """The rows something was found in, each with what was found."""
        each = ((row, ", ".join(found(row))) for row in rows)
        return cls.of(title, (f"{row}: {what}" for row, what in each if what))


def due(citing: Mapping[Any, Sequence[str]]) -> list[str]:
    """One row for each source (anything with a `review_by`), with the pages that cite it."""
    return [
        f"{source}, due since {source.review_by}: {some(sorted(set(pages)))}"
        for source, pages in citing.items()
    ]


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
