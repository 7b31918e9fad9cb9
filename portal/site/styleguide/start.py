"""The way in: what somebody may do today, and the skills that it offers."""

from typing import Any

from careers.forms import OfferForm
from careers.models import Occupation
from careers.pages.start import WayIn, most_asked_skills, offered_skills

MOST_OFFERED = 3  # of the skills of an occupation
HIGHER = 1  # level above the typical one, of whoever rated a skill before


def start_section() -> dict[str, Any]:
    occupation = Occupation.objects.published().first()
    if occupation is None:
        return {}
    typical = occupation.typical.published().most_telling_first().with_skills()[:MOST_OFFERED]
    levels = {row.skill.slug: row.level for row in typical}
    rated = {row.skill.slug: row.level + HIGHER for row in typical[:1]}
    form = OfferForm(None, [row.skill for row in typical], levels, rated)
    group = occupation.get_group_display()
    return {
        "works": [WayIn(occupation.title, group, occupation.get_absolute_url())],
        "skills": most_asked_skills(),
        "offered": list(offered_skills(form)),
    }
