"""Resources: in lists, what somebody does with them, and what finishing one would change."""

from typing import Any

from careers.models import Requirement, Resource, ResourceProgress, Skill, Teaches
from careers.pages.resource_detail import if_finished
from careers.pages.suggestions import Suggested
from careers.rules.suggestions import Finished, Rated, suggest
from portal.site.styleguide.sample_person import on_the_way, roles_that_ask

MOST_CARDS = 3


def resources_section() -> dict[str, Any]:
    role = roles_that_ask().first()
    asked = Skill.objects.filter(requirements__role=role)
    resources = list(
        Resource.objects.published().teaching_most_of(asked).with_skills()[:MOST_CARDS]
    )
    if not role or not resources:
        return {}
    resource = resources[0]
    lessons = list(resource.teaches.all())
    half = on_the_way(Requirement.objects.needs_of([role])[role.pk])
    begins = half | {one.skill.slug: one.level_from for one in lessons}
    ends = {one.skill.slug: one.level_to for one in lessons}
    return {
        "resource": resource,
        "cards": resources,
        "states": [("Nothing", ""), *((one.label, one.value) for one in ResourceProgress.State)],
        "lessons": lessons,
        "finished": [
            ("Levels", if_finished(resource, begins)),
            ("No level", if_finished(resource, ends)),
            ("Other skills are rated", if_finished(resource, {"": 0})),
        ],
        "suggested": [one for lesson in lessons[:1] for one in _suggested(lesson)],
    }


def _suggested(lesson: Teaches) -> list[Suggested]:
    """To somebody who has rated the skill, and to somebody who never did."""
    lesson.anchor = lesson.skill.anchor(lesson.level_to)
    skill, start, end = lesson.skill.slug, lesson.level_from, lesson.level_to
    done = Finished(lesson.resource.slug, skill, start, end, moment=1)
    questions = [*suggest([done], {skill: Rated(start, moment=0)}), *suggest([done], {})]
    return [Suggested(one, lesson) for one in questions]
