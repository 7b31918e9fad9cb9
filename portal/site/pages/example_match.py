"""A match small enough to check by hand, which the page about the match works out."""

from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import explain
from careers.rules.needs import Need
from careers.rules.prerequisites import Link
from careers.rules.telling import telling_weight

EXAMPLE_JOBS = 200
EXAMPLE_HAVING = {"Python": 40, "Communication": 170}  # of these jobs, by the title of the skill
IMPLYING = "Exploratory data analysis"  # what implies a need of the example

_NEEDS = [
    Need("python", "Python", 4, 5, telling=telling_weight(EXAMPLE_JOBS, EXAMPLE_HAVING["Python"])),
    Need("data-visualization", "Data visualisation", level=4, importance=4),
    Need(
        "communication",
        "Communication",
        level=3,
        importance=3,
        telling=telling_weight(EXAMPLE_JOBS, EXAMPLE_HAVING["Communication"]),
    ),
    Need("clinical-data", "Clinical data", level=3, importance=2),
]
_LINKS = links_by_skill([Link("exploratory-analysis", "data-visualization", 2)])
_RATINGS = {"python": 3, "communication": 3, "exploratory-analysis": 3}

EXAMPLE = explain(_NEEDS, _RATINGS, implied_by(_RATINGS, _LINKS))
# The same person once they rate the implied skill themselves, below the level that was implied.
EXAMPLE_RATED_LOWER = explain(_NEEDS, {**_RATINGS, "data-visualization": 1})
EXAMPLE_UNDEMANDING = explain([_NEEDS[2]], _RATINGS)
