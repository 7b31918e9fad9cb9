"""What the page about the match shows, all of it from the rule."""

from typing import NamedTuple

from careers.graphics.sum_bar import sum_bar
from careers.models import Occupation, Role
from careers.rules.levels import LEVEL_MEANINGS
from careers.rules.matching import ORDERING_RULE, Telling
from careers.rules.score import BANDS, ENOUGH_KNOWN
from careers.rules.telling import telling_weight
from portal.site.pages.example_match import (
    EXAMPLE,
    EXAMPLE_HAVING,
    EXAMPLE_JOBS,
    EXAMPLE_RATED_LOWER,
    EXAMPLE_UNDEMANDING,
    IMPLYING,
)


class Weighed(NamedTuple):
    """What a skill adds to the fit, and how many of the jobs of the example have it."""

    telling: Telling
    having: int


def about_match_context() -> dict[str, object]:
    weighed = [line.telling for line in EXAMPLE.brought if line.telling]
    return {
        "example": EXAMPLE,
        "implying": IMPLYING,
        "rated_lower": EXAMPLE_RATED_LOWER,
        "undemanding": EXAMPLE_UNDEMANDING,
        "example_jobs": EXAMPLE_JOBS,
        "weighed": [Weighed(one, EXAMPLE_HAVING[one.title]) for one in weighed],
        "single_weight": telling_weight(EXAMPLE_JOBS, 1),
        "role_count": Role.objects.published().count(),
        "occupation_count": Occupation.objects.published().count(),
        "picture": sum_bar(EXAMPLE.lines),
        "bands": BANDS.items(),
        "enough_known": ENOUGH_KNOWN,
        "ordering_rule": ORDERING_RULE,
        "levels": LEVEL_MEANINGS.items(),
    }
