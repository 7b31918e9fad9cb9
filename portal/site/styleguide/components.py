"""Shared components and their inputs, from the comment on the first line of each template."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

FIRST_LINE = re.compile(r"\{# (?P<words>.+[.!?]) Inputs: (?P<inputs>.+)\. #\}")
INPUT = re.compile(r"([a-z_]+)(?: \(((?:[^()]|\([^()]*\))+)\))?(?:, |$)")  # name (note), name


class Component(NamedTuple):
    name: str
    words: str
    inputs: list[tuple[str, str]]  # name and note; an optional input is marked as such


def components_section() -> dict[str, Any]:
    files = sorted(Path(settings.BASE_DIR, "templates/components").glob("*.html"))
    return {"components": [component_of(file.stem, file.read_text()) for file in files]}


def component_of(name: str, source: str) -> Component:
    """A component from its first line; ValueError if that has another form."""
    line = source.partition("\n")[0]
    told = FIRST_LINE.fullmatch(line)
    inputs = "" if told is None or told["inputs"] == "none" else told["inputs"]
    if told is None or INPUT.sub("", inputs):
        raise ValueError(f"{name}: {line}")
    return Component(name, told["words"], INPUT.findall(inputs))
