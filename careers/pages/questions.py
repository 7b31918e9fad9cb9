"""The short assessment: one skill a page, chosen by what its answer would settle."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse

from careers.forms import RatingsForm, Trail
from careers.models import Profile, Requirement, Role, Skill
from careers.models.names import RoleName
from careers.rules.matching import Explanation, explain
from careers.rules.needs import Need
from careers.rules.questions import Assessment, assess, catalogue_of

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


def question_url(trail: Trail) -> str:
    return f"{reverse('careers:questions')}?{trail.query}"


def question_page(
    own: Profile | None, trail: Trail, sent: RatingsForm | None = None
) -> dict[str, object]:
    """The next question, or the one asked again; `sent` is an answer to it that was refused."""
    levels = own.levels() if own else {}
    needs = Requirement.objects.needs_by_role()
    goals = [goal.role for goal in own.goals.published()] if own else []
    found = _assessed(needs, levels, trail, own, goals)
    asked = [trail.again] if trail.again else [found.question.skill] if found.question else []
    skills = Skill.objects.published().filter(slug__in=[*trail.asked, *asked])
    rows = {skill.slug: skill for skill in skills.with_levels()}
    form = sent or RatingsForm(None, [rows[slug] for slug in asked if slug in rows], levels)
    return {
        "trail": trail,
        "ratings": form,
        "question": None if sent or trail.again else found.question,
        "row": next(form.rows(), None),
        "found": found,
        "pointed": [Pointed(role, explain(needs[role], levels)) for role in found.top],
        "rated": len(levels),
        "roles": len(needs),
        "goals": goals,
        "again": question_url(trail.after(asked).back_to(asked[0])) if asked else "",
        **_so_far(trail, _answered(trail, rows, levels)),
    }


def _so_far(trail: Trail, answered: list[Answered]) -> dict[str, object]:
    return {
        "cells": _cells(answered, trail),
        "number": _number(answered, trail),
        "answered": answered,
        "given": sum(one.level is not None for one in answered),
        "skipped": sum(one.level is None for one in answered),
        "back": answered[-1].back if answered and not trail.again else "",
    }


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
        Answered(rows[slug], levels.get(slug), question_url(trail.back_to(slug)))
        for slug in trail.asked
        if slug in rows
    ]
