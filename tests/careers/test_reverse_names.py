"""Careers knows nothing of scalability, not even by the names that its rows get from there."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

CODE = Path(settings.BASE_DIR, "careers")
NAMES = {
    relation.get_accessor_name()
    for model in apps.get_app_config("careers").get_models()
    for relation in model._meta.related_objects
    if relation.related_model._meta.app_label == "scalability" and not relation.hidden
}
FILES = [file for file in CODE.rglob("*.py") if "migrations" not in file.parts]


def reached_in(code: str) -> set[str]:
    """The names among these that the code takes from a row, or asks by in a query."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found.update(node.arg.split("__"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.update(node.value.split("__"))
    return found & NAMES


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(CODE)))
def test_careers_takes_nothing_of_scalability_by_a_reverse_name(file):
    assert reached_in(file.read_text()) == set()


@pytest.mark.parametrize(
    "code",
    [
        "role.topics.published()",
        "skills.filter(topics__slug='drift')",
        "roles.prefetch_related('case_studies__figures')",
        "roles.annotate(n=Count('topics'))",
    ],
)
def test_reverse_name_is_found_where_it_is_used(code):
    assert len(reached_in(code)) == 1
