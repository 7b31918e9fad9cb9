from collections.abc import Iterable
from typing import NamedTuple

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.models import Prerequisite, Requirement, Role, Teaches
from careers.rules.learning_path import Step, gaps_in, hours_of, plan
from careers.rules.matching import ORDERING_RULE, Explanation, explain
from careers.views.roles import by_readiness
from careers.views.visitor import profile_of
from portal.http import PortalRequest, page_of

PAGE_SIZE = 12


class MatchedRole(NamedTuple):
    role: Role
    explanation: Explanation


class PlannedStep(NamedTuple):
    step: Step
    lessons: list[Teaches]


def matches(request: PortalRequest) -> HttpResponse:
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    context: dict[str, object] = {"section": "matches", "ordering_rule": ORDERING_RULE}
    if profile and levels:
        roles = Role.objects.published().select_related("family")
        page: Page[Role] = page_of(request, by_readiness(roles, profile), PAGE_SIZE)
        context |= {
            "page": page,
            "matched": _explained(page.object_list, levels),
            "rated": len(levels),
        }
    return render(request, "careers/matches.html", context)


def plan_detail(request: PortalRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(Role.objects.published(), slug=slug)
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    needs = role.requirements.published().most_important_first().select_related("skill")
    explanation = explain([one.as_need() for one in needs], levels)
    gaps = gaps_in(explanation)
    lessons = Teaches.objects.published().filter(skill__slug__in=[gap.skill for gap in gaps])
    steps = plan(gaps, Prerequisite.objects.pairs(), [one.as_lesson() for one in lessons])
    context = {
        "section": "matches",
        "role": role,
        "explanation": explanation,
        "steps": [PlannedStep(step, _resources(step, lessons)) for step in steps],
        "hours": hours_of(steps),
    }
    return render(request, "careers/plan_detail.html", context)


def _explained(roles: Iterable[Role], levels: dict[str, int]) -> list[MatchedRole]:
    roles = list(roles)
    needs = Requirement.objects.needs_of(roles)
    return [MatchedRole(role, explain(needs.get(role.pk, []), levels)) for role in roles]


def _resources(step: Step, lessons: Iterable[Teaches]) -> list[Teaches]:
    """The rows behind a step's lessons, in their order."""
    rows = {(one.resource.slug, one.skill.slug): one for one in lessons}
    return [rows[lesson.resource, lesson.skill] for lesson in step.lessons]
