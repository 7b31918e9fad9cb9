"""What can be read off Markdown prose: its words, its sentences, the figures that cite nothing."""

import re
from collections.abc import Iterator

CITATION = "/about/sources/#"  # a link to the entry of a source, by its slug
EXAMPLE = "Suppose"  # begins an example with invented numbers

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^[#>*\-\d.|\s]+|[*_|]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"')”\u2019]*\s+(?=[A-Z“\"'(\[])")

# A number that somebody counted or measured, by what stands beside it. H100 and Llama 3 are names.
_FIGURE = re.compile(
    r"[$€£]\s?\d"
    r"|(?<![\w.-])\d[\d,.]*\s?(?:%|\u00d7)"
    r"|(?<![\w.-])\d[\d,.]*(?:\s|-|\u00a0)(?:percent|per\scent|times|million|billion|trillion"
    r"|milliseconds?|microseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|ms|µs"
    r"|[KMGTP]i?B|[KMGTP]?FLOPS?|GPUs?|TPUs?|CPUs?|servers?|machines?|users?|requests?|dollars"
    r"|pounds|euros|watts?|[kMG]Wh?)\b"
)


def plain(markdown: str) -> str:
    """The text that a reader sees, without code and link targets."""
    return _MARKS.sub(" ", _LINK.sub(r"\1", _CODE.sub(" ", markdown)))


def words_in(markdown: str) -> int:
    return len(_WORD.findall(plain(markdown)))


def sentences_in(markdown: str) -> Iterator[str]:
    """Sentences, no headings, in small letters without marks: what says the same is the same."""
    for paragraph in paragraphs_of(markdown):
        if paragraph.startswith("#"):
            continue
        for sentence in _END.split(plain(paragraph)):
            if words := _WORD.findall(sentence.lower()):
                yield " ".join(words)


def paragraphs_of(markdown: str) -> list[str]:
    """Paragraphs and the single entries of lists."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", markdown)
    return [block.strip() for block in blocks if block.strip()]


def citations_in(markdown: str) -> set[str]:
    """The slugs of the sources that a text cites."""
    return set(re.findall(rf"\({re.escape(CITATION)}([a-z0-9-]+)\)", markdown))


def uncited_figures(markdown: str) -> Iterator[str]:
    """The figures of paragraphs that neither cite a source nor give an example."""
    for paragraph in paragraphs_of(markdown):
        if CITATION not in paragraph and EXAMPLE not in paragraph:
            yield from _FIGURE.findall(_LINK.sub(r"\1", _CODE.sub(" ", paragraph)))
