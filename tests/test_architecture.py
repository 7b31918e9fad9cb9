"""docs/architecture.md draws the layers that pyproject.toml has import-linter check."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"


def layers() -> dict[str, list[str]]:
    """Of each package with layers: who may import whom, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    return {one["containers"][0]: one["layers"] for one in contracts if one["type"] == "layers"}


def drawn(package: str, lines: Sequence[str]) -> str:
    return "\n".join([f"    {package}", *(f"      {line}" for line in lines)]) + "\n"


def not_drawn(page: str, contracts: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for name, lines in contracts.items() if f"\n\n{drawn(name, lines)}\n" not in page]


def test_page_draws_the_layers_that_are_checked():
    assert layers().keys() == {"portal", "careers", "scalability"}
    assert not_drawn(PAGE.read_text(), layers()) == []


@pytest.mark.parametrize(
    "lines",
    [["views", "models", "rules"], ["views"], ["models", "views"], ["views | pages", "models"]],
)
def test_other_layers_are_found(lines):
    page = f"Who may import whom:\n\n{drawn('careers', ['views', 'models'])}\nMore.\n"

    assert not_drawn(page, {"careers": ["views", "models"]}) == []
    assert not_drawn(page, {"careers": lines}) == ["careers"]
