"""Matches as a page shows them: words and numbers ready to print.

A template costs more for each variable it looks up than for what it prints, and a list of matches
holds hundreds of numbers: what is prepared here is what keeps the page quick.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from careers.formats import points
from careers.models import Role
from careers.rules.matching import Explanation, Line, Score
from careers.templatetags.careers import family_mark

COLUMN, LEVEL_HEIGHT = 10, 10  # of a picture
TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"


class Figure(NamedTuple):
    """One percentage and the sum behind it; an empty percentage: not known yet."""

    label: str
    percent: str
    sum: str


class Gap(NamedTuple):
    """The skills of a role that are matched, missing or unknown."""

    label: str
    number: int
    titles: str


class Picture(NamedTuple):
    """All needs of a role as columns on a scale of five, 50 high: paths of an SVG."""

    width: int
    have: str
    missing: str
    unknown: str
    need: str


class MatchRow(NamedTuple):
    role: Role
    url: str
    mark: SafeString
    picture: Picture
    explanation: Explanation
    figures: list[Figure]
    counts: str
    reach: str
    gaps: SafeString  # these three as the items of their lists
    sums: SafeString
    percentages: SafeString


def match_row(role: Role, explanation: Explanation) -> MatchRow:
    match = explanation
    return MatchRow(
        role=role,
        url=role.get_absolute_url(),
        mark=family_mark(role.family.mark),
        picture=_picture(match.lines),
        explanation=match,
        figures=figures(match.score) if match.score.is_enough else [],
        counts=(
            f"{len(match.matched)} matched, {len(match.missing)} missing, "
            f"{len(match.unknown)} unknown"
        ),
        reach=_reach(match.score),
        gaps=_terms((gap.label, gap.titles) for gap in gaps(match)),
        sums=_items(map(_sum, match.lines)),
        percentages=_terms(_percentages(match.score) if match.score.is_enough else ()),
    )


def gaps(match: Explanation) -> list[Gap]:
    matched, missing, unknown = match.matched, match.missing, match.unknown
    return [
        Gap("Matched", len(matched), _titles(matched) or "nothing yet"),
        Gap("Missing", len(missing), _missing(missing) or "nothing that you rated"),
        Gap("Unknown", len(unknown), _titles(unknown) or "nothing: all is rated"),
    ]


def listed(titles: Iterable[str]) -> str:
    """With commas, or with semicolons where a title holds commas of its own: that of a choice."""
    names = list(titles)
    return ("; " if any(", " in name for name in names) else ", ").join(names)


def figures(score: Score) -> list[Figure]:
    """The two parts before the whole, each with its sum; a part the role has not is left out."""
    shown = []
    if score.essential is not None:
        known = score.has_essential_rated
        part = (score.essential, score.essential_earned, score.essential_weight)
        shown.append(_figure("Essential", part, known=known))
    if score.supporting is not None:
        known = score.has_supporting_rated
        part = (score.supporting, score.supporting_earned, score.supporting_weight)
        shown.append(_figure("Supporting", part, known=known))
    whole = (score.readiness, score.earned, score.weight)
    return [*shown, _figure("Readiness", whole, known=True)]


def _picture(lines: Sequence[Line]) -> Picture:
    """The essential needs, an empty column, the supporting ones."""
    have: list[str] = []
    missing: list[str] = []
    unknown: list[str] = []
    need: list[str] = []
    x = 0
    for line, before in zip(lines, [None, *lines], strict=False):
        if before and before.need.is_essential and not line.need.is_essential:
            x += COLUMN
        top, had = LEVEL_HEIGHT * line.need.level, LEVEL_HEIGHT * (line.have or 0)
        if had:
            have.append(f"M{x} 50v-{had}h8v{had}z")
        if had < top:
            gap = f"M{x} {50 - had}v-{top - had}h8v{top - had}z"
            (missing if line.is_rated else unknown).append(gap)
        need.append(f"M{x} {50 - top}h8")
        x += COLUMN
    return Picture(x, *map("".join, (have, missing, unknown, need)))


def _items(lines: Iterable[str]) -> SafeString:
    """All escaped at once: there are some 160 in a page, and each call costs more than its work."""
    escaped = escape("\n".join(lines)).replace("\n", "</li><li>")
    return SafeString(f"<li>{escaped}</li>")


def _terms(pairs: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", pairs)


def _figure(label: str, part: tuple[int, Fraction, int], *, known: bool) -> Figure:
    percent, earned, weight = part
    if not known:
        return Figure(label, "", "not rated yet")
    return Figure(label, str(percent), f"{points(earned)} of {weight} points")


def _sum(line: Line) -> str:
    """One line of the sum: Python: 5 x 3 / 4 = 3 3/4, in the signs of people."""
    need = line.need
    if not line.is_rated:
        return f"{need.title}: not rated, none of {need.importance} yet"
    return f"{line.title}: {_term(need.importance, line.counted, need.level)}"


@cache
def _term(importance: int, counted: int, level: int) -> str:
    """One of the 100 there can be."""
    earned = points(Fraction(importance * counted, level))
    return f"{importance} {TIMES} {counted} {OVER} {level} = {earned}"


def _percentages(score: Score) -> list[tuple[str, str]]:
    """Each percentage as the division it is."""
    shown = [
        (one.label, f"{one.sum} = {one.percent}\N{NO-BREAK SPACE}%")
        for one in figures(score)
        if one.percent
    ]
    rated = f"importance {score.rated_weight} of {score.weight} = {_percent(score.rated)}"
    use = f"levels {score.used} of {score.own} that you rated = {_percent(score.use)}"
    return [*shown, ("Rated", rated), ("Use", use)]


def _reach(score: Score) -> str:
    """How far readiness can rise by rating alone, and how much of the person the role uses."""
    use = f"It puts {_percent(score.use)} of what you rated to use."
    if score.at_most == score.readiness:
        return use
    return (
        f"{_percent(score.rated)} of the role is rated: you are at least "
        f"{_percent(score.readiness)} ready, and at most {_percent(score.at_most)} "
        f"once you rate the rest. {use}"
    )


def _percent(value: int) -> str:
    return f"{value}\N{NO-BREAK SPACE}%"


def _titles(lines: Iterable[Line]) -> str:
    return listed(line.title for line in lines)


def _missing(lines: Iterable[Line]) -> str:
    return listed(f"{line.title} ({line.have} of {line.need.level})" for line in lines)
