"""Two to four roles compared, and why somebody is readier for one than for another."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from django.urls import reverse

from careers.formats import points
from careers.forms import CompareForm
from careers.models import Outlook, Pay, Requirement, Role
from careers.models.prerequisite_graph import NO_GRAPH, prerequisite_graph
from careers.models.role_similarity import vectors
from careers.pages.compare_skills import skills_apart
from careers.pages.labour import at_a_glance
from careers.pages.matches import Percentage, percentages
from careers.rules.implied import implied_by
from careers.rules.matching import Explanation, explain
from careers.rules.readiness_difference import Contrast, Contribution, Share, contrast, costliest
from careers.rules.similarity import rarity, similarity, similarity_in_words

TWO = 2
MOST_DECIDING = 4  # skills for each of the two
MOST_COSTS = 3


class LabourOfOccupation(NamedTuple):
    """What is known at a glance of an occupation that stands for a role: pay, outlook or both."""

    fact: Pay | Outlook  # which names the occupation, and says how well it fits
    pay: Pay | None
    outlook: Outlook | None


class Column(NamedTuple):
    """One of the roles, and the match with it; no figures where too little is rated."""

    role: Role
    explanation: Explanation
    figures: list[Percentage]
    rest: str  # the query string of the comparison without this role
    labour: list[LabourOfOccupation]


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


def comparison(form: CompareForm, levels: Mapping[str, int]) -> dict[str, object]:
    """The roles that were asked for, for somebody at these levels."""
    columns = columns_of(form, levels)
    roles = [column.role for column in columns]
    matches = [(column.role, column.explanation) for column in columns]
    return {
        "columns": columns,
        "roles": roles,
        "skills": skills_apart(matches, rated=bool(levels)),
        "likenesses": likenesses_of(roles),
        "rated": bool(levels),
        "need_only": not levels,
        "why": why_of(columns),
    }


def columns_of(form: CompareForm, levels: Mapping[str, int]) -> list[Column]:
    """The roles in the order in which they were asked for."""
    asked = Role.objects.published().filter(slug__in=form.slugs).select_related("family")
    roles = list(asked.with_pay().prefetch_related("outlook__source"))
    needs = Requirement.objects.needs_of(roles)
    graph = prerequisite_graph() if levels else NO_GRAPH
    implied = implied_by(levels, graph.links)
    columns = {}
    for role in roles:
        match = explain(needs.get(role.pk, []), levels, implied)
        shown = percentages(match.score) if match.score.is_enough else []
        columns[role.slug] = Column(
            role=role,
            explanation=match,
            figures=shown,
            rest=form.without(role.slug),
            labour=_by_occupation(at_a_glance(role.pay.all()), at_a_glance(role.outlook.all())),
        )
    return [columns[slug] for slug in form.slugs]


def _by_occupation(pay: Iterable[Pay], outlook: Iterable[Outlook]) -> list[LabourOfOccupation]:
    """Both facts of one occupation together; pay first, in the order in which they came."""
    jobs = {(fact.country, fact.occupation): fact for fact in outlook}
    paid = [
        LabourOfOccupation(fact, fact, jobs.pop((fact.country, fact.occupation), None))
        for fact in pay
    ]
    return [*paid, *(LabourOfOccupation(fact, None, fact) for fact in jobs.values())]


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
    if not share.line.is_known:
        return "not rated"
    percent = f"{float(share.earned):.1f}\N{NO-BREAK SPACE}%"
    return f"{points(share.line.points)} of {share.weight} = {percent}"


def _signed(difference: Fraction) -> str:
    """To a tenth, with its sign."""
    return f"{float(difference):+.1f}".replace("-", "\N{MINUS SIGN}")
