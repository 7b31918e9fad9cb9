"""What can be read from Markdown prose: words, sentences, and what lacks a citation or a date."""

import re
from collections.abc import Container, Iterator

CITATION = "/about/sources/#"  # a link to the entry of a source, by its slug
EXAMPLE = "Suppose"  # introduces an example with invented numbers
BEGINNING = 6  # words that identify a paragraph

_CITED = re.compile(rf"(?<!\w){CITATION.removesuffix('/#')}/?#([a-z0-9-]+)")  # wherever it is
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^[#>*\-\d.|\s]+|[*_|]", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"')”\u2019]*\s+(?=[A-Z“\"'(\[])")

# A number somebody counted or measured, recognised by what is next to it. H100 and Llama 3 are
# names.
_FIGURE = re.compile(
    r"[$€£]\s?\d"
    r"|(?<![\w.-])\d[\d,.]*\s?(?:%|\u00d7)"
    r"|(?<![\w.-])\d[\d,.]*(?:\s|-|\u00a0)(?:percent|per\scent|times|million|billion|trillion"
    r"|milliseconds?|microseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|ms|µs"
    r"|[KMGTP]i?B|[KMGTP]?FLOPS?|GPUs?|TPUs?|CPUs?|servers?|machines?|users?|requests?|dollars"
    r"|pounds|euros|watts?|[kMG]Wh?)\b"
)

# What is binding, by how it is written: an act, a regulation, a bill or a letter, a standard.
_LAW = re.compile(
    r"\b[A-Z]\w*\)?\sAct\b|\bGDPR\b|\b(?:Regulation|Directive)\s\(EU\)|\bO\.\sReg\."
    r"|\b(?:SB|SR)\s\d+|\bISO/IEC\s\d|\bGB\s\d{5}|\bNIST\sAI\b"
)
_NUMBER_OF_LAW = re.compile(r"\b\d{4}/\d+|[:-]\d{4}\b")  # it may contain a year
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_AS_OF = re.compile(
    r"\b[Aa]s of (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December) 20\d{2}\b"
)


def visible_text(markdown: str) -> str:
    """The text a reader sees, without code and link targets."""
    return _MARKS.sub(" ", _LINK.sub(r"\1", _CODE.sub(" ", markdown)))


def word_count(markdown: str) -> int:
    return len(_WORD.findall(visible_text(markdown)))


def sentences_in(markdown: str) -> Iterator[str]:
    """Sentences (no headings), lower case and without punctuation, so that equal ones match."""
    for paragraph in paragraphs_of(markdown):
        if paragraph.startswith("#"):
            continue
        for sentence in _END.split(visible_text(paragraph)):
            if words := _WORD.findall(sentence.lower()):
                yield " ".join(words)


def paragraphs_of(markdown: str) -> list[str]:
    """Paragraphs and individual list items."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", markdown)
    return [block.strip() for block in blocks if block.strip()]


def citations_in(markdown: str) -> set[str]:
    """The slugs of the sources a text cites."""
    return set(_CITED.findall(markdown))


def uncited_figures(markdown: str) -> Iterator[str]:
    """Figures in paragraphs that neither cite a source nor give an example."""
    for paragraph in paragraphs_of(markdown):
        if CITATION not in paragraph and EXAMPLE not in paragraph:
            yield from _FIGURE.findall(_LINK.sub(r"\1", _CODE.sub(" ", paragraph)))


def names_law(text: str) -> bool:
    """Whether a text, such as the title of a source, names an act, a rule or a standard."""
    return bool(_LAW.search(text))


def undated_law(markdown: str, law: Container[str] = frozenset()) -> Iterator[str]:
    """The beginnings of paragraphs that state law without saying as of which month.

    A paragraph states law if it names an act together with a year, or cites a source in `law`.
    """
    for paragraph in paragraphs_of(markdown):
        if _states_law(paragraph, law) and not _AS_OF.search(paragraph):
            yield " ".join(visible_text(paragraph).split()[:BEGINNING])


def _states_law(paragraph: str, law: Container[str]) -> bool:
    text = visible_text(paragraph)
    dated = names_law(text) and _YEAR.search(_NUMBER_OF_LAW.sub(" ", text))
    return bool(dated) or any(slug in law for slug in citations_in(paragraph))
