"""What a person keeps: history, progress, notes and links, and the way back to them."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone

from careers.models import (
    Note,
    OwnLink,
    Requirement,
    Resource,
    ResourceProgress,
    ReturnLink,
    Role,
    Skill,
    SkillProgress,
)
from careers.pages.history import ALL, LEVELS, READINESS, History, LevelTurn, Series
from careers.pages.progress import OwnWords
from careers.rules.history import LevelChange, Point, readiness, running_total, turns
from careers.rules.levels import HIGHEST, LOWEST_NEED
from careers.rules.needs import Need
from portal.site.styleguide.sample_person import on_the_way, roles_that_ask

LEARNING, REACHED = SkillProgress.State.LEARNING, SkillProgress.State.REACHED
NOTE = "Read the chapter on testing again.\nAsk Mira for the exercise."
APART = 12  # days between two changes


def personal_section() -> dict[str, Any]:
    skills = list(Skill.objects.published().most_asked_first()[:2])
    roles = list(roles_that_ask()[:2])
    if not skills or not roles:
        return {}
    skill, today = skills[0], timezone.localdate()
    marks = [_mark(skill, 2, REACHED, today - timedelta(30)), _mark(skill, 3, LEARNING, None)]
    by_level = {row.level: row for row in marks}
    links = [
        OwnLink(skill=skill, url="https://docs.example/testing", title="How to test it"),
        OwnLink(skill=skill, url="https://forge.example/a-project-with-quite-a-long-address"),
    ]
    return {
        "skill": skill,
        "marks": [(one, by_level.get(one)) for one in range(LOWEST_NEED, HIGHEST + 1)],
        "learning": marks[1:],
        "reached": marks[:1],
        "note": NOTE,
        "links": links,
        "words": [OwnWords(skill, Note(skill=skill, text=NOTE), links)],
        "resources": _resources(),
        "return_link": ReturnLink(created=timezone.now(), used=timezone.now()),
        "kept": {"ratings": 12, "goals": 1, "notes": 2, "present_role": 1},
        **_history(roles, today),
    }


def _mark(skill: Skill, level: int, state: str, on: date | None) -> SkillProgress:
    """A level with everything that may prove it, or with nothing."""
    mark = SkillProgress(skill=skill, level=level, state=state, on=on)
    if on:
        mark.evidence, mark.evidence_url = NOTE, "https://forge.example/a-project"
    mark.anchor = skill.anchor(level)
    return mark


def _resources() -> list[tuple[str, list[ResourceProgress]]]:
    """One in each state."""
    states = zip(ResourceProgress.State, Resource.objects.published(), strict=False)
    return [
        (state.label, [ResourceProgress(resource=one, state=state, changed=timezone.now())])
        for state, one in states
    ]


def _history(roles: list[Role], today: date) -> dict[str, Any]:
    """Two goals: one rated bit by bit, and one with too little rated."""
    needs = Requirement.objects.needs_of(roles)[roles[0].pk]
    changes = _changes(needs, today)
    titles = {need.skill: need.title for need in needs}
    turned = [
        LevelTurn(date.fromordinal(one.day), one.skill, titles[one.skill], one.before, one.level)
        for one in reversed(turns(changes))
    ]
    points = readiness(changes, needs) or [Point(today.toordinal(), None)]
    unit, url = "\N{NO-BREAK SPACE}%", roles[0].get_absolute_url()
    reached = running_total((today - timedelta(days)).toordinal() for days in (60, 30, 30))
    return {
        "history": History(
            latest_days=0,
            is_of_goals=True,
            roles=[Series(roles[0].title, READINESS, unit, url, ALL, points)],
            unclaimed=roles[1:],
            reached=Series("Levels reached", LEVELS, "", "", len(reached) + 1, reached),
            turns=turned,
        ),
        "turns": Paginator(turned, len(turned)).page(1),
    }


def _changes(needs: list[Need], today: date) -> list[LevelChange]:
    """A rating every few days up to today; the last one is undone."""
    levels = on_the_way(needs)
    days = [today.toordinal() - APART * (len(levels) - n) for n in range(len(levels))]
    changes = [LevelChange(day, *rating) for day, rating in zip(days, levels.items(), strict=True)]
    return [*changes, LevelChange(today.toordinal(), changes[-1].skill, None)]
