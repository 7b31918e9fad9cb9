"""Turns rows of requirements into needs for the rules: the rows of a choice are one need."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from careers.rules.needs import Alternative, Need, need_of

if TYPE_CHECKING:
    from careers.models.roles import Requirement


class RequirementRow(Protocol):
    """What distinguishes the rows of a choice from single ones."""

    @property
    def pk(self) -> Any: ...
    @property
    def choice(self) -> int | None: ...


RowT = TypeVar("RowT", bound=RequirementRow)
KeyT = TypeVar("KeyT", bound=Hashable)


class SkillAsked(NamedTuple):
    """The columns of a requirement that its need is made from."""

    pk: int
    choice: int | None
    skill: str
    title: str
    telling: int
    level: int
    importance: int


COLUMNS = (
    "pk",
    "choice",
    "skill__slug",
    "skill__title",
    "skill__telling",
    "level",
    "importance",
)


def together(rows: Iterable[RowT]) -> list[list[RowT]]:
    """The rows of one role by need: a choice takes the place of its first row.

    Its rows come in the order in which they were written.
    """
    needs: dict[tuple[bool, int], list[RowT]] = {}
    for row in rows:
        key = (False, row.pk) if row.choice is None else (True, row.choice)
        needs.setdefault(key, []).append(row)
    for alternatives in needs.values():
        alternatives.sort(key=lambda row: int(row.pk))
    return list(needs.values())


def needs_from_rows(rows: "Iterable[Requirement]") -> list[Need]:
    """The needs of one role, from rows with their skills selected."""
    return needs_from(
        SkillAsked(
            pk=row.pk,
            choice=row.choice,
            skill=row.skill.slug,
            title=row.skill.title,
            telling=row.skill.telling,
            level=row.level,
            importance=row.importance,
        )
        for row in rows
    )


def needs_from(rows: Iterable[SkillAsked]) -> list[Need]:
    """The needs of one role, in the order of its rows."""
    return [_need(alternatives) for alternatives in together(rows)]


def needs_by(rows: Iterable[tuple[KeyT, SkillAsked]]) -> dict[KeyT, list[Need]]:
    """The needs of several roles: each row comes with a key for its role."""
    of_role: dict[KeyT, list[SkillAsked]] = {}
    for key, row in rows:
        of_role.setdefault(key, []).append(row)
    return {key: needs_from(asked) for key, asked in of_role.items()}


def _need(rows: Sequence[SkillAsked]) -> Need:
    first = rows[0]
    return need_of(
        [Alternative(row.skill, row.title, row.telling) for row in rows],
        first.level,
        first.importance,
    )
