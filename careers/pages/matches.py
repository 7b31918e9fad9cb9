"""Matches as a page shows them: words and numbers ready to print.

A template costs more for each variable it looks up than for what it prints, and a list of matches
holds hundreds of numbers: what is prepared here is what keeps the page quick.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from careers.formats import points
from careers.graphics.skyline import Skyline, draw_skyline
from careers.models import Requirement, Role
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.implied import implied_by
from careers.rules.matching import Explanation, Line, explain
from careers.rules.score import Score
from careers.rules.what_if import next_levels

MOST_NEXT_LEVELS = 5
TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"


class Percentage(NamedTuple):
    """One percentage and the sum behind it; an empty percentage: not known yet."""

    label: str
    percent: str
    sum: str


class SkillGroup(NamedTuple):
    """The skills of a role that are matched, missing or unknown."""

    label: str
    number: int
    titles: str


class MatchRow(NamedTuple):
    role: Role
    url: str
    picture: Skyline
    explanation: Explanation
    figures: list[Percentage]
    counts: str
    reach: str
    groups: list[SkillGroup]
    sums: list[str]  # one a skill
    percentages: list[tuple[str, str]]  # each with its division


def match_page(roles: Sequence[Role], levels: Mapping[str, int]) -> dict[str, object]:
    """The match with each role, and the next levels that would move these roles most."""
    needs = Requirement.objects.needs_of(roles)
    links = prerequisite_graph().links
    implied = implied_by(levels, links)
    asked = {role: needs.get(role.pk, []) for role in roles}
    return {
        "rows": [match_row(role, explain(asks, levels, implied)) for role, asks in asked.items()],
        "next_levels": next_levels(asked, levels, MOST_NEXT_LEVELS, links),
    }


def match_row(role: Role, match: Explanation) -> MatchRow:
    return MatchRow(
        role=role,
        url=role.get_absolute_url(),
        picture=draw_skyline(match.lines),
        explanation=match,
        figures=percentages(match.score) if match.score.is_enough else [],
        counts=(
            f"{len(match.matched)} matched, {len(match.missing)} missing, "
            f"{len(match.unknown)} unknown"
        ),
        reach=_reach(match.score),
        groups=skill_groups(match),
        sums=[_sum(line) for line in match.lines],
        percentages=_divisions(match.score) if match.score.is_enough else [],
    )


def skill_groups(match: Explanation) -> list[SkillGroup]:
    matched, missing, unknown = match.matched, match.missing, match.unknown
    return [
        SkillGroup("Matched", len(matched), _titles(matched) or "nothing yet"),
        SkillGroup("Missing", len(missing), _missing(missing) or "nothing that you rated"),
        SkillGroup("Unknown", len(unknown), _titles(unknown) or "nothing: all is rated"),
    ]


def listed(titles: Iterable[str]) -> str:
    """With commas, or with semicolons where a title holds commas of its own: that of a choice."""
    names = list(titles)
    return ("; " if any(", " in name for name in names) else ", ").join(names)


def percentages(score: Score) -> list[Percentage]:
    """The two parts before the whole, each with its sum; a part the role has not is left out."""
    shown = []
    if score.essential is not None:
        known = score.has_essential_rated
        part = (score.essential, score.essential_earned, score.essential_weight)
        shown.append(_percentage("Essential", part, known=known))
    if score.supporting is not None:
        known = score.has_supporting_rated
        part = (score.supporting, score.supporting_earned, score.supporting_weight)
        shown.append(_percentage("Supporting", part, known=known))
    whole = (score.readiness, score.earned, score.weight)
    return [*shown, _percentage("Readiness", whole, known=True)]


def _percentage(label: str, part: tuple[int, Fraction, int], *, known: bool) -> Percentage:
    percent, earned, weight = part
    if not known:
        return Percentage(label, "", "not rated yet")
    return Percentage(label, str(percent), f"{points(earned)} of {weight} points")


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


def _divisions(score: Score) -> list[tuple[str, str]]:
    """Each percentage as the division it is."""
    shown = [
        (one.label, f"{one.sum} = {one.percent}\N{NO-BREAK SPACE}%")
        for one in percentages(score)
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
