"""What a person can do, as JSON Resume says it: https://jsonresume.org/schema, version 1.0.0."""

from typing import Any

from careers.models import Profile, Rating
from careers.rules.levels import LOWEST, Level

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def resume_of(profile: Profile | None) -> dict[str, Any]:
    """A résumé that holds skills alone, the highest level first; what somebody has at 0 is none."""
    ratings = Rating.objects.published().filter(profile=profile, level__gt=LOWEST)
    rows = (
        ratings.select_related("skill")
        .prefetch_related("skill__aliases")
        .order_by("-level", "skill__title")
    )
    return {
        "$schema": SCHEMA,
        "skills": [
            {
                "name": row.skill.title,
                "level": Level(row.level).name.capitalize(),
                "keywords": [
                    row.skill.get_category_display(),
                    *(one.name for one in row.skill.aliases.all() if not one.ambiguous),
                ],
            }
            for row in rows.order_by("-level", "skill__title")
        ],
    }
