"""The style sheets keep their own rules: layers, tokens, and no class that nobody wears."""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
import tinycss2
from tinycss2.ast import Declaration, Node

ROOT = Path(__file__).resolve().parents[1]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TOKENS = ROOT / "static" / "css" / "tokens.css"
ADMIN = ROOT / "static" / "css" / "admin.css"  # Django's own sheets name their colours and sizes
OWN = [sheet for sheet in SHEETS if sheet not in {TOKENS, ADMIN}]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCES = [
    path
    for folder in ("portal", "careers", "scalability")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
LAYERS = {"reset", "tokens", "base", "layout", "components", "utilities"}

# Colours by their names; those of the system belong to who forces colours of their own.
COLOUR_FUNCTIONS = {"oklch", "oklab", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "color"}
NAMED = "white black red green blue gray grey silver navy teal orange yellow purple crimson"
PAINTED = re.compile(r"color$|^(background|border.*|outline|fill|stroke|box-shadow)$")

# A line is a pixel or two thick, and half of one centres it; no other length is a literal.
HAIRLINES = {0.5, 1, 1.5, 2}
LENGTHS = {"px", "rem", "pt", "cm", "mm", "in"}

CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
WORN = re.compile(r"""class=(?:"([^"]*)"|'([^']*)')""")


def tree(sheet: Path) -> list[Node]:
    return tinycss2.parse_stylesheet(sheet.read_text(), skip_comments=True, skip_whitespace=True)


def rules(nodes: list[Node]) -> Iterator[tuple[str, Declaration | None]]:
    """Every selector, and every declaration with the selector it stands in, however deep."""
    for node in nodes:
        if node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            yield selector, None
            for name, inner in rules(contents(node)):
                yield (name or selector), inner
        elif node.type == "at-rule" and node.content is not None:
            yield from rules(contents(node))
        elif node.type == "declaration":
            yield "", node


def contents(node) -> list[Node]:
    return tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)


def declarations(sheet: Path) -> Iterator[tuple[str, Declaration]]:
    for selector, declaration in rules(tree(sheet)):
        if declaration is not None:
            yield selector, declaration


def selectors(sheet: Path) -> Iterator[str]:
    for selector, declaration in rules(tree(sheet)):
        if declaration is None:
            yield selector


def values(nodes: list[Node]) -> Iterator[Node]:
    """Every value, and what is inside of functions."""
    for node in nodes:
        yield node
        if node.type == "function":
            yield from values(node.arguments)
        elif node.type == "() block":
            yield from values(node.content)


def named(sheets) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sheet", sheets, ids=lambda sheet: sheet.name)


@named(SHEETS)
def test_sheet_is_well_formed(sheet):
    assert [node.message for node in tree(sheet) if node.type == "error"] == []
    wrong = [node for _, node in rules(tree(sheet)) if node is not None and node.type == "error"]
    assert wrong == []


@named(SHEETS)
def test_sheet_is_never_important_and_selects_no_id(sheet):
    assert [one.name for _, one in declarations(sheet) if one.important] == []
    assert [selector for selector in selectors(sheet) if re.search(r"#[\w-]", selector)] == []


@named([sheet for sheet in SHEETS if sheet != ADMIN])
def test_sheet_says_everything_in_a_layer(sheet):
    outside = [
        tinycss2.serialize([node])[:60]
        for node in tree(sheet)
        if not (node.type == "at-rule" and node.at_keyword == "layer")
    ]
    assert outside == []
    layers = {tinycss2.serialize(node.prelude).strip() for node in tree(sheet) if node.content}
    assert layers <= LAYERS


@named(OWN)
def test_every_colour_is_a_token(sheet):
    literal = [
        f"{selector} {{ {one.name}: {tinycss2.serialize(one.value).strip()} }}"
        for selector, one in declarations(sheet)
        if any(is_colour(one, value) for value in values(one.value))
    ]
    assert literal == []


def is_colour(declaration, value) -> bool:
    if value.type == "hash":
        return True
    if value.type == "function":
        return value.lower_name in COLOUR_FUNCTIONS
    paints = PAINTED.search(declaration.lower_name)
    return bool(paints) and value.type == "ident" and value.lower_value in NAMED.split()


@named(OWN)
def test_every_size_is_a_token(sheet):
    literal = [
        f"{selector} {{ {one.name}: {tinycss2.serialize(one.value).strip()} }}"
        for selector, one in declarations(sheet)
        if any(is_size(value) for value in values(one.value))
    ]
    assert literal == []


def is_size(value) -> bool:
    if value.type != "dimension" or value.lower_unit not in LENGTHS:
        return False
    return not (value.lower_unit == "px" and abs(value.value) in HAIRLINES)


def test_all_sheets_together_are_small():
    """The whole of the site's look; tests/browser weighs what each page loads of it."""
    whole = b"".join(sheet.read_bytes() for sheet in SHEETS if sheet != ADMIN)
    assert len(brotli.compress(whole)) <= 13 * 1024


def test_every_token_is_known_and_used():
    known = {one.name for sheet in SHEETS for _, one in declarations(sheet) if is_token(one.name)}
    text = "\n".join(sheet.read_text() for sheet in SHEETS)
    used = set(re.findall(r"var\((--[\w-]+)", text))
    ours = "\n".join(sheet.read_text() for sheet in SHEETS if sheet != ADMIN)
    asked = set(re.findall(r"var\((--[\w-]+)\)", ours))  # one with a fallback may be unset
    assert asked <= known
    of_admin = {one.name for _, one in declarations(ADMIN)}  # Django's sheets use them
    assert known - used - of_admin == set()


def is_token(name: str) -> bool:
    return name.startswith("--")


def test_every_class_is_worn_and_every_class_worn_is_known():
    known = {
        name
        for sheet in SHEETS
        if sheet != ADMIN
        for selector in selectors(sheet)
        for name in CLASS.findall(re.sub(r"\[[^\]]*\]", "", selector))
    }
    texts = [path.read_text() for path in [*TEMPLATES, *SOURCES, *SCRIPTS]]
    words = set(re.findall(r"[\w-]+", "\n".join(texts)))
    stems = {word for word in words if word.endswith("-")}  # the rest of the name is data
    unworn = {name for name in known - words if not any(name.startswith(stem) for stem in stems)}
    assert unworn == set()
    blocks = {name.split("__")[0] for name in known}  # a block may wear its name for its parts
    assert worn() - known - blocks == set()


def worn() -> set[str]:
    """The classes that templates name in full."""
    found = set()
    for template in (one for one in TEMPLATES if "admin" not in one.parts):  # Django's own classes
        text = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.DOTALL)
        for either in WORN.findall(re.sub(r"\{[{%].*?[%}]\}", "\x00", text, flags=re.DOTALL)):
            found |= {name for name in "".join(either).split() if "\x00" not in name}
    return found


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle="),
    "a style element": re.compile(r"<style"),
    "a script inside the page": re.compile(
        r"<script(?![^>]*(?:\ssrc=|application/ld\+json))", re.IGNORECASE
    ),
    "a handler": re.compile(r"<[^>]*\son[a-z]+="),
}


@pytest.mark.parametrize("kind", INLINE)
def test_no_template_holds_style_or_script_of_its_own(kind):
    found = [
        str(template.relative_to(ROOT))
        for template in TEMPLATES
        if INLINE[kind].search(template.read_text())
    ]
    assert found == []
