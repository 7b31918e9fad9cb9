"""The page, and the tokens that it begins with."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from careers.models import Family
from portal.site.styleguide import (
    comparison,
    components,
    lists,
    matches,
    personal,
    pictures,
    plans,
    questions,
    resources,
    scaling,
    skills,
    start,
    text_blocks,
)

TOKEN = re.compile(r"^    --([\w-]+): ([^;]+);", re.MULTILINE)
SYMBOL = re.compile(r'<symbol id="(?!mark-)([\w-]+)"')


class Group(NamedTuple):
    """A part of the page; its template has its name, and is given what there is to show."""

    name: str
    title: str
    shown: dict[str, Any]

    @property
    def template(self) -> str:
        return f"portal/styleguide/{self.name}.html"


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the tokens as they are written and the components as pages include them."""
    if not settings.DEBUG:
        raise Http404
    groups = [Group(name, title, shown()) for name, (title, shown) in GROUPS.items()]
    return render(request, "portal/styleguide.html", {"groups": groups})


def foundations() -> dict[str, Any]:
    tokens = TOKEN.findall(_written("css/tokens.css"))
    return {
        "colours": [name for name, value in tokens if "oklch" in value],
        "sizes": [name for name, _ in tokens if name.startswith("size-")],
        "families": [Family(title=label, mark=value) for value, label in Family.Mark.choices],
        "icons": SYMBOL.findall(_written("icons/sprite.svg")),
    }


GROUPS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "foundations": ("Colour and type", foundations),
    "text_blocks": ("Words and blocks", text_blocks.text_blocks_section),
    "forms": ("Forms", text_blocks.forms_shown),
    "figures": ("Figures", pictures.figures),
    "pictures": ("Pictures", pictures.pictures_section),
    "lists": ("Lists and search", lists.lists_section),
    "matches": ("Roles and matches", matches.matches_section),
    "gap": ("The gap of a role", matches.gap),
    "comparison": ("Roles side by side", comparison.comparison_section),
    "start": ("The way in", start.start_section),
    "questions": ("Questions", questions.questions_section),
    "plans": ("Plans", plans.plans_section),
    "skills": ("Skills", skills.skills_section),
    "resources": ("Resources", resources.resources_section),
    "personal": ("What a person keeps", personal.personal_section),
    "scaling": ("Scaling AI", scaling.scaling_section),
    "components": ("What each component takes", components.components_section),
}


def _written(name: str) -> str:
    return Path(settings.BASE_DIR, "static", name).read_text()
