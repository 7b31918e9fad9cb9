"""Roles in lists, matches with their sums, and how far somebody is from a role."""

from itertools import cycle
from typing import Any

from django.core.paginator import Paginator

from careers.forms.ratings import RATINGS
from careers.models import Requirement, Role
from careers.models.needs import needs_from_rows
from careers.pages.labour import at_a_glance, labour_of
from careers.pages.matches import match_row, skill_groups
from careers.pages.role_detail import RoleFacts, asked_groups
from careers.pages.role_list import pay_sources, role_rows
from careers.pages.start import work_titles
from careers.rules.matching import Explanation, explain
from careers.rules.score import BANDS
from careers.rules.what_if import NextLevel, next_levels
from portal.site.pages.home import ProfileSummary, offer
from portal.site.styleguide.sample_person import beginning, by_band, on_the_way, roles_that_ask

MOST_ROLES = 4
MOST_ASKED = 6  # of the skills of a role
MOST_NEXT = 3


def matches_section() -> dict[str, Any]:
    roles = list(roles_that_ask()[:MOST_ROLES])
    if not roles:
        return {}
    unpaid = list(roles_that_ask().filter(pay=None)[:1])
    needs = Requirement.objects.needs_of(roles)
    asked = {role: needs[role.pk] for role in roles}
    half = [explain(asks, on_the_way(asks)) for asks in asked.values()]
    levels = on_the_way(asked[roles[0]])
    rows = [match_row(role, match, {}) for role, match in _in_each_band()]
    return {
        "list": rows,
        "page": Paginator(rows, len(rows)).page(1),
        "rows": [
            *role_rows(roles[:1], {roles[0].pk: half[0].score}),
            *role_rows(roles[1:2], {one.pk: explain(asked[one], {}).score for one in roles[1:2]}),
            *role_rows(unpaid, {}),
        ],
        "sources": pay_sources(roles),
        "moves": next_levels(asked, levels, MOST_NEXT),
        "count": len(roles),
        **_standing(list(zip(roles, half, strict=True))),
        "offer": offer(),
        "works": work_titles(),
    }


def gap() -> dict[str, Any]:
    role = roles_that_ask().first()
    if role is None:
        return {}
    rows = role.requirements.published().most_important_first().select_related("skill")
    asked = list(rows)
    needs = needs_from_rows(asked)
    half, little = explain(needs, on_the_way(needs)), explain(needs, beginning(needs))
    facts = RoleFacts(role, asked, "")
    few = asked[:MOST_ASKED]
    few_needs = needs_from_rows(few)
    return {
        "role": role,
        "facts": facts,
        "half": half,
        "half_gaps": skill_groups(half, {}),
        "little": little,
        "little_gaps": skill_groups(little, {}),
        "moves": next_levels({role: needs}, on_the_way(needs), MOST_NEXT),
        "choices": RATINGS,
        "groups": asked_groups(few, explain(few_needs, on_the_way(needs)).lines, on_the_way(needs)),
        "unrated": asked_groups(few, explain(few_needs, {}).lines, {}),
        "pay": at_a_glance(facts.pay),
        "outlook": at_a_glance(facts.outlook),
        "nothing": labour_of("", [], []),
    }


def _in_each_band() -> list[tuple[Role, Explanation]]:
    """A role for each band, and one of which too little is rated."""
    roles = list(roles_that_ask()[:MOST_ROLES])
    needs = Requirement.objects.needs_of(roles)
    found = []
    for band, role in zip(BANDS, cycle(roles), strict=False):
        levels = by_band(needs[role.pk]).get(band)
        if levels is not None:
            found.append((role, explain(needs[role.pk], levels)))
    last = roles[-1]
    return [*found, (last, explain(needs[last.pk], beginning(needs[last.pk])))]


def _standing(best: list[tuple[Role, Explanation]]) -> dict[str, ProfileSummary]:
    """On the front page: with goals, without any, and where too little is rated."""
    scored = sorted(((role, one.score) for role, one in best), key=lambda pair: pair[1].rank)
    untold = [(role, explain([line.need for line in match.lines], {})) for role, match in best]
    moves: list[NextLevel[Role]] = next_levels(
        {role: [line.need for line in match.lines] for role, match in best[:1]},
        {line.need.skill: line.have for line in best[0][1].lines if line.have is not None},
        MOST_NEXT,
    )
    return {
        "with_goals": ProfileSummary(12, "Nurse", {}, scored[:MOST_NEXT], scored[-2:], moves),
        "without_goals": ProfileSummary(12, "Nurse", {}, scored[:MOST_NEXT], [], moves),
        "untold": ProfileSummary(
            1, "", {}, [(role, match.score) for role, match in untold], [], []
        ),
    }
