"""The documents of the repository: their links lead somewhere, and what they name is there."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from markdown_it import MarkdownIt

ROOT = settings.BASE_DIR
SECTIONS = ["Status", "Context", "Decision", "Consequences", "Where it lives in the code"]
MOST_LINES = 60
PACKAGES = ["portal", "careers", "scalability", "tests"]
TEST = re.compile(r"test_\w+")
NAME = re.compile(r"[A-Za-z]\w*(?:\.(?!html)[A-Za-z]\w*)*")
DEFINED = re.compile(r"^ *(?:def|class) (\w+)|^ *(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)
MARKDOWN = MarkdownIt("commonmark").enable("table")

DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").rglob("*.md")),
    ROOT / "static" / "README.md",
]


def called(path):
    return path.relative_to(ROOT).as_posix()


@cache
def tokens(path):
    return MARKDOWN.parse(path.read_text(encoding="utf-8"))


def inside(path, section=""):
    """The links, pictures, words and bits of code of a document, in order; or of one section."""
    parsed = tokens(path)
    if section:
        start = next(n for n, one in enumerate(parsed) if one.content == section)
        end = (n for n, one in enumerate(parsed) if n > start and one.type == "heading_open")
        parsed = parsed[start : next(end, None)]
    return [child for token in parsed for child in token.children or ()]


def code_in(path, section=""):
    return {one.content for one in inside(path, section) if one.type == "code_inline"}


def targets(path):
    """What its links lead to, and where its pictures lie."""
    linked = (one.attrs.get("href") or one.attrs.get("src") for one in inside(path))
    return [unquote(one) for one in linked if one and not urlsplit(one).scheme]


@cache
def headings(path):
    """The text of each heading."""
    return [
        "".join(child.content for child in token.children)
        for before, token in pairwise(tokens(path))
        if before.type == "heading_open"
    ]


@cache
def anchors(path):
    """What a link to a heading ends in, as GitHub makes it: the second of a name gets a number."""
    found, seen = set(), Counter()
    for heading in headings(path):
        anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if anchor in seen else anchor)
        seen[anchor] += 1
    return found


def lost(path):
    """The links of a document that lead nowhere."""
    for target in targets(path):
        place, _, anchor = target.partition("#")
        there = (path.parent / place).resolve() if place else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            yield target


@cache
def names_in(folder):
    """Every name that is given somewhere in the Python files of a folder."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py"))
    return {name for pair in DEFINED.findall(text) for name in pair}


@pytest.mark.parametrize("path", DOCUMENTS, ids=called)
def test_links_lead_to_files_and_headings_that_exist(path):
    assert list(lost(path)) == []


def test_link_to_a_heading_that_is_not_there_is_found(tmp_path):
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    other.write_text("# The `same_origin` check, twice\n\n## A\n\n## A\n")
    good = [
        "other.md",
        "other.md#the-same_origin-check-twice",
        "other.md#a",
        "other.md#a-1",
        "#own",
    ]
    bad = ["gone.md", "other.md#gone", "#gone", "other.md#a-2"]
    links = "\n".join(f"[one]({target})" for target in [*good, *bad, "https://a.example/#b"])
    page.write_text(f"# Own\n\n`[code](gone.md)`\n\n{links}\n\n![A picture](gone.png)\n")

    assert list(lost(page)) == [*bad, "gone.png"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=called)
def test_tests_that_a_document_names_exist(path):
    assert {one for one in code_in(path) if TEST.fullmatch(one)} - names_in("tests") == set()


@pytest.mark.parametrize("path", DECISIONS, ids=called)
def test_names_by_which_a_decision_is_found_in_the_code_exist(path):
    """A dotted name by its last part; files and folders stand there at most beside names."""
    code = code_in(path, SECTIONS[-1])
    named = {one.rpartition(".")[2] for one in code if NAME.fullmatch(one)}

    assert named
    assert named - set().union(*map(names_in, PACKAGES)) == set()


@pytest.mark.parametrize("path", DECISIONS, ids=called)
def test_decision_is_short_whole_numbered_and_listed(path):
    number = int(path.name.partition("-")[0])
    title, *sections = headings(path)

    assert title.startswith(f"{number}. ")
    assert sections == SECTIONS
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert path.name in targets(ROOT / "docs" / "adr" / "README.md")


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name.partition("-")[0]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
