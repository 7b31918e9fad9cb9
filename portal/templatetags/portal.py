"""The few filters that the templates share."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.dates import MONTHS
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from careers.forms.ratings import RATINGS
from careers.models.labour import plain
from careers.rules.lessons import Hours
from careers.rules.levels import HIGHEST, LEVEL_MEANINGS, Level
from portal.core import form_versions, request_ids, search
from portal.core.text.markdown import to_html

register = template.Library()

BAR_HEIGHT = 24  # pixels
PERCENT_A_LEVEL = 100 // HIGHEST
COUNTRIES = {
    "AU": "Australia",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "GB": "United Kingdom",
    "IN": "India",
    "NL": "Netherlands",
    "SG": "Singapore",
    "US": "United States",
}
SYMBOLS = {"USD": "US$", "GBP": "£", "EUR": "€"}
SELECTED = SafeString(" selected")
VULGAR = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
    Fraction(1, 5): "⅕",
    Fraction(2, 5): "⅖",
    Fraction(3, 5): "⅗",
    Fraction(4, 5): "⅘",
}


@register.simple_tag
@lru_cache(maxsize=256)
def level_bar(need: int, have: int | None = None, *, need_only: bool = False) -> SafeString:
    """The component of that name without a label, made once for each of the 70 there can be.

    Lists hold dozens, and a template takes a hundred times as long as looking one up. An edit of
    the component shows after a restart.
    """
    bar = get_template("components/level_bar.html")
    return SafeString(bar.render({"need": need, "have": have, "need_only": need_only}))


@register.simple_tag
@lru_cache(maxsize=1)
def colophon() -> SafeString:
    """The component of that name, made once: it is the same under every page."""
    return SafeString(get_template("components/colophon.html").render())


@lru_cache(maxsize=16)
def family_mark(mark: str) -> SafeString:
    """The component of that name, made once for each shape, for lists of roles."""
    return SafeString(
        get_template("components/family_mark.html").render({"family": {"mark": mark}})
    )


@register.simple_tag
@lru_cache(maxsize=512)
def gap_bar(
    need: int, have: int | None = None, importance: int = 3, *, need_only: bool = False
) -> SafeString:
    """Have against need on one scale of five, the thicker the more important.

    Made once for each of the 200 there can be, as `level_bar` is.
    """
    bar = get_template("components/gap_bar.html")
    thick = 6 + 2 * importance
    had = min(have or 0, HIGHEST)
    kind = "asked" if need_only else "unknown" if have is None else "missing"
    drawn = {
        "filled": had * PERCENT_A_LEVEL,
        "open": max(need - had, 0) * PERCENT_A_LEVEL,
        "needed": need * PERCENT_A_LEVEL,
        "kind": kind,
        "top": (BAR_HEIGHT - thick) // 2,
        "thick": thick,
    }
    return SafeString(bar.render(drawn))


def gap_words(need: int, have: int | None = None, *, need_only: bool = False) -> str:
    """The words beside a bar: what is needed, and what a person has of it."""
    if need_only:
        return f"needs {need}"
    if have is None:
        return f"needs {need}, not rated"
    return f"you {have}, needs {need}" if have > need else f"you {have} of {need}"


@register.simple_tag
@lru_cache(maxsize=32)
def level_span(start: int, end: int) -> SafeString:
    """The component of that name, made once for each of the 15 there can be."""
    span = get_template("components/level_span.html")
    return SafeString(span.render({"start": start, "end": end}))


@register.simple_tag
@lru_cache(maxsize=256)
def level_options(selected: str) -> SafeString:
    """The choices of a level, made once for each that can be selected."""
    options = get_template("components/level_options.html")
    return SafeString(options.render({"options": RATINGS, "selected": selected}))


@register.simple_tag
def request_id() -> str:
    """The id of the request in hand, for error pages; nothing outside any."""
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
    """The items of a list, joined without a template for each: a page of matches has some 160."""
    return SafeString("".join(f"<li>{escape(line)}</li>" for line in lines))


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)


@register.filter
def marked(text: object, query: str) -> SafeString:
    """A name with the words that were looked for marked in it."""
    return search.mark_words(str(text), query)


@register.filter
def lines(text: str) -> list[str]:
    """The entries of a column that holds one a line."""
    return [line for line in text.splitlines() if line.strip()]


@register.filter
def points(value: Fraction) -> str:
    """Points as a person writes them: 3⅔ exactly; a sum that has no such sign to two places."""
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    if rest in VULGAR:
        return f"{whole or ''}{VULGAR[rest]}"
    return f"{float(value):.2f}"


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """Whole amounts without cents, others with both places."""
    number = plain(amount)
    digits = f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"
    return f"{SYMBOLS.get(currency, currency + ' ')}{digits}"


@register.filter
def signed(change: Decimal) -> str:
    """A change with its sign, and without a nought behind the point: +35, +10.2."""
    return f"{plain(change):+}".replace("-", "\N{MINUS SIGN}")


@register.filter
def country(code: str) -> str:
    """A country as people call it; its code where it is none of these."""
    return COUNTRIES.get(code, code)


@register.filter
def period(value: str) -> str:
    """A period as people write it: 2025-05 is May 2025, 2024-2034 is 2024 to 2034."""
    start, dash, rest = value.partition("-")
    if dash and len(rest) == len("05"):
        return f"{MONTHS[int(rest)]} {start}"
    return f"{start} to {rest}" if dash else start


@register.filter
def hours(estimate: Hours) -> str:
    """A range of hours in words: 8 to 12 hours; about 1 hour."""
    if estimate.low != estimate.high:
        return f"{estimate.low:,} to {estimate.high:,} hours"
    return f"about {estimate.low:,} hour{'' if estimate.low == 1 else 's'}"


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds for a key; None where it holds nothing."""
    return mapping.get(key)


@register.filter
def level_word(level: int) -> str:
    return Level(level).name.lower()


@register.filter
def level_meaning(level: int) -> str:
    return LEVEL_MEANINGS[Level(level)]
