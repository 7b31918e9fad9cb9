"""Markdown to HTML that is safe to show: raw HTML stays out, and only known tags come out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import nh3
from django.db import models
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.core.text.prose import CITATION

if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
else:
    Text = models.TextField

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
ENTRY = "#source-"  # a source in the references of the citing page, by its slug
SOURCES = CITATION.rstrip("/#")


class MarkdownField(Text):
    """A text that its page shows with `to_html`. To the database it is ordinary text.

    `references` names the relation with the sources the page lists; if it is empty, the page lists
    whatever the text cites.
    """

    def __init__(self, *args: Any, references: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.references = references

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def markdown_fields(model: type[models.Model]) -> list[MarkdownField]:
    return [field for field in model._meta.fields if isinstance(field, MarkdownField)]


def parser() -> MarkdownIt:
    """The Markdown parser, for pages and for checks."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


_markdown = parser()


@lru_cache(maxsize=256)  # texts: a page for somebody with a session renders its HTML each time
def to_html(text: str) -> SafeString:
    """A text as HTML; its citations link to the references on the same page."""
    tokens = _markdown.parse(text)
    for link in links_among(tokens):
        if slug := cited_by(str(link.attrs["href"])):
            link.attrs["href"] = ENTRY + slug
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308 -- nh3 has just cleaned it


def links_among(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or () if child.type == "link_open")


def cited_by(address: str) -> str:
    """The slug of the source a link cites, or an empty text: `/about/sources/#slug`."""
    path, _, slug = address.partition("#")
    return unquote(slug) if path.rstrip("/") == SOURCES else ""
