"""A person's skills in JSON Resume format: https://jsonresume.org/schema, version 1.0.0."""

from typing import Any

from careers.models import Profile, Rating
from careers.rules.levels import Level

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
LEAST = Level.GUIDED  # below it, nobody does any work with a skill yet
SUMMARY = (
    "Skills by self-assessment. The levels are guided (simple work with help), independent "
    "(ordinary work alone), advanced (hard problems) and leading (changing how others work)."
)


def resume_of(profile: Profile | None) -> dict[str, Any]:
    """What the person rated, the highest level first.

    A skill's aliases are only for searching: somebody who knows project management need not hold a
    certificate in it.
    """
    ratings = Rating.objects.published().filter(profile=profile, level__gte=LEAST)
    skills = [
        {
            "name": row.skill.title,
            "level": Level(row.level).name.capitalize(),
            "keywords": [row.skill.get_category_display()],
        }
        for row in ratings.select_related("skill").order_by("-level", "skill__title")
    ]
    summary = SUMMARY if skills else ""
    return {"$schema": SCHEMA, "basics": _basics(profile, summary), "skills": skills}


def _basics(profile: Profile | None, summary: str) -> dict[str, Any]:
    """Themes fail without a name, a place and profiles elsewhere, though we know none of them."""
    role = profile.present_role if profile else None
    return {
        "name": "",
        "label": role.title if role and role.is_published else "",
        "summary": summary,
        "location": {},
        "profiles": [],
    }
