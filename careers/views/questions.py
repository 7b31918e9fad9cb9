"""The short assessment: one skill a page, chosen by what its answer would settle."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from careers.forms import RatingsForm, StartForm, Trail
from careers.models import Profile, Requirement, Role, Skill
from careers.models.names import RoleName
from careers.rules.matching import Explanation, explain
from careers.rules.needs import Need
from careers.rules.questions import Assessment, assess, catalogue_of
from careers.visitors import profile_of, profile_to_rate
from portal.core.http import PortalRequest, same_origin

ENOUGH = 13  # questions, for nine in ten people of every role (tests/bench/questions.py)
Needs = dict[RoleName, tuple[Need, ...]]


class Pointed(NamedTuple):
    """A role that the answers point to, and the match with it as far as it is rated."""

    role: RoleName
    explanation: Explanation


class Answered(NamedTuple):
    """A skill on the trail, the level given, None where skipped, and the way back to it."""

    skill: Skill
    level: int | None
    back: str


def questions(request: PortalRequest) -> HttpResponse:
    if "asked" not in request.GET:
        return _start_page(request, StartForm(None, profile_of(request)))
    return _question_page(request, Trail.of(request.GET))


@require_POST
@same_origin
def question_goals(request: PortalRequest) -> HttpResponse:
    own = profile_of(request)
    form = StartForm(request.POST, own)
    if not form.is_valid():
        return _start_page(request, form, status=422)
    if own or form.has_changed():
        profile_to_rate(request).aim(form.goal_roles, form.present_role)
    return redirect(_address(Trail()))


@require_POST
@same_origin
def question_answer(request: PortalRequest) -> HttpResponse:
    """Keep the answer and ask on; what is skipped, or left at "not rated", only joins the trail."""
    trail = Trail.of(request.POST)
    slugs = RatingsForm.slugs_in(request.POST)
    skills = Skill.objects.published().filter(slug__in=slugs).with_levels()
    own = profile_of(request)
    form = RatingsForm(request.POST, skills, own.levels() if own else {})
    if "skip" not in request.POST:
        if not form.is_valid():
            return _question_page(request, trail, form, status=422)
        if changes := form.changes():
            profile_to_rate(request).rate(changes)
    return redirect(_address(trail.after(skill.slug for skill in skills)))


def _address(trail: Trail) -> str:
    return f"{reverse('careers:questions')}?{trail.query}"


def _start_page(request: PortalRequest, form: StartForm, status: int = 200) -> HttpResponse:
    context = {"section": "profile", "form": form, "first": Trail().query}
    return render(request, "careers/questions_start.html", context, status=status)


def _question_page(
    request: PortalRequest, trail: Trail, sent: RatingsForm | None = None, status: int = 200
) -> HttpResponse:
    own = profile_of(request)
    levels = own.levels() if own else {}
    needs = Requirement.objects.needs_by_role()
    goals = [goal.role for goal in own.goals.published()] if own else []
    found = _assessed(needs, levels, trail, own, goals)
    asked = [trail.again] if trail.again else [found.question.skill] if found.question else []
    skills = Skill.objects.published().filter(slug__in=[*trail.asked, *asked])
    rows = {skill.slug: skill for skill in skills.with_levels()}
    form = sent or RatingsForm(None, [rows[slug] for slug in asked if slug in rows], levels)
    answered = _answered(trail, rows, levels)
    context = {
        "section": "profile",
        "trail": trail,
        "ratings": form,
        "question": None if sent or trail.again else found.question,
        "row": next(form.rows(), None),
        "found": found,
        "pointed": [Pointed(role, explain(needs[role], levels)) for role in found.top],
        "cells": _cells(answered, trail),
        "number": _number(answered, trail),
        "answered": answered,
        "given": sum(one.level is not None for one in answered),
        "skipped": sum(one.level is None for one in answered),
        "rated": len(levels),
        "roles": len(needs),
        "goals": goals,
        "back": answered[-1].back if answered and not trail.again else "",
        "again": _address(trail.after(asked).back_to(asked[0])) if asked else "",
    }
    response = render(request, "careers/questions.html", context, status=status)
    if status != HTTPStatus.OK:
        response["HX-Push-Url"] = "false"  # what is refused stays under the address that it was at
    return response


def _assessed(
    needs: Needs,
    levels: Mapping[str, int],
    trail: Trail,
    own: Profile | None,
    goals: Iterable[Role],
) -> Assessment[RoleName]:
    """What was rated elsewhere counts as answered before the trail began."""
    before = {skill: level for skill, level in levels.items() if skill not in trail.asked}
    answers = {**before, **{skill: levels.get(skill) for skill in trail.asked}}
    catalogue = catalogue_of(tuple(needs.items()))
    present = own.present_role.name if own and own.present_role else None
    return assess(catalogue, answers, [role.name for role in goals], present)


def _number(answered: list[Answered], trail: Trail) -> int:
    """Which question this is, from 1."""
    return trail.asked.index(trail.again) + 1 if trail.again else len(answered) + 1


def _cells(answered: list[Answered], trail: Trail) -> list[tuple[float, float, str]]:
    """A cell for each question, and for those that most people still have before them.

    Where it begins and how wide it is, in percent, and what it shows.
    """
    kinds = ["skipped" if one.level is None else "given" for one in answered]
    now = _number(answered, trail) - 1
    kinds[now : now + 1] = ["now"]
    count = max(ENOUGH, len(kinds))
    kinds += [""] * (count - len(kinds))
    return [(round(n * 100 / count, 2), round(85 / count, 2), kind) for n, kind in enumerate(kinds)]


def _answered(trail: Trail, rows: Mapping[str, Skill], levels: Mapping[str, int]) -> list[Answered]:
    return [
        Answered(rows[slug], levels.get(slug), _address(trail.back_to(slug)))
        for slug in trail.asked
        if slug in rows
    ]
