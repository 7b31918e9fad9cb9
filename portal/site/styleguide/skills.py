"""Skills: in lists, their levels, who requires them, and what teaches them."""

from typing import Any

from careers.forms import RatingsForm
from careers.models import Skill, Teaches
from careers.rules.levels import Level

MOST_ROLES = 3
MOST_LESSONS = 3
OWN = Level.GUIDED


def skills_section() -> dict[str, Any]:
    skills = list(Skill.objects.published().most_asked_first().with_levels()[:2])
    if not skills:
        return {}
    skill = skills[0]
    lessons = list(Teaches.objects.published().filter(skill=skill).by_level()[:MOST_LESSONS])
    asking = skill.requirements.of_published_roles().most_important_first().with_alternatives()
    return {
        "skill": skill,
        "own": OWN,
        "cards": [(one, OWN if one == skill else None) for one in skills],
        "aliases": skill.aliases.all(),
        "rated": RatingsForm(None, [skill], {skill.slug: OWN}),
        "unrated": RatingsForm(None, [skill]),
        "row_rated": next(RatingsForm(None, [skill], {skill.slug: OWN}).rows()),
        "row_unrated": next(RatingsForm(None, skills[-1:]).rows()),
        "cleared": [(skill, OWN)],
        "of": Skill.objects.published().count(),
        "asking": [*asking[:MOST_ROLES], *asking[-MOST_ROLES:]],
        "lessons": [(one, one.as_lesson().carries(OWN)) for one in lessons],
        "topics": skill.topics.published().select_related("pillar")[:MOST_ROLES],
        "case_studies": skill.case_studies.published()[:MOST_ROLES],
    }
