"""What two to four roles ask, side by side: apart where they differ, together where they agree."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.urls import reverse

from careers.graphics.gap_bar import GapBar, gap_bar
from careers.models import Role
from careers.rules.matching import Explanation, Line
from careers.rules.needs import Need

ESSENTIAL_WORD, SUPPORTING_WORD = "essential", "supporting"


class SkillCell(NamedTuple):
    """What one role asks of one skill, beside what the person has; level 0: not asked."""

    level: int
    weight: str  # essential or supporting
    have: int | None  # what the person has of it; None where it is not rated, or not to be shown
    named: str  # the skill, where it is not what its row is called
    bar: GapBar | None


class SkillRow(NamedTuple):
    """A cell for each role, in the order of the roles."""

    title: str
    url: str
    cells: list[SkillCell]
    importance: int  # the greatest

    @property
    def times(self) -> int:
        """How many of the roles ask it."""
        return sum(1 for cell in self.cells if cell.level)

    @property
    def is_alike(self) -> bool:
        """Every role asks the same of it, and weighs it alike."""
        asked = {(cell.level, cell.weight, cell.named) for cell in self.cells}
        return len(asked) == 1 and self.times == len(self.cells)


class SoleSkill(NamedTuple):
    """A skill that one of the roles alone asks."""

    title: str
    url: str
    level: int
    have: int | None


class SoleSkills(NamedTuple):
    """What one of the roles alone asks."""

    role: Role
    essential: list[SoleSkill]
    supporting: list[SoleSkill]


class SkillsApart(NamedTuple):
    """What only one role asks, by role; what several ask, but not alike; what all ask alike.

    `own` is empty where no role asks what the others do not.
    """

    own: list[SoleSkills]
    shared: list[SkillRow]
    alike: list[SkillRow]


def skills_apart(matches: Sequence[tuple[Role, Explanation]], *, rated: bool) -> SkillsApart:
    """What counts most comes first. `rated` says whether to show what the person has."""
    rows = _rows([match.lines for _, match in matches], rated=rated)
    own = [_own(role, rows, number) for number, (role, _) in enumerate(matches)]
    several = [row for row in rows if row.times > 1]
    return SkillsApart(
        own=own if any(one.essential or one.supporting for one in own) else [],
        shared=[row for row in several if not row.is_alike],
        alike=[row for row in several if row.is_alike],
    )


def _own(role: Role, rows: Iterable[SkillRow], number: int) -> SoleSkills:
    cells = [(row, row.cells[number]) for row in rows if row.times == 1]
    alone = [
        (cell.weight, SoleSkill(row.title, row.url, cell.level, cell.have))
        for row, cell in cells
        if cell.level
    ]
    essential, supporting = (
        [skill for weight, skill in alone if weight == wanted]
        for wanted in (ESSENTIAL_WORD, SUPPORTING_WORD)
    )
    return SoleSkills(role, essential, supporting)


def _rows(asked: Sequence[Iterable[Line]], *, rated: bool) -> list[SkillRow]:
    """A row for each need of any of the roles; what most of them share comes first.

    A choice shares its row with what another role asks of one of its skills.
    """
    rows = []
    for lines in _paired(asked):
        widest = max(lines.values(), key=lambda line: len(line.need.accepted)).need
        rows.append(
            SkillRow(
                title=widest.title,
                url=reverse("careers:skill_detail", args=[widest.skill]),
                cells=[
                    _cell(lines.get(number), widest, rated=rated) for number in range(len(asked))
                ],
                importance=max(line.need.importance for line in lines.values()),
            )
        )
    return sorted(rows, key=lambda row: (-row.times, -row.importance, row.title.lower()))


def _paired(roles: Iterable[Iterable[Line]]) -> list[dict[int, Line]]:
    """Lines that ask the same, or share a skill, by the number of their role: one of each."""
    rows: list[dict[int, Line]] = []
    holding: dict[str, list[dict[int, Line]]] = {}
    for number, lines in enumerate(roles):
        for line in lines:
            alike = (row for skill in line.need.skills for row in holding.get(skill, ()))
            row = next((one for one in alike if number not in one), None)
            if row is None:
                row = {}
                rows.append(row)
            row[number] = line
            for skill in line.need.skills:
                holding.setdefault(skill, []).append(row)
    return rows


def _cell(line: Line | None, shown: Need, *, rated: bool) -> SkillCell:
    if line is None:
        return SkillCell(0, "", None, "", None)
    need = line.need
    return SkillCell(
        level=need.level,
        weight=ESSENTIAL_WORD if need.is_essential else SUPPORTING_WORD,
        have=line.have if rated else None,
        named="" if need.title == shown.title else need.title,
        bar=gap_bar(need.level, line.have, need.importance, need_only=not rated),
    )
