"""Plans: one under way, its next step in each state, and the two that have no step."""

from typing import Any

from django.utils import timezone

from careers.forms import ChoicesForm, GoalForm
from careers.models import PlanChoices, Requirement, Resource, ResourceProgress, Role
from careers.pages.plan_timeline import timeline_of
from careers.planning.learners import Learner
from careers.planning.plans import PersonalPlan, plan_for
from careers.rules.needs import Need
from portal.site.styleguide.sample_person import Levels, two_alike

STARTED, DONE = ResourceProgress.State.STARTED, ResourceProgress.State.DONE


def plans_section() -> dict[str, Any]:
    roles = two_alike()
    if not roles:
        return {}
    needs = Requirement.objects.needs_of(roles)
    asked = [need for role in roles for need in needs[role.pk]]
    learner = _lacking(asked)
    plan = plan_for(_begun(learner, roles), roles)
    return {
        "plan": plan,
        "timeline": timeline_of(plan),
        "nexts": [(words, one.next_step) for words, one in _nexts(learner, roles) if one.steps],
        "unrated": plan_for(Learner({}, PlanChoices()), roles),
        "reached": plan_for(Learner(_highest(asked), PlanChoices()), roles[:1]),
        "choices_form": ChoicesForm(None, plan.choices),
        "goal_form": GoalForm(goals=roles),
        "first_goal": GoalForm(),
    }


def _highest(needs: list[Need]) -> Levels:
    """The levels that are enough for all of them, the most important skill first."""
    levels: Levels = {}
    for need in sorted(needs, key=lambda need: -need.importance):
        levels[need.skill] = max(need.level, levels.get(need.skill, 0))
    return levels


def _lacking(needs: list[Need]) -> Learner:
    """Three skills are two levels short, one of which is left out, and one more isn't rated."""
    levels = _highest(needs)
    *short, left_out = list(levels)[:3]
    unrated = list(levels)[3:4]
    for skill in [*short, left_out]:
        levels[skill] = max(levels[skill] - 2, 0)
    rated = {skill: level for skill, level in levels.items() if skill not in unrated}
    choices = PlanChoices(
        hours_per_week=5, free_only=True, avoided_kinds=["video"], start=timezone.localdate()
    )
    return Learner(rated, choices, left_out=[left_out] if short else [])


def _begun(learner: Learner, roles: list[Role]) -> Learner:
    """Somebody who started the first resource of their plan and marked that step as under way."""
    plan = plan_for(learner, roles)
    steps = plan.steps[:1]
    return learner._replace(
        states={one.resource.slug: STARTED for step in steps for one in step.taken[:1]},
        marks={(step.step.gap.skill, step.step.gap.level): "learning" for step in steps},
    )


def _nexts(learner: Learner, roles: list[Role]) -> list[tuple[str, PersonalPlan]]:
    """What to do now, by how far the first step has come."""
    free = plan_for(learner, roles)
    done = {one.resource.slug: DONE for step in free.steps for one in step.taken}
    alone = PlanChoices(avoided_kinds=Resource.Kind.values)
    return [
        ("To be started", free),
        ("Started", plan_for(_begun(learner, roles), roles)),
        ("All is done", plan_for(learner._replace(states=done), roles)),
        ("Nothing is listed", plan_for(learner._replace(choices=alone), roles)),
    ]
