"""Every component in all its states, for those who build them; only while DEBUG is on."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from careers.models import Family, Skill, Source
from careers.rules import matching
from careers.rules.drawing import draw_sum
from careers.rules.history import Point
from careers.rules.levels import LEVEL_MEANINGS, Level
from careers.views.history import ALL, READINESS, Axis, Drawn
from careers.views.landscape import landscape, shores, spots
from careers.views.skill_map import map_of
from portal.saying import Undo
from portal.templatetags.portal import gap_bar
from portal.views import EXAMPLE
from scalability.models import Addresses, Pillar, Topic
from scalability.rules.strategy_map import StrategyMap, strategy_map

TOKEN = re.compile(r"^    --([\w-]+): ([^;]+);", re.MULTILINE)
SYMBOL = re.compile(r'<symbol id="(?!mark-)([\w-]+)"')
STATES = {
    "more than needed": (3, 5),
    "as needed": (3, 3),
    "less than needed": (4, 2),
    "nothing yet": (3, 0),
    "not rated": (3, None),
}
NEED = [matching.Need("python", "Python", level=4, importance=5)]
SCORES = [matching.explain(NEED, levels).score for levels in ({"python": 3}, {"python": 1}, {})]
DAYS = [date(2026, 3, 2), date(2026, 5, 18), date(2026, 10, 5)]
DRAWN = Drawn(
    title="Machine Learning Engineer",
    measure=READINESS,
    unit="\N{NO-BREAK SPACE}%",
    url="#pictures",
    most=ALL,
    points=[Point(day.toordinal(), value) for day, value in zip(DAYS, (21, 34, 56), strict=True)],
)
AXIS = Axis(first=DAYS[0], today=date(2026, 11, 25))
SOURCE = Source(
    title="Occupational Employment and Wage Statistics",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/oes/",
    year=2025,
    seen=date(2026, 11, 23),
)
SKILL = Skill(slug="rag", title="Retrieval-augmented generation")
SKILL_MAP = map_of(
    SKILL,
    [
        ("rag", SKILL.title, "models", "Large language models"),
        ("rag", SKILL.title, "search", "Information retrieval"),
        ("search", "Information retrieval", "python", "Python"),
        ("models", "Large language models", "learning", "Deep learning"),
        ("learning", "Deep learning", "python", "Python"),
        ("agents", "AI agents and tool use", "rag", SKILL.title),
        ("support", "Customer support automation", "rag", SKILL.title),
    ],
    {"python": 4, "learning": 2, "search": 0},
)


@dataclass(frozen=True)
class Sample:
    """A number with its source, as rows of content have it."""

    value: str
    unit: str
    what: str
    confidence: str
    note: str = ""
    source: Source = SOURCE


class SampleForm(forms.Form):
    """A field of each kind, so that all of them are seen right and wrong."""

    name = forms.CharField(label="A name", help_text="As it should appear in lists.")
    address = forms.EmailField(label="An email address", required=False)
    words = forms.CharField(label="A note", widget=forms.Textarea, required=False)
    family = forms.ChoiceField(label="One of few", choices=Family.Mark.choices)
    pace = forms.ChoiceField(
        label="One of three",
        choices=[("slow", "Two hours a week"), ("even", "Five hours a week"), ("fast", "Ten")],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label="Any of three",
        choices=[("course", "Courses"), ("book", "Books"), ("video", "Videos")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="I have read what will be deleted")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the tokens as they are written and the components as pages include them."""
    if not settings.DEBUG:
        raise Http404
    tokens = TOKEN.findall(_written("css/tokens.css"))
    context: dict[str, Any] = {
        "colours": [(name, value) for name, value in tokens if "oklch" in value],
        "sizes": [name for name, _ in tokens if name.startswith("size-")],
        "tokens": tokens,
        "families": [Family(title=label, mark=value) for value, label in Family.Mark.choices],
        "icons": SYMBOL.findall(_written("icons/sprite.svg")),
        "bands": matching.BANDS.items(),
        "states": [(words, need, have) for words, (need, have) in STATES.items()],
        "example": EXAMPLE,
        "skill": SKILL,
        "skill_map": SKILL_MAP,
        "picture": draw_sum(EXAMPLE.lines),
        "map": _map(),
        "levels": LEVEL_MEANINGS.items(),
        "choices": [("", "not rated", ""), *_choices()],
        "figures": [
            Sample("11.4 times", "faster", "First answer with a prefix cache", "high"),
            Sample("A third of all requests", "", "Answered by the small model", "low", "rounded"),
        ],
        "undo": Undo("#words"),
        "gaps": [(words, gap_bar(need, have, 4)) for words, (need, have) in STATES.items()],
        "drawn": DRAWN,
        "line": AXIS.draw(DRAWN),
        "axis": AXIS,
        "begun": DRAWN._replace(points=DRAWN.points[-1:]),
        "landscape": _landscape(),
        "source": SOURCE,
        "page": Paginator(range(60), 20).page(2),
        "forms": [
            ("As it opens", SampleForm()),
            ("With mistakes", SampleForm({"address": "x"}, auto_id="wrong_%s")),
        ],
    }
    return render(request, "styleguide/styleguide.html", context)


def _landscape() -> dict[str, Any]:
    """The map of this database's roles, as somebody sees it who has a little of everything."""
    map_ = landscape()
    scores = {tile.role.pk: SCORES[n % len(SCORES)] for n, tile in enumerate(map_.tiles)}
    seen = spots(map_, scores)
    return {"map": map_, "spots": seen, "shores": shores(map_, seen)}


def _map() -> StrategyMap[Pillar, Topic, Addresses]:
    """Two challenges and two strategies: one help is seen at work, one is not."""
    data = Pillar(slug="data", title="A challenge pillar")
    cloud = Pillar(slug="cloud", title="A strategy pillar")
    drift, cost, spot, edge = (
        Topic(pk=n, slug=title.lower(), title=title)
        for n, title in enumerate(("Drift", "Cost", "Spot", "Edge"), 1)
    )
    seen, unseen = Addresses(), Addresses()
    seen.is_seen, unseen.is_seen = True, False
    ties = {(cost, spot): seen, (cost, edge): unseen}
    return strategy_map([(data, [drift, cost])], [(cloud, [spot, edge])], ties)


def _written(name: str) -> str:
    return Path(settings.BASE_DIR, "static", name).read_text()


def _choices() -> list[tuple[str, str, str]]:
    return [(str(level.value), level.name.lower(), LEVEL_MEANINGS[level]) for level in Level]
