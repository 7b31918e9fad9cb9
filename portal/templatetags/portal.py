"""The few filters and tags all templates share."""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core import form_versions, request_ids, search
from portal.core.text.markdown import to_html

register = template.Library()

SELECTED = SafeString(" selected")
MOST_RENDERED = 1_024  # components with their inputs; there are about 300


@register.simple_tag
def component(template_name: str, **inputs: Hashable) -> SafeString:
    """A component whose inputs are plain values, rendered once for each set of them.

    Lists show dozens, and rendering one takes a hundred times as long as looking it up. While DEBUG
    is on, each is rendered again, so that edits of a template show.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    # Its links begin with the prefix the site is served under.
    return render(get_script_prefix(), template_name, tuple(inputs), *inputs.values())


@register.simple_tag
def request_id() -> str:
    """The id of the current request, for error pages; empty outside any."""
    name = request_ids.current_id()
    return "" if name == request_ids.NONE else name


@register.simple_tag
def version_of(*values: object) -> str:
    """The version of what a form shows, for its hidden field."""
    return form_versions.form_version(*values)


@register.filter
def options(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    """The options of a select, as Django describes them, joined without a template for each."""
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((one["value"], SELECTED if one["selected"] else "", one["label"]) for one in choices),
    )


@register.filter
def items(lines: Iterable[str]) -> SafeString:
    """The items of a list, joined without a template for each: a page of matches has about 160."""
    return SafeString("".join(f"<li>{escape(line)}</li>" for line in lines))


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)


@register.filter
def marked(text: object, query: str) -> SafeString:
    """A name with the searched words marked in it."""
    words, parts, done = str(text), [], 0
    for start, end in search.spans_of(words, query):
        parts += [escape(words[done:start]), format_html("<mark>{}</mark>", words[start:end])]
        done = end
    return SafeString("".join([*parts, escape(words[done:])]))


@register.filter
def lines(text: str) -> list[str]:
    """The entries of a column that holds one per line."""
    return [line for line in text.splitlines() if line.strip()]


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """A mapping's value for a key; None if it has none."""
    return mapping.get(key)


@lru_cache(maxsize=MOST_RENDERED, typed=True)
def _rendered(
    prefix: str,  # noqa: ARG001 -- known by
    template_name: str,
    names: tuple[str, ...],
    *values: Hashable,
) -> SafeString:
    if not all(map(_is_plain, values)):
        raise TypeError(f"{template_name}: give it plain values, which say all that it shows.")
    return SafeString(get_template(template_name).render(dict(zip(names, values, strict=True))))


def _is_plain(value: object) -> bool:
    """A row is identified only by its key, and a request by itself: their contents may change."""
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | int | float)
