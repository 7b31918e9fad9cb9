"""Content files: YAML lists, and Markdown files with YAML front matter."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from portal.core.content.records import ContentError, Problem
from portal.core.content.texts import read_text

FENCE = "---\n"
# Spaces after a fence and blank lines before the first are harmless; YAML may also end with dots.
FRONT_MATTER = re.compile(
    r"\A(?P<above>(?:[ \t]*\n)*---[ \t]*\n)(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
BEGUN = re.compile(r"\A(?:[ \t]*\n)*---[ \t]*\n")
NO_YAML = yaml.reader.Reader.NON_PRINTABLE
COMMENT = re.compile(r"^\s*#", re.MULTILINE)
WIDTH = 100
SHORT = 88  # anything shorter that isn't nested goes on one line
MOST_LEVELS = 50  # no record is nested half as deep; much deeper would overflow the parser's stack


@dataclass(frozen=True, slots=True)
class FileEntry:
    """The data of one record, and where in which file it is."""

    path: str
    data: dict[str, Any]
    node: Node
    offset: int
    body_line: int = 0  # where the text of a Markdown file begins

    def line_of(self, keys: Sequence[str | int] = ()) -> int:
        """The line of the value at these keys, or of the nearest one that exists."""
        node = self.node
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            node = found
        return node.start_mark.line + self.offset

    def line_naming(self, key: str, value: str) -> int:
        """The line on which the value at a key names something, or else the line of the key.

        In a mapping, the keys are the names.
        """
        under = _child(self.node, key) or self.node
        named = (node for node in _scalars(under) if node.value == value)
        found = next(named, None) or _child(under, value) or under
        return found.start_mark.line + self.offset

    def problem(self, keys: Sequence[str | int], text: str) -> Problem:
        key = ".".join(map(str, keys)) or "entry"
        return Problem(self.path, self.line_of(keys), key, text)


def read_yaml(path: Path, shown: str) -> Iterator[FileEntry]:
    """The entries of a YAML list."""
    node, loader = _compose(read_text(path, shown), shown, offset=1)
    if node is None:
        text = "It has no entries, or all are commented out. Write '[]' if that is intended."
        raise ContentError([Problem(shown, 1, "file", text)])
    if not isinstance(node, SequenceNode):
        raise ContentError(
            [Problem(shown, 1, "file", "Write a list, with '- ' before each entry.")]
        )
    for item in node.value:
        yield _entry(loader, item, shown, offset=1)


def read_markdown(path: Path, shown: str) -> FileEntry:
    """The front matter of a Markdown file; `body` is the text below it, `slug` the file's name."""
    text = read_text(path, shown)
    front = FRONT_MATTER.match(text)
    if front is None:
        raise ContentError([_without_front_matter(text, shown)])
    offset = front["above"].count("\n") + 1
    node, loader = _compose(front["head"], shown, offset)
    if node is None:
        raise ContentError([Problem(shown, 1, "file", "The front matter is empty. Add its keys.")])
    entry = _entry(loader, node, shown, offset)
    entry.data["slug"] = path.stem
    below = text[front.end() :]
    if body := below.strip():
        entry.data["body"] = body
    above = front.end() + len(below) - len(below.lstrip())
    return replace(entry, body_line=text.count("\n", 0, above) + 1)


def has_comment(text: str) -> bool:
    """Whether the YAML of a file has a line that no record would keep."""
    front = FRONT_MATTER.match(text)
    return COMMENT.search(front["head"] if front else text) is not None


def write_yaml(rows: list[dict[str, Any]]) -> str:
    return "\n".join(_dump([row]) for row in rows) or "[]\n"


def write_markdown(data: dict[str, Any]) -> str:
    head = {key: value for key, value in data.items() if key not in {"slug", "body"}}
    body = data.get("body", "")
    return f"{FENCE}{_dump(head)}{FENCE}" + (f"\n{body}\n" if body else "")


class _Loader(yaml.CSafeLoader):
    """The safe loader, but refusing keys written twice and data nested too deep.

    Dates stay text, so that the record reading them can name the key if there is no such day.
    """

    level = 0

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None:  # noqa: ARG002 -- PyYAML's signature
        """PyYAML calls this before every node to resolve by path, which we never use."""
        self.level += 1
        if self.level > MOST_LEVELS:
            raise yaml.composer.ComposerError(
                problem=f"Lists and mappings are nested more than {MOST_LEVELS} deep here",
                problem_mark=current_node.start_mark if current_node else None,
            )

    def ascend_resolver(self) -> None:
        self.level -= 1

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 -- PyYAML's signature
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, ScalarNode):
                continue  # the safe loader refuses it with a message
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"'{key.value}' appears twice. Remove one",
                    problem_mark=key.start_mark,
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


class _Dumper(yaml.CSafeDumper):
    """Short flat lists, and mappings in them, on one line; everything else in blocks.

    The mappings of one list are either all on one line each, or all in blocks.
    """

    def represent_sequence(
        self,
        tag: str,
        sequence: Any,
        flow_style: bool | None = None,  # noqa: FBT001 -- PyYAML's signature
    ) -> SequenceNode:
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = _is_short(sequence)
        mappings = [child for child in node.value if isinstance(child, MappingNode)]
        on_one_line = all(mapping.flow_style for mapping in mappings)
        for mapping in mappings:
            mapping.flow_style = on_one_line
        return node

    def represent_mapping(
        self,
        tag: str,
        mapping: Any,
        flow_style: bool | None = None,  # noqa: FBT001 -- PyYAML's signature
    ) -> MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        line = ", ".join(f"{key}: {value}" for key, value in mapping.items())
        single = [
            value
            for value in mapping.values()
            if not (isinstance(value, list | tuple) and _is_short(value))
        ]
        node.flow_style = _is_short(single) and len(line) < SHORT
        return node


# Choices are written like any other text.
_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def _is_short(values: Any) -> bool:
    flat = not any(isinstance(value, list | tuple | dict) for value in values)
    return flat and len(", ".join(map(str, values))) < SHORT - 20


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def _without_front_matter(text: str, shown: str) -> Problem:
    begun = BEGUN.match(text)
    if begun is None:
        return Problem(shown, 1, "file", "Begin with front matter between two lines of '---'.")
    said = "The front matter that begins here does not end. Write '---' below it, on its own line."
    return Problem(shown, begun[0].count("\n"), "file", said)


def _compose(text: str, shown: str, offset: int) -> tuple[Node | None, _Loader]:
    if found := NO_YAML.search(text):
        line = text.count("\n", 0, found.start()) + offset
        said = f"The sign {found[0]!a} doesn't belong in a text. Remove it."
        raise ContentError([Problem(shown, line, "file", said)])
    loader = _Loader(text)
    try:
        return loader.get_single_node(), loader
    except yaml.YAMLError as error:
        raise ContentError([_syntax(error, shown, offset)]) from error


def _entry(loader: _Loader, node: Node, shown: str, offset: int) -> FileEntry:
    line = node.start_mark.line + offset
    if not isinstance(node, MappingNode):
        raise ContentError([Problem(shown, line, "entry", "Write 'key: value' lines here.")])
    try:
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        raise ContentError([_syntax(error, shown, offset)]) from error
    return FileEntry(shown, data, node, offset)


def _syntax(error: yaml.YAMLError, shown: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "not YAML"
    line = mark.line + offset if mark else offset
    return Problem(shown, line, "file", f"{what}. Correct the YAML on this line or just above.")


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _scalars(value)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _scalars(value)


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]  # type: ignore[no-any-return]
    if isinstance(node, MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    return None
