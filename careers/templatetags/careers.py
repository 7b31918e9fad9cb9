"""Levels and gaps as templates draw them, and the formats of careers as filters.

Lists hold dozens of each, and a template takes a hundred times as long as looking one up: a
component of which there can only be a few is made once. An edit of one shows after a restart.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from careers import formats
from careers.forms.ratings import RATINGS
from careers.rules.levels import HIGHEST

register = template.Library()
register.filter("points", formats.points)
register.filter("money", formats.money)
register.filter("signed", formats.signed)
register.filter("country", formats.country)
register.filter("period", formats.period)
register.filter("hours", formats.hours)
register.filter("level_word", formats.level_word)
register.filter("level_meaning", formats.level_meaning)

BAR_HEIGHT = 24  # pixels
PERCENT_A_LEVEL = 100 // HIGHEST


@register.simple_tag
@lru_cache(maxsize=256)
def level_bar(need: int, have: int | None = None, *, need_only: bool = False) -> SafeString:
    """The component of that name without a label, made once for each of the 70 there can be."""
    bar = get_template("components/level_bar.html")
    return SafeString(bar.render({"need": need, "have": have, "need_only": need_only}))


@register.simple_tag
@lru_cache(maxsize=512)
def gap_bar(
    need: int, have: int | None = None, importance: int = 3, *, need_only: bool = False
) -> SafeString:
    """Have against need on one scale of five, the thicker the more important.

    Made once for each of the 200 there can be.
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
    options = get_template("careers/role_detail/level_options.html")
    return SafeString(options.render({"options": RATINGS, "selected": selected}))


@lru_cache(maxsize=16)
def family_mark(mark: str) -> SafeString:
    """The component of that name, made once for each shape, for lists of roles."""
    component = get_template("components/family_mark.html")
    return SafeString(component.render({"family": {"mark": mark}}))
