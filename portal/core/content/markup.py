"""The links in a Markdown text, and whatever a page would not show as it is meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from portal.core.text.markdown import SCHEMES, TAGS, parser

LONGEST = 60  # characters of a passage to quote
HIDDEN = "\ufffc"  # replaces what is shown as meant: code, and escaped characters

HTML = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl"
    "|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins"
    "|kbd|label|li|link|main|mark|math|meta|nav|object|ol|p|path|picture|pre|q|script|section"
    "|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot"
    "|th|thead|title|tr|tt|u|ul|video|wbr"
)
ADDRESS = r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
SCHEME = re.compile(r"\(\s*<?\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)

NO_FOOTNOTES = "Footnotes aren't supported. Cite a source: [its name](/about/sources/#its-slug)."
NO_HEADING = "A heading of this size isn't shown. Begin it with ##, ### or ####."
NO_IMAGES = "Images aren't shown. Remove it, and describe what it shows in words."
NO_MARKDOWN = "This text is shown as typed. Only Markdown texts can have links."
NO_WORDS = "This link has no text, so nobody can see it. Write some between the brackets."


class MarkdownLink(NamedTuple):
    line: int  # of the text, from 1
    words: str
    address: str


class Flaw(NamedTuple):
    """Something in a text that readers can't follow or see, or not as it is meant.

    If it isn't a mistake, it may be intended, or may resolve itself, such as a link to a draft.
    """

    line: int
    shown: str
    text: str
    is_mistake: bool = True

    @property
    def words(self) -> str:
        shown = " ".join(self.shown.split())
        cut = f"{shown[:LONGEST]}…" if len(shown) > LONGEST else shown
        return f"“{cut}”: {self.text}"

    def __str__(self) -> str:
        return f"line {self.line}, {self.words}"


class Sign(NamedTuple):
    """Characters that mean something elsewhere, but that a page here shows as typed."""

    pattern: re.Pattern[str]
    text: str
    is_mistake: bool = True


SIGNS = (
    Sign(
        re.compile(rf"</?(?:{HTML})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE),
        "HTML is shown as typed. Write Markdown, or put it between backticks.",
    ),
    Sign(
        re.compile(r"\[\^[^\]\s]+\]:?"),
        NO_FOOTNOTES,
    ),
    Sign(
        re.compile(r"!?\[\[[^\[\]\n]+\]\]"),
        "This is not read as a link. Write [words](/address/).",
    ),
    Sign(
        re.compile(r"(?<![\w\]])\[[^\[\]\n]+\]\[[^\[\]\n]*\]"),
        "This link has no address. Write [words](/address/).",
    ),
    Sign(
        re.compile(r"(?<!\w)https?://[^\s<>]+|(?<![\w/.])/about/sources/?#[\w-]+", re.IGNORECASE),
        "A bare address isn't a link. Write [words](address).",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"~~\S[^~\n]*~~"),
        "Strikethrough isn't supported; the characters would be shown.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"\*\*(?=[^*\n]*[^\W\d_])[^*\n]*\*\*"),
        "This does not become bold. Leave no space inside the asterisks, or use backticks.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"^\[[ xX]\]\s", re.MULTILINE),
        "Checkboxes aren't supported; the characters would be shown.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"\s\{[#.:][^{}\n]*\}$", re.MULTILINE),
        "Headings can't have attributes; the characters would be shown.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"^#{1,6}[^\s#].*", re.MULTILINE),
        "This isn't read as a heading. Put a space after the #.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"^:::.*", re.MULTILINE),
        "Boxes aren't supported; the characters would be shown.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"^\|.*\|\s*$", re.MULTILINE),
        "This isn't read as a table. Put a line of |---|---| below the first one.",
        is_mistake=False,
    ),
    Sign(
        re.compile(r"\$\$|\\\(|\\\["),
        "Formulas aren't supported; the characters would be shown.",
        is_mistake=False,
    ),
)
UNREAD = re.compile(rf"!?\[[^\[\]\n]*\]{ADDRESS}|<[a-z][a-z0-9+.-]*:[^<>\s]*>", re.IGNORECASE)

_parser = parser().disable("text_join")  # which would hide what a backslash comes before


class Markup(NamedTuple):
    links: list[MarkdownLink]
    flaws: list[Flaw]


def markup_of(text: str) -> Markup:
    """The links in a text, and whatever a page would not show as it is meant."""
    links: list[MarkdownLink] = []
    flaws: list[Flaw] = []
    line = 1
    for token in _parser.parse(text):
        line = token.map[0] + 1 if token.map else line
        if token.type == "heading_open" and token.tag not in TAGS:
            marks = token.markup if token.markup.startswith("#") else token.markup * 3
            flaws.append(Flaw(line, marks, NO_HEADING))
        elif token.type == "inline":
            reading = _Reading(line)
            reading.read(token.children or [])
            links += reading.links
            flaws += [*reading.flaws, *signs_in(reading.plain, line)]
    return Markup(links, flaws)


def signs_in(plain: str, first_line: int = 1) -> Iterator[Flaw]:
    """Markdown, or what looks like it, in a text that shows every character."""
    for match in UNREAD.finditer(plain):
        yield Flaw(_line_at(plain, match, first_line), match[0], _why_unread(match[0]))
    rest = UNREAD.sub(_blank, plain)
    for sign in SIGNS:
        for match in sign.pattern.finditer(rest):
            line = _line_at(plain, match, first_line)
            yield Flaw(line, match[0].strip(), sign.text, sign.is_mistake)


def typed_signs(text: str) -> Iterator[Flaw]:
    """Markdown in a text whose page shows every character as typed."""
    for flaw in signs_in(text):
        if flaw.is_mistake:
            yield flaw._replace(text=NO_MARKDOWN, is_mistake=False)


class _Reading:
    """The pieces of one paragraph, heading, list entry or cell.

    `said` is what it says; `plain` is the same with a stand-in for what is shown as meant.
    """

    def __init__(self, line: int) -> None:
        self.line = line
        self.links: list[MarkdownLink] = []
        self.flaws: list[Flaw] = []
        self.said = self.plain = ""
        self.open: tuple[int, Token] | None = None

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                self._say("\n")
            elif token.type == "link_open":
                self.open = (len(self.said), token)
            elif token.type == "link_close":
                self._close()
            elif token.type == "image":
                self._vanishes(token)
            else:
                self._say(token.content, is_plain=token.type == "text")

    def _say(self, text: str, *, is_plain: bool = True) -> None:
        self.said += text
        self.plain += text if is_plain else HIDDEN * len(text)

    def _close(self) -> None:
        assert self.open  # noqa: S101 -- the parser closes what it opened
        start, token = self.open
        words, address = self.said[start:].strip(), str(token.attrs["href"])
        line = self._line_at(start)
        # A link's text may hold any characters, such as its own address.
        self.plain = self.plain[:start] + re.sub(r"[^\n]", HIDDEN, self.plain[start:])
        if words.startswith("^"):
            self.flaws.append(Flaw(line, f"[{words}]", NO_FOOTNOTES))
        elif not words:
            self.flaws.append(Flaw(line, address, NO_WORDS))
        elif scheme := _unknown_scheme(address):
            self.flaws.append(Flaw(line, words, _no_scheme(scheme)))
        else:
            self.links.append(MarkdownLink(line, words, address))

    def _vanishes(self, token: Token) -> None:
        shown = f"![{token.content}]({token.attrs['src']})"
        self.flaws.append(Flaw(self._line_at(len(self.said)), shown, NO_IMAGES))

    def _line_at(self, place: int) -> int:
        return self.line + self.said.count("\n", 0, place)


def _unknown_scheme(address: str) -> str:
    match = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return match[1].lower() if match and match[1].lower() not in SCHEMES else ""


def _no_scheme(scheme: str) -> str:
    return f"A link that begins with “{scheme}:” is removed. Write https:// or mailto:."


def _why_unread(shown: str) -> str:
    if shown.startswith("<"):
        return _no_scheme(shown[1:].partition(":")[0].lower())
    match = SCHEME.search(shown)
    if match and match[1].lower() not in SCHEMES:
        return _no_scheme(match[1].lower())
    what = "an image, and images aren't shown" if shown.startswith("!") else "a link"
    return f"This is not read as {what}. Write [words](/address/), with no space in the address."


def _blank(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _line_at(plain: str, match: re.Match[str], first_line: int) -> int:
    return first_line + plain.count("\n", 0, match.start())
