"""What a role requires, as its file says it and as rows hold it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from careers.models import Requirement, Role, Skill
from careers.models.needs import together
from portal.core.content.kinds import Links
from portal.core.content.records import Level, RecordPart, SlugOf, in_order


def _several(skills: tuple[str, ...]) -> tuple[str, ...]:
    """In the order of the file: the first one stands for all where one has to."""
    in_order(skills)
    if len(skills) == 1:
        raise ValueError(f"One skill isn't a choice. Write 'skill: {skills[0]}', or add another")
    return skills


class Needed(RecordPart):
    """One skill, or any of several, the most usual first."""

    skill: SlugOf = ""
    any_of: Annotated[tuple[SlugOf, ...], AfterValidator(_several)] = ()
    level: Level
    importance: Level

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if self.skill and self.any_of:
            raise ValueError("A need has either 'skill' or 'any_of'. Remove one of the two")
        if not self.skills:
            raise ValueError("The skill is missing. Add 'skill', or 'any_of' with several")
        return self

    @property
    def skills(self) -> tuple[str, ...]:
        return self.any_of or ((self.skill,) if self.skill else ())


def most_important_first(needs: tuple[Needed, ...]) -> tuple[Needed, ...]:
    in_order(tuple(skill for need in needs for skill in need.skills))
    return tuple(sorted(needs, key=lambda need: (-need.importance, -need.level, need.skills)))


def requirements_of(
    row: Role, needs: Iterable[Needed], links: Links, exercised: Collection[str] = ()
) -> Iterator[Requirement]:
    """The rows of a role; those of a choice share a number.

    `exercised` are the skills of its first project.
    """
    choices = count(1)
    for need in needs:
        choice = next(choices) if need.any_of else None
        for skill in need.skills:
            yield Requirement(
                role=row,
                skill_id=links.pk(Skill, skill),
                level=need.level,
                importance=need.importance,
                choice=choice,
                in_first_project=skill in exercised,
            )


def needed_of(row: Role) -> tuple[Needed, ...]:
    return tuple(map(_needed, together(row.requirements.all())))


def _needed(rows: Sequence[Requirement]) -> Needed:
    """A choice that has lost all rows but one is an ordinary need."""
    skills = [row.skill for row in rows]
    named = {"any_of": skills} if len(skills) > 1 else {"skill": skills[0]}
    same = {"level": rows[0].level, "importance": rows[0].importance}
    return Needed.model_validate({**named, **same})
