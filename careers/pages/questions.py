"""The short assessment: what somebody does, what is new to them, then one skill a page.

Each is chosen by what its answer would settle.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.urls import reverse

from careers.forms import RatingsForm, Trail, WorkForm
from careers.models import Profile, Requirement, Role, Skill, TypicalSkill
from careers.models.names import RoleName
from careers.models.prerequisite_graph import prerequisite_graph
from careers.rules.implied import implied_by
from careers.rules.levels import Level
from careers.rules.matching import Explanation, explain
from careers.rules.needs import Need
from careers.rules.posterior import Answers, Told
from careers.rules.question_catalogue import Catalogue, Origin, prepare
from careers.rules.questions import Assessment, assess, new_to_ask
from portal.core.content_version import once_per_version

ENOUGH = 12  # answers, for nine in ten people (tests/bench/questions.py)
LITTLE_RATED = 3  # ratings, with which a person is still asked about their work as a whole
MANY_ALIKE = 8  # ratings, all none or all leading, that are remarked upon
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


class Respondent(NamedTuple):
    """A person as far as questions go."""

    levels: dict[str, int]
    answers: Answers
    goals: list[Role]
    told: Told


def question_url(trail: Trail) -> str:
    return f"{reverse('careers:questions')}?{trail.query}"


def question_page(
    own: Profile | None, trail: Trail, sent: RatingsForm | None = None
) -> dict[str, object]:
    """What comes next: what somebody does, what is new to them, or a question.

    `sent` is an answer that was refused.
    """
    needs, catalogue = _asked_and_had()
    person = _respondent(own, trail)
    goals = [role.name for role in person.goals]
    found = assess(catalogue, person.answers, goals, person.told)
    is_asked = bool(sent or trail.asked)  # glances come before the first question
    is_about_work = not is_asked and catalogue.roles != () and _is_about_work(person, trail)
    new: tuple[str, ...] = ()
    if not is_asked and not is_about_work and trail.familiar is None:
        new = new_to_ask(catalogue, person.answers, goals, person.told)
    asked = _asked(trail, found, is_glance=is_about_work or bool(new))
    skills = Skill.objects.published().filter(slug__in=[*trail.asked, *asked, *new])
    rows = {skill.slug: skill for skill in skills.with_levels()}
    implied = implied_by(person.levels, catalogue.links)
    form = sent or RatingsForm(None, [rows[slug] for slug in asked if slug in rows], person.levels)
    return {
        "trail": trail,
        "work": WorkForm() if is_about_work else None,
        "new": [rows[slug] for slug in new if slug in rows],
        "shown": ",".join(new),
        "ratings": form,
        "question": None if sent or trail.again else found.question,
        "row": next(form.rows(), None),
        "found": found,
        "pointed": [
            Pointed(role, explain(needs[role], person.levels, implied)) for role in found.top
        ],
        "rated": len(person.levels),
        "alike": _alike(person.levels.values()),
        "roles": len(needs),
        "goals": person.goals,
        "again": question_url(trail.after(asked).back_to(asked[0])) if asked else "",
        **_so_far(trail, _answered(trail, rows, person.levels)),
    }


@once_per_version
def _asked_and_had() -> tuple[Needs, Catalogue[RoleName]]:
    """What roles ask, and what people are chosen by who may answer."""
    needs = Requirement.objects.needs_by_role()
    origins = [
        Origin(slug, group, levels)
        for (slug, group), levels in TypicalSkill.objects.levels_by_occupation().items()
    ]
    return needs, prepare(needs, origins, prerequisite_graph().links)


def _respondent(own: Profile | None, trail: Trail) -> Respondent:
    """What was rated elsewhere counts as answered before the trail began."""
    levels = own.levels() if own else {}
    before = {skill: level for skill, level in levels.items() if skill not in trail.asked}
    return Respondent(
        levels=levels,
        answers={**before, **{skill: levels.get(skill) for skill in trail.asked}},
        goals=[goal.role for goal in own.goals.published()] if own else [],
        told=Told(_come_from(own), trail.ticked or (), trail.familiar or ()),
    )


def _come_from(own: Profile | None) -> RoleName | str | None:
    """The present role, or else the occupation, as long as it is published."""
    if own and own.present_role and own.present_role.is_published:
        return own.present_role.name
    occupation = own.occupation if own else None
    return occupation.slug if occupation and occupation.is_published else None


def _is_about_work(person: Respondent, trail: Trail) -> bool:
    return (
        trail.ticked is None
        and person.told.come_from is None
        and len(person.answers) < LITTLE_RATED
    )


def _asked(trail: Trail, found: Assessment[RoleName], *, is_glance: bool) -> list[str]:
    """The one skill of the page, if any."""
    if trail.again:
        return [trail.again]
    return [found.question.skill] if found.question and not is_glance else []


def _alike(levels: Collection[int]) -> str:
    """In a word, what many ratings say if all say the same: no skill at all, or every one."""
    said = set(levels) if len(levels) >= MANY_ALIKE else set()
    if said == {Level.NONE}:
        return "none"
    return "leading" if said == {Level.LEADING} else ""


def _so_far(trail: Trail, answered: list[Answered]) -> dict[str, object]:
    number = _number(answered, trail)
    return {
        "cells": _cells(answered, trail),
        "number": number,
        "left": max(ENOUGH - number + 1, 0),
        "answered": answered,
        "given": sum(one.level is not None for one in answered),
        "skipped": sum(one.level is None for one in answered),
        "back": answered[-1].back if answered and not trail.again else "",
    }


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
