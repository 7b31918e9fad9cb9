"""A public name means one thing in the whole repository."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEFINITIONS = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
# Names that Django looks for, each in more than one module.
DJANGOS = {
    "Command": "a management command",
    "DatabaseWrapper": "a database backend, one for PostgreSQL and one for SQLite",
}


def doubles(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """Of module -> its source: each public class or function that several have, and where."""
    found = defaultdict(list)
    for module, source in sources.items():
        for node in ast.parse(source).body:
            if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
                found[node.name].append(module)
    return {
        name: modules for name, modules in found.items() if len(modules) > 1 and name not in DJANGOS
    }


def sources() -> dict[str, str]:
    parts = [ROOT / part for part in ("portal", "careers", "scalability", "scripts")]
    files = sorted(file for part in parts for file in part.rglob("*.py"))
    return {
        str(file.relative_to(ROOT)): file.read_text()
        for file in files
        if "migrations" not in file.parts
    }


def test_public_names_mean_one_thing():
    found = doubles(sources())

    assert found == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("class Cell: ...", "class Cell: ..."),
        ("class Cell: ...", "def Cell(): ..."),
        ("def draw(): ...", "def shown(): ...\ndef draw(): ..."),
    ],
)
def test_name_of_two_things_is_found(one, other):
    names = [name for name in ("Cell", "draw") if name in one]

    assert doubles({"a.py": one, "b.py": other}) == {name: ["a.py", "b.py"] for name in names}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def _draw(): ...", "def _draw(): ..."),
        ("class Command: ...", "class Command: ..."),
        ("class Role:\n    class Kind: ...", "class Skill:\n    class Kind: ..."),
        ("def draw(): ...", "from a import draw"),
    ],
)
def test_private_nested_and_imported_names_are_left_alone(one, other):
    assert doubles({"a.py": one, "b.py": other}) == {}
