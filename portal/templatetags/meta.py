"""What the head of a page is made of, and its breadcrumbs."""

from typing import Any

from django import forms, template
from django.template import Context
from django.utils.safestring import SafeString

from portal.core.http import site_of
from portal.core.page_titles import as_words, page_number, with_page_number
from portal.core.palette import DARK, LIGHT
from portal.core.schema_org import Thing, as_script, trail

register = template.Library()

MOST_DESCRIBED = 155  # characters: search engines cut what is longer


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: str) -> str:
    """With the number of the page, in a list that goes on."""
    return with_page_number(content, context)


@register.simple_block_tag(takes_context=True)
def page_description(context: Context, content: str) -> str:
    """Cut after a whole word; with the number of the page, so that no two say the same."""
    number = page_number(context)
    end = f" {number.capitalize()}." if number else ""
    return _shortened(as_words(content), MOST_DESCRIBED - len(end)) + end


@register.simple_block_tag(takes_context=True)
def absolute(context: Context, content: str) -> str:
    """The whole address of a path of this site."""
    return site_of(context["request"]) + as_words(content).replace(" ", "")


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
    return as_script(data)


@register.filter
def in_words(form: forms.BaseForm | str) -> str:
    """What is asked in a filter, for a title: `: Engineering, Graduate`; nothing for nothing."""
    if isinstance(form, str) or not form.is_valid():  # a page without a filter has an empty one
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


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.-") + "…"
