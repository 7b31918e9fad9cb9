"""The order of the matches, worked out by the database: a page of N roles reads N roles."""

from collections.abc import Iterator, Sequence
from functools import cache
from sys import maxsize
from typing import Any, overload

from django.core.exceptions import EmptyResultSet
from django.db import connections

from careers.models.roles import Requirement, Role, RoleQuerySet
from portal.core.search import CODE_POINTS

# `Score.rank`, then the title. A role of no fit is not among the sums: it comes with all others.
ORDERED = """
SELECT asked.pk
FROM ({asked}) asked {join} (
    SELECT role, SUM(fit) AS fit
    FROM ({parts}) parts
    GROUP BY role
    HAVING SUM(fit) > 0
) sums ON sums.role = asked.pk
ORDER BY COALESCE(sums.fit, 0) DESC, asked.title COLLATE {code_points}
LIMIT %s OFFSET %s
"""
NOBODY = -1  # no key of a profile


class RankedRoles(Sequence[Role]):
    """Roles of a QuerySet in the order of a profile's matches; slices are read when asked for."""

    def __init__(self, roles: RoleQuerySet, profile: int) -> None:
        self._roles = roles
        self._profile = profile

    def __len__(self) -> int:
        return self._roles.count()

    def __iter__(self) -> Iterator[Role]:
        return iter(self[:])

    @overload
    def __getitem__(self, asked: int) -> Role: ...
    @overload
    def __getitem__(self, asked: slice) -> list[Role]: ...
    def __getitem__(self, asked: int | slice) -> Role | list[Role]:
        """No steps and nothing counted from the end: what pages of a list never ask for."""
        if isinstance(asked, int):
            return self[asked : asked + 1][0]
        first = asked.start or 0
        keys = self.keys(first, maxsize if asked.stop is None else asked.stop - first)
        rows = self._roles.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def keys(self, first: int, most: int) -> list[int]:
        """At most so many primary keys, in order, from the place `first` (0 for the best) on.

        Roles of some fit come before all others. Only where these run out are the others
        looked at: 40 ratings touch a third of 100,000 roles.
        """
        keys = self._ordered("JOIN", first, most)
        return keys if len(keys) == most else self._ordered("LEFT JOIN", first, most)

    def _ordered(self, join: str, first: int, most: int) -> list[int]:
        asked = self._roles.order_by().values("pk", "title")
        connection = connections[self._roles.db]
        try:
            asked_sql, asked_values = asked.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return []
        parts_sql, parts_values = _parts(self._roles.db)
        own_values = [self._profile if value == NOBODY else value for value in parts_values]
        sql = ORDERED.format(
            asked=asked_sql,
            join=join,
            parts=parts_sql,
            code_points=connection.ops.quote_name(CODE_POINTS[connection.vendor]),
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [*asked_values, *own_values, most, first])
            return [key for (key,) in cursor.fetchall()]


@cache
def _parts(using: str) -> tuple[str, tuple[Any, ...]]:
    """What the sums are made of as SQL and its values, those of NOBODY.

    But for the key it is the same for all people, and to write it takes the ORM 2 ms.
    """
    parts = Requirement.objects.rank_parts_for(NOBODY).query
    sql, values = parts.get_compiler(connection=connections[using]).as_sql()
    return sql, tuple(values)
