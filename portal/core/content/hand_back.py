"""Which rows, and which of their fields, a load hands back from a curator to their files."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple, Self

from portal.core.content.reading import Shelf
from portal.core.content.records import Problem


class HandBack(NamedTuple):
    """`role:ml-engineer` or `role:ml-engineer.purpose`, as somebody typed it."""

    typed: str
    kind: str
    slug: str
    field: str

    @classmethod
    def of(cls, typed: str) -> Self:
        kind, _, name = typed.partition(":")
        slug, _, field = name.partition(".")
        return cls(typed, kind.strip().replace("-", " "), slug.strip(), field.strip())

    def problem(self, text: str) -> Problem:
        return Problem(f"--take {self.typed}", 0, "name", text)


def hand_back(taken: Iterable[HandBack], shelves: dict[str, Shelf]) -> Iterator[Problem]:
    """Tell each shelf what is handed back; yields the mistakes in what was named."""
    for one in taken:
        shelf = shelves.get(one.kind)
        if shelf is None:
            known = ", ".join(name.replace(" ", "-") for name in shelves)
            yield one.problem(f"This kind doesn't exist. Begin with one of: {known}.")
        elif one.slug not in shelf.wanted.keys() | shelf.loaded.keys():
            yield one.problem(
                f"There is no {one.kind} '{one.slug}' in the files. {_near(one, shelf)}"
            )
        elif not one.field:
            shelf.taken_whole.add(one.slug)
        elif one.field not in (fields := _fields(shelf)):
            yield one.problem(
                f"A {one.kind} doesn't have this field. Name one of: {', '.join(fields)}."
            )
        elif one.slug not in shelf.wanted:
            yield one.problem("Its file is gone, so only the whole row can be taken.")
        elif shelf.present.get(one.slug) is None:
            yield one.problem("Only the whole row can be taken: leave the field out.")
        else:
            shelf.taken_fields.setdefault(one.slug, set()).add(one.field)


def _near(one: HandBack, shelf: Shelf) -> str:
    near = get_close_matches(one.slug, shelf.wanted, n=1)
    return f"Did you mean '{near[0]}'?" if near else "Write KIND:SLUG or KIND:SLUG.FIELD."


def _fields(shelf: Shelf) -> list[str]:
    return [name for name in shelf.kind.record.model_fields if name != "slug"]
