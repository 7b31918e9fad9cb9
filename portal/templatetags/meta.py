"""The contents of a page's head, and its breadcrumbs."""

from html import unescape
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.utils.safestring import SafeString

from portal.core.http import site_of
from portal.core.palette import DARK, LIGHT
from portal.core.schema_org import Thing, json_for_script, trail

register = template.Library()

MOST_DESCRIBED = 155  # characters: search engines cut off the rest


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> str:
    """The title, with the number of the page if a list goes on."""
    number = _place(context)
    return _plain(content) + (f", {number}" if number else "")


@register.simple_block_tag(takes_context=True)
def page_description(context: Context, content: str) -> str:
    """Cut after a whole word; with the number of the page, so that no two are the same."""
    number = _place(context)
    end = f" {number.capitalize()}." if number else ""
    return _shortened(_plain(content), MOST_DESCRIBED - len(end)) + end


@register.simple_block_tag(takes_context=True)
def absolute(context: Context, content: str) -> str:
    """The absolute address of a path of this site."""
    return site_of(context["request"]) + _plain(content).replace(" ", "")


@register.simple_tag
def paper(scheme: str) -> str:
    return (DARK if scheme == "dark" else LIGHT)["paper"]


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *steps: str) -> dict[str, Any]:
    """Name and address of each page above this one, then the name of this one."""
    *above, here = [str(step) for step in steps]
    ancestors = list(zip(above[::2], above[1::2], strict=True))
    data = trail([*ancestors, (here, "")], site_of(context["request"]))
    return {"ancestors": ancestors, "here": here, "data": data}


@register.filter
def json_ld(data: Thing) -> SafeString:
    """A block of data, which browsers don't run."""
    return SafeString(f'<script type="application/ld+json">{json_for_script(data)}</script>')


@register.filter
def in_words(form: forms.BaseForm | str) -> str:
    """The current filters, for a title: `: Engineering, Graduate`; empty if there are none."""
    if isinstance(form, str) or not form.is_valid():  # a page without a filter has an empty one
        return ""
    asked = [
        _label(form.fields[name], value)
        for name, value in form.cleaned_data.items()
        if value not in (None, "") and name != "sort"
    ]
    return f": {', '.join(asked)}" if asked else ""


def _plain(content: str) -> str:
    """What a template wrote, as words with one space between them."""
    return " ".join(unescape(content).split())


def _place(context: Context) -> str:
    """The number of the page if a list goes on; empty on the first."""
    page = context.get("page")
    if not isinstance(page, Page) or page.number == 1:
        return ""
    return f"page {page.number} of {page.paginator.num_pages}"


def _label(field: forms.Field, value: Any) -> str:
    """The label of a choice; the value itself if there are no choices."""
    for key, label in getattr(field, "choices", ()):
        inner = label if isinstance(label, list | tuple) else [(key, label)]
        for one, words in inner:
            if str(one) == str(value):
                return str(words)
    return str(value)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
