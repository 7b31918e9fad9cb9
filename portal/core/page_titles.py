"""The titles of pages: the same in the head of a page and beside a part of it."""

from html import escape, unescape
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context, make_context
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

from portal.core.schema_org import SITE


def as_words(content: str) -> str:
    """What a template wrote, as words with one space between them."""
    return " ".join(unescape(content).split())


def page_number(context: Context | dict[str, Any]) -> str:
    """The number of the page, in a list that goes on; nothing on the first."""
    page = context.get("page")
    if not isinstance(page, Page) or page.number == 1:
        return ""
    return f"page {page.number} of {page.paginator.num_pages}"


def with_page_number(title: str, context: Context | dict[str, Any]) -> str:
    number = page_number(context)
    return as_words(title) + (f", {number}" if number else "")


def title_beside(request: HttpRequest, template: str, context: dict[str, Any]) -> SafeString:
    """The title of the page, for htmx to take along with a part; nothing where it names none."""
    page = get_template(template).template  # type: ignore[attr-defined]
    blocks = page.nodelist.get_nodes_by_type(BlockNode)
    title = next((block for block in blocks if block.name == "title"), None)
    if title is None:
        return SafeString()
    own = make_context(context, request)
    with own.render_context.push_state(page), own.bind_template(page):
        words = with_page_number(title.nodelist.render(own), own)
    return SafeString(f"<title>{escape(words)} · {SITE}</title>")
