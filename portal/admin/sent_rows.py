"""The rows of an inline as a browser sends them, taken apart and put together again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.http import QueryDict

Row = dict[str, list[str]]


class SentRows:
    def __init__(self, data: QueryDict, formset: Any) -> None:
        self.data, self.prefix = data, formset.prefix
        self.total, self.initial = self._count("TOTAL"), self._count("INITIAL")
        self.is_whole = 0 <= self.initial <= self.total <= formset.absolute_max

    def rows(self) -> Iterator[Row]:
        """In the order of the form: existing rows first."""
        found: dict[int, Row] = {}
        for name, values in self.data.lists():
            if match := re.fullmatch(rf"{re.escape(self.prefix)}-(\d{{1,6}})-(.+)", name, re.ASCII):
                found.setdefault(int(match[1]), {})[match[2]] = values
        return (found.get(number, {}) for number in range(self.total))

    def row(self, number: int) -> Row:
        start = f"{self.prefix}-{number}-"
        lists = self.data.lists()
        return {name.removeprefix(start): row for name, row in lists if name.startswith(start)}

    def write(self, rows: Sequence[Row], new: Sequence[Row]) -> None:
        for name in list(self.data):
            if re.match(rf"{re.escape(self.prefix)}-\d+-", name):
                del self.data[name]
        for number, row in enumerate(chain(rows, new)):
            for name, values in row.items():
                self.data.setlist(f"{self.prefix}-{number}-{name}", values)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(rows))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(rows) + len(new))

    def _count(self, which: str) -> int:
        try:
            return int(self.data.get(f"{self.prefix}-{which}_FORMS", ""))
        except ValueError:
            return -1


def as_new(data: QueryDict, formsets: Iterable[Any]) -> QueryDict:
    """What was sent for a row that is gone, as it would be sent for a new one."""
    renewed = data.copy()
    for formset in formsets:
        sent = SentRows(renewed, formset)
        if sent.is_whole:
            keys = {"id", formset.fk.name}
            rows = [row for row in sent.rows() if "DELETE" not in row]
            new = [{name: row[name] for name in row if name not in keys} for row in rows]
            sent.write([], new)
    return renewed


def query_of(row: Mapping[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in row.items():
        query.setlist(name, values)
    return query


def put(data: QueryDict, name: str, value: Any) -> None:
    """Write a value as a browser would send it."""
    if isinstance(value, (list, tuple)):
        data.setlist(name, [str(one) for one in value])
    elif value is None or value is False:
        data.pop(name, None)
    else:
        data[name] = "on" if value is True else str(value)
