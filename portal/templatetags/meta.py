"""What stands in the head of a page beside what its template gives, and its breadcrumbs."""

from html import unescape
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.cards import SIZE
from portal.linked_data import SITE, Thing, as_script, trail
from portal.palette import DARK, LIGHT

register = template.Library()

MOST_DESCRIBED = 155  # characters: search engines cut what is longer


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> SafeString:
    """With the number of the page, in a list that goes on."""
    place = _place(context)
    title = _plain(content) + (f", {place}" if place else "")
    return format_html(
        '<title>{} · {}</title>\n    <meta property="og:title" content="{}">', title, SITE, title
    )


@register.simple_block_tag(takes_context=True)
def page_description(context: Context, content: str) -> SafeString:
    """Cut after a whole word; with the number of the page, so that no two say the same."""
    place = _place(context)
    end = f" {place.capitalize()}." if place else ""
    text = _shortened(_plain(content), MOST_DESCRIBED - len(end)) + end
    return format_html(
        '<meta name="description" content="{}">\n    <meta property="og:description" content="{}">',
        text,
        text,
    )


@register.simple_block_tag(takes_context=True)
def canonical(context: Context, content: str) -> SafeString:
    """The one address of the page, with as much of the query as makes it another page."""
    request = context["request"]
    address = request.build_absolute_uri(request.path) + unescape(content).strip()
    return format_html(
        '<link rel="canonical" href="{}">\n    <meta property="og:url" content="{}">',
        address,
        address,
    )


@register.simple_block_tag(takes_context=True)
def page_card(context: Context, content: str) -> SafeString:
    """The picture at the path inside, for those who show links with one."""
    width, height = SIZE
    return format_html(
        '<meta property="og:image" content="{}">\n    '
        '<meta property="og:image:width" content="{}">\n    '
        '<meta property="og:image:height" content="{}">',
        context["request"].build_absolute_uri(content.strip()),
        width,
        height,
    )


@register.simple_tag
def theme_colours() -> SafeString:
    return format_html(
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="{}">\n    '
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="{}">',
        LIGHT["paper"],
        DARK["paper"],
    )


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *steps: str) -> dict[str, Any]:
    """Name and address of each page above this one, then the name of this one."""
    *above, here = [str(step) for step in steps]
    ancestors = list(zip(above[::2], above[1::2], strict=True))
    data = trail([*ancestors, (here, "")], context["request"].build_absolute_uri)
    return {"ancestors": ancestors, "here": here, "data": data}


@register.filter
def json_ld(data: Thing) -> SafeString:
    return as_script(data)


@register.filter
def in_words(form: forms.BaseForm) -> str:
    """What is asked in a filter, for a title: `: Engineering, Graduate`; nothing for nothing."""
    if not form.is_valid():
        return ""
    asked = [
        _label(form.fields[name], value)
        for name, value in form.cleaned_data.items()
        if value not in (None, "") and name != "sort"
    ]
    return f": {', '.join(asked)}" if asked else ""


def _label(field: forms.Field, value: Any) -> str:
    """The words of a choice; the value itself where there are none to choose from."""
    for key, label in getattr(field, "choices", ()):
        inner = label if isinstance(label, list | tuple) else [(key, label)]
        for one, words in inner:
            if str(one) == str(value):
                return str(words)
    return str(value)


def _plain(content: str) -> str:
    return " ".join(unescape(content).split())


def _place(context: Context) -> str:
    page = context.get("page")
    if not isinstance(page, Page) or page.number == 1:
        return ""
    return f"page {page.number} of {page.paginator.num_pages}"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
