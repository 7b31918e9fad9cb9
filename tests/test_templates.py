"""Templates lie where they are used: beside the one page that shows them, or in components/.

The style guide shows most of them and counts as no page.
"""

from collections.abc import Callable

import pytest

from portal.site.styleguide.components import component_of
from tests.template_tree import (
    GUIDE,
    SHOWN_BY_DJANGO,
    TemplateTree,
    is_of_a_library,
    template_tree,
)

Rule = Callable[[TemplateTree], list[str]]

WITHOUT_ONLY = ["django/forms/widgets/select.html: django/forms/widgets/attrs.html"]  # as Django


@pytest.fixture(scope="module")
def tree() -> TemplateTree:
    return template_tree()


def not_shared(tree: TemplateTree) -> list[str]:
    """Components of one page alone, or of none."""
    components = (name for name in tree.sources if name.startswith("components/"))
    return [name for name in components if len(tree.pages(name)) < 2]


def astray(tree: TemplateTree) -> list[str]:
    """Parts that others than their page and its parts include, or none of them."""
    users = tree.users()
    found = []
    for name in tree.sources:
        page = tree.page_of(name)
        by = {one for one in users[name] if not one.startswith(GUIDE)}
        beside = {one for one in by if page in {one, tree.page_of(one)}}
        if page and (by - beside or not (beside or name in tree.modules)):
            found.append(name)
    return found


def beside_nothing(tree: TemplateTree) -> list[str]:
    """What is included, but neither a component nor a part of a page."""
    included = {include.name for include in tree.includes()}
    return [one for one in included if not tree.is_shared_or_part(one) and not is_of_a_library(one)]


def unused(tree: TemplateTree) -> list[str]:
    used = tree.users().keys() | tree.frames().keys() | tree.modules.keys() | SHOWN_BY_DJANGO
    return [name for name in tree.sources if name not in used and not is_of_a_library(name)]


def without_only(tree: TemplateTree) -> list[str]:
    return [f"{one.by}: {one.name}" for one in tree.includes() if not one.is_only]


def without_inputs(tree: TemplateTree) -> list[str]:
    """Components and parts whose first line does not say what they take, in the one form."""
    found = []
    for name in filter(tree.is_shared_or_part, tree.sources):
        try:
            component_of(name, tree.sources[name])
        except ValueError:
            found.append(name)
    return found


def misnamed(tree: TemplateTree) -> list[str]:
    """What is handed over and not named, or named, not optional and left out by a page."""
    found = []
    for one in tree.includes():
        if tree.is_shared_or_part(one.name):
            inputs = dict(component_of(one.name, tree.sources[one.name]).inputs)
            needed = {name for name, note in inputs.items() if not note.startswith("optional")}
            left_out = set() if one.by.startswith(GUIDE) else needed - one.inputs
            wrong = (one.inputs - inputs.keys()) | left_out
            found += [f"{one.by}: {name} of {one.name}" for name in sorted(wrong)]
    return found


def without_title(tree: TemplateTree) -> list[str]:
    """Pages that answer htmx with a part, but have no title that can go with it."""
    parts = (name for name, source in tree.sources.items() if "{% partialdef " in source)
    return [name for name in parts if "{% partialdef title inline %}" not in tree.sources[name]]


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        (not_shared, []),
        (astray, []),
        (beside_nothing, []),
        (unused, []),
        (without_only, WITHOUT_ONLY),
        (without_inputs, []),
        (misnamed, []),
        (without_title, []),
    ],
)
def test_templates_keep_to_the_rule(tree, rule: Rule, known):
    assert rule(tree) == known


SHARED = '{% include "components/shared.html" only %}'
PART = '{% include "app/one/part.html" with word="x" only %}'
SMALL = {
    "base.html": "",
    "app/one.html": f'{{% extends "base.html" %}}{SHARED}{PART}',
    "app/one/part.html": "{# A part. Inputs: word. #}",
    "app/two.html": f'{{% extends "base.html" %}}{SHARED}',
    "components/shared.html": "{# What two pages have. Inputs: none. #}",
}
VIEWS = {"app/one.html": {"views"}, "app/two.html": {"views"}}
RULES = (not_shared, astray, beside_nothing, unused, without_only, without_inputs, misnamed)


def small(**planted: str) -> TemplateTree:
    return TemplateTree(SMALL | planted, VIEWS, tags={})


@pytest.mark.parametrize("rule", [*RULES, without_title])
def test_rule_holds_where_all_is_well(rule: Rule):
    assert rule(small()) == []


@pytest.mark.parametrize(
    ("rule", "name", "source", "found"),
    [
        (not_shared, "app/two.html", "", ["components/shared.html"]),
        (not_shared, "app/two.html", PART, ["components/shared.html"]),
        (not_shared, "components/new.html", "{# New. Inputs: none. #}", ["components/new.html"]),
        (astray, "app/two.html", PART, ["app/one/part.html"]),
        (astray, "components/shared.html", PART, ["app/one/part.html"]),
        (astray, "app/one.html", SHARED, ["app/one/part.html"]),
        (astray, "app/one/new.html", "", ["app/one/new.html"]),
        (beside_nothing, "app/two.html", '{% include "app/word.html" only %}', ["app/word.html"]),
        (unused, "app/three.html", "", ["app/three.html"]),
        (unused, "components/new.html", "", ["components/new.html"]),
        (
            without_only,
            "app/two.html",
            '{% include "components/shared.html" %}',
            ["app/two.html: components/shared.html"],
        ),
        (without_inputs, "components/shared.html", "<p>", ["components/shared.html"]),
        (without_inputs, "app/one/part.html", "{# No inputs. #}", ["app/one/part.html"]),
        (without_inputs, "app/one/part.html", "{# A. Inputs: a and b. #}", ["app/one/part.html"]),
        (
            misnamed,
            "app/one/part.html",
            "{# A part. Inputs: words, word (optional). #}",
            ["app/one.html: words of app/one/part.html"],
        ),
        (
            misnamed,
            "app/one/part.html",
            "{# A part. Inputs: none. #}",
            ["app/one.html: word of app/one/part.html"],
        ),
        (without_title, "app/one.html", "{% partialdef results %}", ["app/one.html"]),
    ],
)
def test_rule_finds_what_breaks_it(rule: Rule, name, source, found):
    assert rule(small(**{name: source})) == found
