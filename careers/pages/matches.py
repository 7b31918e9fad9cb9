"""Matches as a page shows them: words and numbers ready to print.

A template costs more for each variable it looks up than for what it prints, and a list of matches
holds hundreds of numbers: what is prepared here is what keeps the page quick.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from careers.formats import hours, points
from careers.graphics.skyline import Skyline, draw_skyline
from careers.models import Requirement, Role, Teaches
from careers.models.prerequisite_graph import PrerequisiteGraph, prerequisite_graph
from careers.rules.implied import disagreements, implied_by
from careers.rules.lessons import Hours
from careers.rules.matching import Explanation, Line, explain
from careers.rules.score import Band, Score
from careers.rules.transitions import gaps_of, hours_to_close
from careers.rules.what_if import next_levels

MOST_NEXT_LEVELS = 5
MOST_NAMED = 3  # skills in a sentence of a match; the rest is counted
MOST_ASKED = 3  # questions that would settle a percentage
MOST_WITH_HOURS = 3  # matches, from the first, whose hours are worked out
ALIKE = 6  # ratings that are all the same level, from which on it is said
TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"


class Percentage(NamedTuple):
    """One percentage and the sum behind it; an empty percentage: not known yet."""

    label: str
    percent: str
    sum: str


class SkillGroup(NamedTuple):
    """The skills of a role that are matched, missing, implied or unknown."""

    label: str
    number: int
    titles: str


class MatchRow(NamedTuple):
    role: Role
    url: str
    picture: Skyline
    explanation: Explanation
    brought: str  # the skills that count most for the fit; empty for none
    missing: str
    hours: str  # to close all gaps; empty where it was not worked out
    known: str
    ask: list[Line]  # what to rate, so that a percentage can be shown; empty once it is
    ask_query: str  # which leads to these skills alone
    groups: list[SkillGroup]
    sums: list[str]  # one a skill
    fit: list[str]  # one a skill that counts for it
    percentages: list[tuple[str, str]]  # each with its division


class Conflict(NamedTuple):
    """Two ratings that disagree: of a skill, and of one that it builds on."""

    title: str
    url: str
    level: int
    needs_title: str
    needs_url: str
    have: int


def match_page(
    roles: Sequence[Role], levels: Mapping[str, int], *, is_first: bool
) -> dict[str, object]:
    """The match with each role; on the first page with hours, and with what would move most."""
    needs = Requirement.objects.needs_of(roles)
    graph = prerequisite_graph()
    implied = implied_by(levels, graph.links)
    asked = {role: needs.get(role.pk, []) for role in roles}
    matches = {role: explain(asks, levels, implied) for role, asks in asked.items()}
    timed = list(matches.values())[: MOST_WITH_HOURS if is_first else 0]
    times = [*_times(timed), *[""] * (len(matches) - len(timed))]
    return {
        "rows": [
            match_row(role, match, graph.titles, time)
            for (role, match), time in zip(matches.items(), times, strict=True)
        ],
        "next_levels": next_levels(asked, levels, MOST_NEXT_LEVELS, graph.links)
        if is_first
        else [],
        "conflicts": _conflicts(levels, graph) if is_first else [],
        "none_is_near": is_first and not any(_is_near(match.score) for match in matches.values()),
        "all_alike": len(levels) >= ALIKE and len(set(levels.values())) == 1,
    }


def match_row(
    role: Role, match: Explanation, titles: Mapping[str, str], time: str = ""
) -> MatchRow:
    score = match.score
    ask = [] if score.is_enough else match.settling[:MOST_ASKED]
    missing = sorted(match.missing, key=lambda line: -line.need.importance * line.gap)
    return MatchRow(
        role=role,
        url=role.get_absolute_url(),
        picture=draw_skyline(match.lines),
        explanation=match,
        brought=_few([line.telling.title for line in match.brought if line.telling]),
        missing=_few([f"{line.title} ({line.have} of {line.need.level})" for line in missing]),
        hours=time,
        known=_known(match),
        ask=ask,
        ask_query=urlencode({"skill": [line.skill for line in ask]}, doseq=True),
        groups=skill_groups(match, titles),
        sums=[_sum(line, titles) for line in match.lines],
        fit=_fit_sum(match),
        percentages=_divisions(score) if score.is_enough else [],
    )


def skill_groups(match: Explanation, titles: Mapping[str, str]) -> list[SkillGroup]:
    """What is implied is left out where nothing is."""
    matched, missing, unknown = match.matched, match.missing, match.unknown
    groups = [
        SkillGroup("Matched", len(matched), _titles(matched) or "nothing yet"),
        SkillGroup("Missing", len(missing), _missing(missing) or "nothing that you rated"),
    ]
    if implied := match.implied:
        named = listed(f"{line.title} ({_implied(line, titles)})" for line in implied)
        groups.append(SkillGroup("Implied", len(implied), named))
    return [*groups, SkillGroup("Unknown", len(unknown), _titles(unknown) or "nothing")]


def _is_near(score: Score) -> bool:
    return score.is_enough and score.band != Band.LONG_WAY


def _times(matches: Sequence[Explanation]) -> list[str]:
    """The hours from what is known to be missing, to all gaps with what is unknown from 0."""
    gaps = [gaps_of(match.lines) for match in matches]
    lessons = Teaches.objects.published().lessons_by_skill(
        {gap.skill for of_match in gaps for gap in of_match}
    )
    found = []
    for match, of_match in zip(matches, gaps, strict=True):
        unknown = {line.skill for line in match.unknown}
        surely = hours_to_close([gap for gap in of_match if gap.skill not in unknown], lessons)
        at_most = hours_to_close(of_match, lessons)
        found.append(hours(Hours(surely.low, at_most.high)) if at_most.high else "")
    return found


def _known(match: Explanation) -> str:
    implied, unknown = len(match.implied), len(match.unknown)
    rated = len(match.lines) - implied - unknown
    of = f"You rated {rated} of its {len(match.lines)} skills"
    follow = "1 more follows from them" if implied == 1 else f"{implied} more follow from them"
    return f"{of}; {follow}." if implied else f"{of}."


def _few(titles: Sequence[str]) -> str:
    """The first few, and how many more."""
    more = len(titles) - MOST_NAMED
    named = listed(titles[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _conflicts(levels: Mapping[str, int], graph: PrerequisiteGraph) -> list[Conflict]:
    return [
        Conflict(
            title=graph.titles[one.skill],
            url=reverse("careers:skill_detail", args=[one.skill]),
            level=one.level,
            needs_title=graph.titles[one.needs],
            needs_url=reverse("careers:skill_detail", args=[one.needs]),
            have=one.have,
        )
        for one in disagreements(levels, graph.links)
    ]


def listed(titles: Iterable[str]) -> str:
    """With commas, or with semicolons where a title holds commas of its own: that of a choice."""
    names = list(titles)
    return ("; " if any(", " in name for name in names) else ", ").join(names)


def percentages(score: Score) -> list[Percentage]:
    """The two parts before the whole, each with its sum; a part the role has not is left out."""
    shown = []
    if score.essential is not None:
        known = score.has_essential_known
        part = (score.essential, score.essential_earned, score.essential_weight)
        shown.append(_percentage("Essential", part, known=known))
    if score.supporting is not None:
        known = score.has_supporting_known
        part = (score.supporting, score.supporting_earned, score.supporting_weight)
        shown.append(_percentage("Supporting", part, known=known))
    whole = (score.readiness, score.earned, score.weight)
    return [*shown, _percentage("Readiness", whole, known=True)]


def _percentage(label: str, part: tuple[int, Fraction, int], *, known: bool) -> Percentage:
    percent, earned, weight = part
    if not known:
        return Percentage(label, "", "not rated yet")
    return Percentage(label, str(percent), f"{points(earned)} of {weight} points")


def _sum(line: Line, titles: Mapping[str, str]) -> str:
    """One line of the sum: Python: 5 x 3 / 4 = 3 3/4, in the signs of people."""
    need = line.need
    if not line.is_known:
        return f"{need.title}: not rated, none of {need.importance} yet"
    term = _term(need.importance, line.counted, need.level)
    return f"{line.title}: {term}" + (f", {_implied(line, titles)}" if line.implied else "")


def _implied(line: Line, titles: Mapping[str, str]) -> str:
    """Where a level comes from that was not rated."""
    if not line.implied:
        return ""
    return f"{line.have}, implied by {titles[line.implied.by]}, {line.implied.by_level}"


@cache
def _term(importance: int, counted: int, level: int) -> str:
    """One of the 100 there can be."""
    earned = points(Fraction(importance * counted, level))
    return f"{importance} {TIMES} {counted} {OVER} {level} = {earned}"


def _fit_sum(match: Explanation) -> list[str]:
    """Each skill that counts for the fit, the most first: weight x importance x levels."""
    return [
        f"{one.title}: {one.weight} {TIMES} {one.importance} {TIMES} {one.counted} = {one.fit:,}"
        for one in (line.telling for line in match.brought)
        if one
    ]


def _divisions(score: Score) -> list[tuple[str, str]]:
    """Each percentage as the division it is."""
    shown = [
        (one.label, f"{one.sum} = {one.percent}\N{NO-BREAK SPACE}%")
        for one in percentages(score)
        if one.percent
    ]
    known = f"importance {score.known_weight} of {score.weight} = {_percent(score.known)}"
    return [*shown, ("Known", known)]


def _percent(value: int) -> str:
    return f"{value}\N{NO-BREAK SPACE}%"


def _titles(lines: Iterable[Line]) -> str:
    return listed(line.title for line in lines)


def _missing(lines: Iterable[Line]) -> str:
    return listed(f"{line.title} ({line.have} of {line.need.level})" for line in lines)
