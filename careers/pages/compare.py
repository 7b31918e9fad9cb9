"""Two to four roles side by side, and why one of them stands before the other."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from django.urls import reverse

from careers.formats import points
from careers.forms import CompareForm
from careers.graphics.gap_bar import GapBar, gap_bar
from careers.models import Outlook, Pay, Requirement, Role
from careers.models.role_similarity import vectors
from careers.pages.labour import at_a_glance
from careers.pages.matches import Percentage, percentages
from careers.rules.matching import Explanation, Line, explain
from careers.rules.needs import Need
from careers.rules.readiness_difference import Contrast, Contribution, Share, contrast, costliest
from careers.rules.similarity import rarity, similarity, similarity_in_words

TWO = 2
MOST_DECIDING = 4  # skills for each of the two
MOST_COSTS = 3


class Column(NamedTuple):
    """One of the roles, and the match with it; no figures where too little is rated."""

    role: Role
    explanation: Explanation
    figures: list[Percentage]
    rest: str  # the query string of the comparison without this role
    pay: list[Pay]
    outlook: list[Outlook]


class SkillCell(NamedTuple):
    """What one role asks of one skill, beside what the person has; no words: not asked."""

    role: str
    words: str
    bar: GapBar | None


class SkillRow(NamedTuple):
    title: str
    url: str
    cells: list[SkillCell]
    times: int  # how many of the roles ask it
    importance: int  # the greatest


class Likeness(NamedTuple):
    this: Role
    that: Role
    words: str
    value: float


class SkillContrast(NamedTuple):
    """What one skill earns in each of two roles, and the difference it makes."""

    title: str
    url: str
    this: str
    that: str
    difference: Fraction
    words: str


class Why(NamedTuple):
    """Two roles, the one with more readiness first, and what parts them."""

    ahead: Role
    behind: Role
    contrast: Contrast
    parts: list[SkillContrast]
    rest: Fraction  # the difference that all other skills make together
    rest_words: str
    others: list[str]
    costs: list[tuple[Role, list[Share]]]


def columns_of(form: CompareForm, levels: Mapping[str, int]) -> list[Column]:
    """The roles in the order in which they were asked for."""
    asked = Role.objects.published().filter(slug__in=form.slugs).select_related("family")
    roles = list(asked.with_pay().prefetch_related("outlook__source"))
    needs = Requirement.objects.needs_of(roles)
    columns = {}
    for role in roles:
        match = explain(needs.get(role.pk, []), levels)
        shown = percentages(match.score) if match.score.is_enough else []
        columns[role.slug] = Column(
            role=role,
            explanation=match,
            figures=shown,
            rest=form.without(role.slug),
            pay=at_a_glance(role.pay.all()),
            outlook=at_a_glance(role.outlook.all()),
        )
    return [columns[slug] for slug in form.slugs]


def skill_rows(columns: Sequence[Column], *, rated: bool) -> list[SkillRow]:
    """A row for each need of any of the roles; what most of them share comes first.

    A choice shares its row with what another role asks of one of its skills.
    """
    rows = []
    for lines in _paired([column.explanation.lines for column in columns]):
        widest = max(lines.values(), key=lambda line: len(line.need.accepted)).need
        rows.append(
            SkillRow(
                title=widest.title,
                url=reverse("careers:skill_detail", args=[widest.skill]),
                cells=[
                    _cell(column.role, lines.get(number), widest, rated=rated)
                    for number, column in enumerate(columns)
                ],
                times=len(lines),
                importance=max(line.need.importance for line in lines.values()),
            )
        )
    return sorted(rows, key=lambda row: (-row.times, -row.importance, row.title.lower()))


def _paired(roles: Iterable[Iterable[Line]]) -> list[dict[int, Line]]:
    """Lines that ask the same, or share a skill, by the number of their role: one of each."""
    rows: list[dict[int, Line]] = []
    holding: dict[str, list[dict[int, Line]]] = {}
    for number, lines in enumerate(roles):
        for line in lines:
            alike = (row for skill in line.need.skills for row in holding.get(skill, ()))
            row = next((one for one in alike if number not in one), None)
            if row is None:
                row = {}
                rows.append(row)
            row[number] = line
            for skill in line.need.skills:
                holding.setdefault(skill, []).append(row)
    return rows


def likenesses_of(roles: Sequence[Role]) -> list[Likeness]:
    """How alike the roles of each pair are, by the skills they ask."""
    asks, tools = vectors()
    weight = rarity(asks)
    pairs = []
    for this, that in combinations(roles, 2):
        value = similarity(asks.get(this.name, {}), asks.get(that.name, {}), weight, tools)
        pairs.append(Likeness(this, that, similarity_in_words(value), value))
    return pairs


def why_of(columns: Sequence[Column]) -> Why | None:
    """For two roles of which enough is rated to say anything."""
    if len(columns) != TWO or not all(column.figures for column in columns):
        return None
    ahead, behind = columns
    both = contrast(ahead.explanation, behind.explanation)
    if both.difference < 0:
        ahead, behind = behind, ahead
        both = contrast(ahead.explanation, behind.explanation)
    deciding = both.deciding(MOST_DECIDING)
    others = [one for one in both.contributions if one.difference and one not in deciding]
    rest = sum((one.difference for one in others), Fraction())
    return Why(
        ahead=ahead.role,
        behind=behind.role,
        contrast=both,
        parts=[_skill_contrast(one) for one in deciding],
        rest=rest,
        rest_words=_signed(rest),
        others=[_in_one_line(one) for one in others],
        costs=[
            (ahead.role, costliest((one.this for one in both.contributions), MOST_COSTS)),
            (behind.role, costliest((one.that for one in both.contributions), MOST_COSTS)),
        ],
    )


def _cell(role: Role, line: Line | None, shown: Need, *, rated: bool) -> SkillCell:
    if line is None:
        return SkillCell(role.title, "", None)
    weight = "essential" if line.need.is_essential else "supporting"
    have = "" if not rated else "; not rated" if line.have is None else f"; you {line.have}"
    named = "" if line.need.title == shown.title else f"{line.need.title}: "
    words = f"{named}level {line.need.level}, {weight}{have}"
    bar = gap_bar(line.need.level, line.have, line.need.importance, need_only=not rated)
    return SkillCell(role.title, words, bar)


def _skill_contrast(one: Contribution) -> SkillContrast:
    return SkillContrast(
        title=one.title,
        url=reverse("careers:skill_detail", args=[one.skill]),
        this=_share(one.this),
        that=_share(one.that),
        difference=one.difference,
        words=_signed(one.difference),
    )


def _in_one_line(one: Contribution) -> str:
    return f"{one.title}: {_share(one.this)}, {_share(one.that)}; {_signed(one.difference)}"


def _share(share: Share | None) -> str:
    if share is None:
        return "not asked"
    if not share.line.is_rated:
        return "not rated"
    percent = f"{float(share.earned):.1f}\N{NO-BREAK SPACE}%"
    return f"{points(share.line.points)} of {share.weight} = {percent}"


def _signed(difference: Fraction) -> str:
    """To a tenth, with its sign."""
    return f"{float(difference):+.1f}".replace("-", "\N{MINUS SIGN}")
