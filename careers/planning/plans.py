"""A person's plan: made by the rules from their rows, and dated."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from careers.models import (
    PlanChoices,
    Profile,
    Requirement,
    Resource,
    ResourceProgress,
    Role,
    SkillLevel,
    Teaches,
)
from careers.models.plans import language_name
from careers.planning.dates import DateRange, StepDates, dated, first_day_of
from careers.planning.learners import Learner, learner_of
from careers.rules.learning_path import Stage, Step, build_plan, hours_of
from careers.rules.lessons import Hours, Lesson
from careers.rules.levels import HIGHEST
from careers.rules.prerequisites import still_to_learn
from careers.rules.schedule import Span
from careers.rules.standing import Demand, Gap, Standing, stand

ENOUGH_TO_DATE = 70  # percent of the importance known, below which a plan names no end
FIRST_MONTH = 4  # weeks
MOST_ASKED = 3  # questions that would narrow a plan


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """A resource of a step.

    Its hours count at the step `counted_at`; `also` are the other steps it counts for.
    """

    resource: Resource
    lesson: Lesson
    state: str
    counted_at: int
    also: list[int]
    others: list[Resource]


@dataclass(frozen=True, slots=True)
class PlannedStep:
    number: int
    step: Step
    anchor: str
    state: str  # learning, reached or empty: what the person says about the required level
    taken: list[PlannedResource]
    added: Hours
    weeks: Span
    done: DateRange
    is_dated: bool  # enough is known of the goals, or it ends within the first month
    following: str  # the skill of the next step; empty: none

    @property
    def week_words(self) -> str:
        """The weeks in which it is finished: week 3; weeks 3 to 5."""
        early, late = self.weeks.quick.last, self.weeks.careful.last
        return f"week {early}" if early == late else f"weeks {early} to {late}"

    @property
    def cells(self) -> tuple[str, ...]:
        """What each cell of the level bar shows: a level they have, one they need, or neither."""
        have, level = self.step.gap.have, self.step.gap.level
        return ("have",) * have + ("need",) * (level - have) + ("",) * (HIGHEST - level)

    @property
    def next_taken(self) -> PlannedResource | None:
        """The resource to start now; None if all are finished, or there is none."""
        left = (one for one in self.taken if one.state != ResourceProgress.State.DONE)
        return next(left, None)


@dataclass(frozen=True, slots=True)
class PersonalPlan:
    """The plan for some roles: `counted` are its resources, each at the step where it counts.

    `most_hours` are those of all steps if the unknown skills turn out to be at level 0, beside the
    `hours` of the steps. `finish` is None where no step takes any hours, or too little is known
    for a date.
    """

    profile: Profile | None
    roles: list[Role]
    standing: Standing
    choices: PlanChoices
    steps: list[PlannedStep]
    counted: list[PlannedResource]
    hours: Hours
    most_hours: Hours
    unestimated: list[Resource]
    start: date
    finish: DateRange | None

    @property
    def possible_hours(self) -> Hours:
        """From what is surely missing, to that and all that is unknown."""
        return Hours(self.hours.low, max(self.hours.high, self.most_hours.high))

    @property
    def unknown_hours(self) -> int:
        """What the unknown skills may add to the hours of the steps, at most."""
        return self.possible_hours.high - self.hours.high

    @property
    def is_dated(self) -> bool:
        """Enough is known to say when it ends."""
        return self.standing.known >= ENOUGH_TO_DATE

    @property
    def dated_steps(self) -> list[PlannedStep]:
        return [step for step in self.steps if step.is_dated]

    @property
    def asking(self) -> tuple[Demand, ...]:
        """The few unknown skills to rate first: the most important."""
        return self.standing.unknown[:MOST_ASKED]

    @property
    def last_step(self) -> PlannedStep:
        return self.steps[-1]

    @property
    def next_step(self) -> PlannedStep:
        return self.steps[0]

    @property
    def language(self) -> str:
        return language_name(self.choices.language) if self.choices.language else ""

    @property
    def without(self) -> list[str]:
        """The kinds of resources to avoid, as words."""
        return [Resource.Kind(kind).label.lower() for kind in self.choices.avoided_kinds]


def plan_of(profile: Profile | None, roles: Iterable[Role]) -> PersonalPlan:
    """The person's plan, from their rows."""
    return plan_for(learner_of(profile), roles)


def plan_for(learner: Learner, roles: Iterable[Role]) -> PersonalPlan:
    """What they have to learn for the roles: steps for what is known to be missing."""
    roles = list(roles)
    needs = Requirement.objects.needs_of(roles)
    goals = {role.title: needs.get(role.pk, []) for role in roles}
    standing = stand(goals, learner.levels, set(learner.left_out), learner.implied)
    rows = _lessons_of(standing)
    steps = _planned(standing, rows, learner) if standing.gaps else []
    hours = hours_of(one.step for one in steps)
    counted = [one for step in steps for one in step.taken if one.counted_at == step.number]
    return PersonalPlan(
        profile=learner.profile,
        roles=roles,
        standing=standing,
        choices=learner.choices,
        steps=steps,
        counted=counted,
        hours=hours,
        most_hours=_most_hours(standing, rows, learner),
        unestimated=[one.resource for one in counted if one.lesson.hours is None],
        start=first_day_of(learner.choices),
        finish=steps[-1].done if hours.high and standing.known >= ENOUGH_TO_DATE else None,
    )


def _lessons_of(standing: Standing) -> list[Teaches]:
    """All that teaches what is missing or unknown; nothing for who has no step yet."""
    if not standing.gaps:
        return []
    skills = [gap.skill for gap in standing.gaps] + [one.skill for one in standing.unknown]
    return list(Teaches.objects.published().of_skills(skills))


def _most_hours(standing: Standing, rows: Iterable[Teaches], learner: Learner) -> Hours:
    """Of all gaps, with what is unknown closed from level 0, within the person's choices."""
    unknown = [Gap(one.skill, one.title, 0, one.level, one.importance) for one in standing.unknown]
    choices = learner.choices.with_states(learner.states)
    lessons = [row.as_lesson() for row in rows]
    return hours_of(build_plan([*standing.gaps, *unknown], (), lessons, choices))


class _Material(NamedTuple):
    """What the steps of a plan are shown with, by slug of resource or skill."""

    steps: list[Step]
    resources: Mapping[str, Resource]
    states: Mapping[str, str]
    marks: Mapping[tuple[str, int], str]
    anchors: Mapping[str, str]
    numbers: Mapping[str, list[int]]
    is_dated: bool


def _planned(standing: Standing, rows: Collection[Teaches], learner: Learner) -> list[PlannedStep]:
    choices, states = learner.choices, learner.states
    lessons = [row.as_lesson() for row in rows]
    pairs = still_to_learn(chain(*learner.links.values()), learner.known_levels)
    steps = build_plan(standing.gaps, pairs, lessons, choices.with_states(states))
    resources = {row.resource.slug: row.resource for row in rows}
    marks = learner.marks
    is_dated = standing.known >= ENOUGH_TO_DATE
    material = _Material(
        steps, resources, states, marks, _anchors(steps), _numbers(steps), is_dated
    )
    dates = dated(steps, choices)
    return [_planned_step(material, number, when) for number, when in enumerate(dates, start=1)]


def _planned_step(material: _Material, number: int, when: StepDates) -> PlannedStep:
    step = material.steps[number - 1]
    return PlannedStep(
        number=number,
        step=step,
        anchor=material.anchors.get(step.gap.skill, ""),
        state=material.marks.get((step.gap.skill, step.gap.level), ""),
        taken=[_taken(material, stage, number) for stage in step.stages],
        added=when.added,
        weeks=when.weeks,
        done=when.done,
        is_dated=material.is_dated or when.weeks.careful.last <= FIRST_MONTH,
        following=next((one.gap.skill for one in material.steps[number:]), ""),
    )


def _taken(material: _Material, stage: Stage, number: int) -> PlannedResource:
    slug = stage.lesson.resource
    numbers = material.numbers[slug]
    return PlannedResource(
        resource=material.resources[slug],
        lesson=stage.lesson,
        state=material.states.get(slug, ""),
        counted_at=numbers[0],
        also=[other for other in numbers if other != number],
        others=[material.resources[other.resource] for other in stage.others],
    )


def _numbers(steps: Iterable[Step]) -> dict[str, list[int]]:
    """The numbers of the steps that use each resource."""
    numbers: dict[str, list[int]] = {}
    for number, step in enumerate(steps, start=1):
        for lesson in step.lessons:
            numbers.setdefault(lesson.resource, []).append(number)
    return numbers


def _anchors(steps: Iterable[Step]) -> dict[str, str]:
    """By skill, what a person does at the level to reach."""
    wanted = {step.gap.skill: step.gap.level for step in steps}
    rows = SkillLevel.objects.filter(skill__slug__in=wanted).order_by()
    return {
        skill: anchor
        for skill, level, anchor in rows.values_list("skill__slug", "level", "anchor")
        if wanted[skill] == level
    }
