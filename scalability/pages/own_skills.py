"""The skills a page lists, with the visitor's own levels."""

from collections.abc import Iterable
from typing import NamedTuple

from careers.models import Skill


class OwnSkill(NamedTuple):
    """A skill, and how far the visitor has come with it; None: not rated."""

    skill: Skill
    level: int | None


def own_skills(skills: Iterable[Skill], levels: dict[str, int]) -> list[OwnSkill]:
    return [OwnSkill(skill, levels.get(skill.slug)) for skill in skills]
