"""Markdown to HTML that is safe to show: no raw HTML goes in, and only known tags come out."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from portal.content.prose import CITATION

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("em", "strong", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}}
SCHEMES = {"http", "https", "mailto"}
ENTRY = "#source-"  # a source in the references of the page that cites it, by its slug

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=256)  # texts: a page for somebody with a session makes its HTML each time
def to_html(text: str) -> SafeString:
    """What a text says; a citation in it leads to the references of the same page."""
    html = _markdown.render(text.replace(f"({CITATION}", f"({ENTRY}"))
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308 -- nh3 has just cleaned it
