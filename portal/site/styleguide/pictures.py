"""What is drawn: bars, sums, lines over time and maps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from careers.graphics.gap_bar import gap_bar
from careers.graphics.line_chart import DayAxis
from careers.graphics.sum_bar import sum_bar
from careers.models import Requirement, Skill, Source
from careers.pages.history import ALL, READINESS, Series
from careers.pages.landscape import landscape, shores, spots
from careers.pages.skill_map import map_of
from careers.rules import matching, score
from careers.rules.balance import ENOUGH
from careers.rules.history import Point
from careers.rules.needs import Need
from portal.site.pages.example_match import EXAMPLE
from portal.site.styleguide.text_blocks import SOURCE
from scalability.models import Addresses, Pillar, Topic
from scalability.rules.strategy_map import StrategyMap, strategy_map

MOST_BALANCES = 3
STATES = {
    "more than needed": (3, 5),
    "as needed": (3, 3),
    "less than needed": (4, 2),
    "nothing yet": (3, 0),
    "not rated": (3, None),
}
NEED = [Need("python", "Python", level=4, importance=5)]
SCORES = [matching.explain(NEED, levels).score for levels in ({"python": 3}, {"python": 1}, {})]
DAYS = [date(2026, 3, 2), date(2026, 5, 18), date(2026, 10, 5)]
DRAWN = Series(
    title="Machine Learning Engineer",
    measure=READINESS,
    unit="\N{NO-BREAK SPACE}%",
    url="#pictures",
    most=ALL,
    points=[Point(day.toordinal(), value) for day, value in zip(DAYS, (21, 34, 56), strict=True)],
)
AXIS = DayAxis(first=DAYS[0], today=date(2026, 11, 25))
SKILL = Skill(slug="rag", title="Retrieval-augmented generation")
SKILL_MAP = map_of(
    SKILL,
    [
        ("rag", SKILL.title, "models", "Large language models", 2),
        ("rag", SKILL.title, "search", "Information retrieval", 2),
        ("search", "Information retrieval", "python", "Python", 1),
        ("models", "Large language models", "learning", "Deep learning", 2),
        ("learning", "Deep learning", "python", "Python", 1),
        ("agents", "AI agents and tool use", "rag", SKILL.title, 3),
        ("support", "Customer support automation", "rag", SKILL.title, 3),
    ],
    {"python": 4, "learning": 2, "search": 0},
)


@dataclass(frozen=True)
class Sample:
    """A number with its source, as content rows have it."""

    value: str
    unit: str
    what: str
    confidence: str
    note: str = ""
    source: Source = SOURCE


def figures() -> dict[str, Any]:
    return {
        "states": [(words, need, have) for words, (need, have) in STATES.items()],
        "example": EXAMPLE,
        "bands": score.BANDS.items(),
        "figures": [
            Sample("11.4 times", "faster", "First answer with a prefix cache", "high"),
            Sample("A third of all requests", "", "Answered by the small model", "low", "rounded"),
        ],
        "picture": sum_bar(EXAMPLE.lines),
        "map": _map(),
        "enough": ENOUGH,
        "balances": list(Requirement.objects.balances().items())[:MOST_BALANCES],
    }


def pictures_section() -> dict[str, Any]:
    return {
        "gap_bars": [
            *((words, gap_bar(need, have, 4)) for words, (need, have) in STATES.items()),
            ("nothing rated at all", gap_bar(4, importance=4, need_only=True)),
        ],
        "drawn": DRAWN,
        "line": AXIS.chart(DRAWN.points, DRAWN.most),
        "axis": AXIS,
        "begun": DRAWN._replace(points=DRAWN.points[-1:]),
        "landscape": _landscape(),
        "skill": SKILL,
        "skill_map": SKILL_MAP,
        "alone": map_of(SKILL, [], {}),
    }


def _landscape() -> dict[str, Any]:
    """The map of this database's roles, as seen by somebody who has a little of everything."""
    map_ = landscape()
    scores = {tile.role.pk: SCORES[n % len(SCORES)] for n, tile in enumerate(map_.tiles)}
    seen = spots(map_, scores)
    return {"map": map_, "spots": seen, "shores": shores(map_, seen)}


def _map() -> StrategyMap[Pillar, Topic, Addresses]:
    """Two challenges and two strategies: one link with a case study, one without."""
    data = Pillar(slug="data", title="A challenge pillar")
    cloud = Pillar(slug="cloud", title="A strategy pillar")
    drift, cost, spot, edge = (
        Topic(pk=n, slug=title.lower(), title=title)
        for n, title in enumerate(("Drift", "Cost", "Spot", "Edge"), 1)
    )
    for topic in (drift, cost, spot, edge):
        vars(topic).update(skill_count=3, role_count=2)
    seen, unseen = Addresses(), Addresses()
    seen.is_seen, unseen.is_seen = True, False
    ties = {(cost, spot): seen, (cost, edge): unseen}
    return strategy_map([(data, [drift, cost])], [(cloud, [spot, edge])], ties)
