"""What belongs to a skill: what teaches it, who requires it, a person's status at its levels."""

from careers.models import Profile, Requirement, Skill, SkillProgress, Teaches
from careers.rules.levels import HIGHEST, LOWEST_NEED


def lessons_of(skill: Skill, level: int | None) -> list[tuple[Teaches, bool]]:
    """What teaches it, each with whether it suits a person at the level and takes them further."""
    lessons = Teaches.objects.published().filter(skill=skill).by_level()
    return [(one, level is not None and one.as_lesson().carries(level)) for one in lessons]


def asking_requirements(skill: Skill) -> list[Requirement]:
    """The published roles that require it, and what each accepts instead."""
    rows = skill.requirements.of_published_roles().most_important_first()
    return rows.with_alternatives()


def marks_of(skill: Skill, profile: Profile | None) -> list[tuple[int, SkillProgress | None]]:
    """Each level from 1 to 5 with what a person says about it."""
    rows = profile.skill_progress.filter(skill=skill) if profile else ()
    by_level = {row.level: row for row in rows}
    return [(level, by_level.get(level)) for level in range(LOWEST_NEED, HIGHEST + 1)]
