"""The short assessment: before any answer, after some, and at its end."""

from typing import Any

from careers.models import Requirement, Skill
from careers.models.names import RoleName
from careers.pages.questions import ENOUGH, Answered, Needs, Pointed
from careers.rules.matching import explain
from careers.rules.question_catalogue import Catalogue, prepare
from careers.rules.questions import Assessment, assess
from portal.site.styleguide.sample_person import Levels, complete

Found = Assessment[RoleName]
LATER = 8  # answers


def questions_section() -> dict[str, Any]:
    needs = Requirement.objects.needs_by_role()
    if not needs:
        return {}
    catalogue = prepare(needs)
    goal, *_ = needs
    levels = complete(needs[goal])
    first = assess(catalogue, {})
    one, answers = _answered(catalogue, levels, 1)
    some, later = _answered(catalogue, levels, LATER)
    skills = Skill.objects.in_bulk(later, field_name="slug")
    return {
        "roles": len(needs),
        "first": first,
        "one": one,
        "some": some,
        "for_goal": assess(catalogue, {}, [goal]).question,
        "goals": [goal],
        "pointed": _pointed(one, needs, answers),
        "pointed_later": _pointed(some, needs, later),
        "cells": _cells(["given", "given", "skipped", *["given"] * (LATER - 3), "now"]),
        "cells_before": _cells(["now"]),
        "answered": [Answered(skills[slug], later[slug], "#questions") for slug in later],
    }


def _answered(
    catalogue: Catalogue[RoleName], levels: Levels, most: int
) -> tuple[Found, dict[str, int | None]]:
    """The result after some answers from a person with these levels, who skips what they lack."""
    answers: dict[str, int | None] = {}
    found = assess(catalogue, answers)
    while found.question and len(answers) < most:
        answers[found.question.skill] = levels.get(found.question.skill, None if answers else 0)
        found = assess(catalogue, answers)
    return found, answers


def _pointed(found: Found, needs: Needs, answers: dict[str, int | None]) -> list[Pointed]:
    levels = {skill: level for skill, level in answers.items() if level is not None}
    return [Pointed(role, explain(needs[role], levels)) for role in found.top]


def _cells(kinds: list[str]) -> list[tuple[float, float, str]]:
    kinds = [*kinds, *[""] * (ENOUGH - len(kinds))]
    return [(n * 100 / ENOUGH, 85 / ENOUGH, kind) for n, kind in enumerate(kinds)]
