"""A match small enough to check by hand, shown on the front page and the method page."""

from careers.rules import matching
from careers.rules.needs import Need

EXAMPLE = matching.explain(
    [
        Need("python", "Python", level=4, importance=5),
        Need("statistics", "Statistics", level=3, importance=4),
        Need("communication", "Communication", level=3, importance=3),
    ],
    {"python": 3, "communication": 3, "sql": 4},
)
