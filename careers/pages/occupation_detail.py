"""What somebody from an occupation usually brings, the roles that fit it, and what it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from careers.formats import hours, level_word
from careers.models import (
    Occupation,
    OccupationCode,
    OccupationTitle,
    Requirement,
    Role,
    Source,
    Teaches,
    TypicalSkill,
)
from careers.models.names import RoleName
from careers.models.prerequisite_graph import prerequisite_graph
from careers.pages.matches import listed
from careers.rules.implied import implied_by
from careers.rules.lessons import Lesson
from careers.rules.matching import Explanation, explain
from careers.rules.transitions import Distance, hours_to_close

MOST_ROLES = 5
MOST_NAMED = 6


class TypicalRow(NamedTuple):
    """A skill of the typical profile; `basis` says in words where its level comes from."""

    title: str
    url: str
    level: str
    anchor: str
    basis: str


class FittingRole(NamedTuple):
    """A role beside the typical profile; no percentage where too little is known."""

    role: Role
    percent: str
    enough: str
    partly: str
    new: str
    hours: str


class OccupationFacts:
    """Read when a page first asks for them: where it has kept that part of itself, never."""

    def __init__(self, occupation: Occupation) -> None:
        self.occupation = occupation

    @cached_property
    def titles(self) -> list[OccupationTitle]:
        return list(self.occupation.titles.all())

    @cached_property
    def _typical(self) -> list[TypicalSkill]:
        return list(self.occupation.typical.published().with_skills().most_telling_first())

    @cached_property
    def typical(self) -> list[TypicalRow]:
        """The most telling first."""
        return [_typical_row(row) for row in self._typical]

    @cached_property
    def roles(self) -> list[FittingRole]:
        """The first few of the match for exactly this profile, computed anew with each edition."""
        return fitting_roles({row.skill.slug: row.level for row in self._typical})

    @property
    def are_roles_far(self) -> bool:
        """Of none of them enough is known to give a figure."""
        return not any(role.percent for role in self.roles)

    @cached_property
    def codes(self) -> list[OccupationCode]:
        return list(self.occupation.codes.select_related("source"))

    @cached_property
    def references(self) -> list[Source]:
        return list(self.occupation.references.all())

    @property
    def rests_on_onet(self) -> bool:
        return any(row.basis in TypicalSkill.OF_ONET for row in self._typical)

    @property
    def rests_on_esco(self) -> bool:
        return any(row.basis == TypicalSkill.Basis.ESCO_RELATION for row in self._typical)


def fitting_roles(levels: Mapping[str, int]) -> list[FittingRole]:
    """The roles that a person at these levels would be shown first, if any skill carries over."""
    implied = implied_by(levels, prerequisite_graph().links)
    matches = {
        role: match
        for role, needs in Requirement.objects.needs_by_role().items()
        if (match := explain(needs, levels, implied)).score.fit
    }
    first = sorted(matches, key=lambda role: (matches[role].score.rank, role.title))[:MOST_ROLES]
    return _rows([(role, matches[role]) for role in first])


def _rows(matches: Sequence[tuple[RoleName, Explanation]]) -> list[FittingRole]:
    slugs = [role.slug for role, _ in matches]
    roles = Role.objects.published().select_related("family").in_bulk(slugs, field_name="slug")
    ways = [(roles[role.slug], Distance(match)) for role, match in matches if role.slug in roles]
    missing = {gap.skill for _, way in ways for gap in way.gaps}
    lessons = Teaches.objects.published().lessons_by_skill(missing)
    return [_fitting(role, way, lessons) for role, way in ways]


def _fitting(role: Role, way: Distance, lessons: Mapping[str, Sequence[Lesson]]) -> FittingRole:
    time = hours_to_close(way.gaps, lessons)
    return FittingRole(
        role=role,
        percent=str(way.score.readiness) if way.score.is_enough else "",
        enough=_first(line.title for line in way.shared),
        partly=_first(f"{one.title} ({one.counted} of {one.need.level})" for one in way.higher),
        new=_first(line.need.title for line in way.new),
        hours=hours(time) if time.high else "",
    )


def _first(titles: Iterable[str]) -> str:
    """The first few, which the role needs most, and how many more there are."""
    names = list(titles)
    rest = len(names) - MOST_NAMED
    return listed(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _typical_row(row: TypicalSkill) -> TypicalRow:
    basis = row.get_basis_display()
    if row.element:
        basis = f"{basis}: {row.element}"
    if row.adjusted:
        basis = f"{basis}; the level is changed"
    return TypicalRow(
        title=row.skill.title,
        url=row.skill.get_absolute_url(),
        level=f"{row.level} {level_word(row.level)}",
        anchor=row.skill.anchor(row.level),
        basis=basis,
    )
