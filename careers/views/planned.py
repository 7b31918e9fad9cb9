"""A person's plan: read from their rows, made by the rules, and dated."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from careers.forms.plans import language_name
from careers.models import (
    PlanChoices,
    Prerequisite,
    Profile,
    Requirement,
    Resource,
    ResourceProgress,
    Role,
    SkillLevel,
    Teaches,
)
from careers.models.dates import LAST_DAY, last_day
from careers.rules.learning_path import Stage, Standing, Step, build_plan, hours_of, stand
from careers.rules.lessons import Hours, Lesson
from careers.rules.levels import HIGHEST
from careers.rules.prerequisites import still_to_learn
from careers.rules.schedule import Span, Weeks, added_hours, schedule

NARROWEST_BAR = 0.8  # percent: a week of a long plan is still seen


class Learner(NamedTuple):
    """What a plan takes from a person: levels and what is left out by skill, states by resource.

    `marks` are what they say of single levels, by skill and level.
    """

    levels: Mapping[str, int]
    choices: PlanChoices
    left_out: Collection[str] = ()
    states: Mapping[str, str] = {}
    marks: Mapping[tuple[str, int], str] = {}
    profile: Profile | None = None


class Between(NamedTuple):
    """When a step or a plan is done: by a quick learner, and by one who takes the time."""

    early: date
    late: date

    def __str__(self) -> str:
        return self._in_words("%B")

    @property
    def short(self) -> str:
        return self._in_words("%b")

    def _in_words(self, month: str) -> str:
        """The year stands once where both days are in it; one day alone for two that are one."""
        late = f"{self.late.day} {self.late:{month} %Y}{' or later' * (self.late >= LAST_DAY)}"
        if self.early == self.late:
            return late
        year = "" if self.early.year == self.late.year else " %Y"
        return f"{self.early.day} {self.early:{month}{year}} to {late}"


class Bar(NamedTuple):
    """Where a bar begins and how long it is, in percent of the whole picture."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Taken:
    """A resource of a step.

    Its hours count at the step `counted_at`; `also` are the other steps that it counts for.
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
    state: str  # learning, reached or nothing: what the person says of the level asked
    taken: list[Taken]
    added: Hours
    weeks: Span
    done: Between
    quick: Bar
    careful: Bar
    following: str  # the skill of the next step; empty: none

    @property
    def week_words(self) -> str:
        """The weeks in which it is done: week 3; weeks 3 to 5."""
        early, late = self.weeks.quick.last, self.weeks.careful.last
        return f"week {early}" if early == late else f"weeks {early} to {late}"

    @property
    def cells(self) -> list[str]:
        """What each cell of the level bar shows: a level had, one needed, or neither."""
        have, level = self.step.gap.have, self.step.gap.level
        return ["have"] * have + ["need"] * (level - have) + [""] * (HIGHEST - level)

    @property
    def next_taken(self) -> Taken | None:
        """The resource to take up now; None where all are done, or there is none."""
        left = (one for one in self.taken if one.state != ResourceProgress.State.DONE)
        return next(left, None)


@dataclass(frozen=True, slots=True)
class PersonalPlan:
    """The plan for some roles: `counted` are its resources, each at the step where it counts.

    `finish` is None where no step takes any hours.
    """

    profile: Profile | None
    roles: list[Role]
    standing: Standing
    choices: PlanChoices
    steps: list[PlannedStep]
    counted: list[Taken]
    hours: Hours
    unestimated: list[Resource]
    start: date
    finish: Between | None

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
        """The kinds of resources to do without, as words."""
        return [Resource.Kind(kind).label.lower() for kind in self.choices.avoided_kinds]


def plan_of(profile: Profile | None, roles: Iterable[Role]) -> PersonalPlan:
    """The plan of the person, from their rows."""
    return plan_for(_learner(profile), roles)


def plan_for(learner: Learner, roles: Iterable[Role]) -> PersonalPlan:
    """What they have to learn for the roles; nothing of what they have not rated."""
    roles = list(roles)
    needs = Requirement.objects.needs_of(roles)
    goals = {role.title: needs.get(role.pk, []) for role in roles}
    standing = stand(goals, learner.levels, set(learner.left_out))
    steps = _planned(standing, learner) if standing.gaps else []
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
        unestimated=[one.resource for one in counted if one.lesson.hours is None],
        start=_start(learner.choices),
        finish=steps[-1].done if hours.high else None,
    )


def _learner(profile: Profile | None) -> Learner:
    if profile is None:
        return Learner({}, PlanChoices())
    return Learner(
        levels=profile.levels(),
        choices=PlanChoices.objects.of(profile),
        left_out=profile.left_out.values_list("skill__slug", flat=True),
        states=profile.resource_progress.states(),
        marks=profile.skill_progress.states(),
        profile=profile,
    )


def _start(choices: PlanChoices) -> date:
    return choices.start or timezone.localdate()


class _Material(NamedTuple):
    """What the steps of a plan are shown with, by slug of resource or skill."""

    steps: list[Step]
    resources: Mapping[str, Resource]
    states: Mapping[str, str]
    marks: Mapping[tuple[str, int], str]
    anchors: Mapping[str, str]
    numbers: Mapping[str, list[int]]


def _planned(standing: Standing, learner: Learner) -> list[PlannedStep]:
    choices, states = learner.choices, learner.states
    rows = list(Teaches.objects.published().of_skills(gap.skill for gap in standing.gaps))
    lessons = [row.as_lesson() for row in rows]
    pairs = still_to_learn(Prerequisite.objects.links(), learner.levels)
    steps = build_plan(standing.gaps, pairs, lessons, choices.with_states(states))
    resources = {row.resource.slug: row.resource for row in rows}
    marks = learner.marks
    material = _Material(steps, resources, states, marks, _anchors(steps), _numbers(steps))
    added = added_hours(steps)
    spans = schedule(added, choices.hours_per_week)
    start = _start(choices)
    return [
        _planned_step(material, place, added[place], spans, start) for place in range(len(steps))
    ]


def _planned_step(
    material: _Material, place: int, added: Hours, spans: list[Span], start: date
) -> PlannedStep:
    step, span, length = material.steps[place], spans[place], spans[-1].careful.last
    return PlannedStep(
        number=place + 1,
        step=step,
        anchor=material.anchors.get(step.gap.skill, ""),
        state=material.marks.get((step.gap.skill, step.gap.level), ""),
        taken=[_taken(material, stage, place + 1) for stage in step.stages],
        added=added,
        weeks=span,
        done=Between(last_day(start, span.quick.last), last_day(start, span.careful.last)),
        quick=_bar(span.quick, length),
        careful=_bar(span.careful, length),
        following=next((one.gap.skill for one in material.steps[place + 1 :]), ""),
    )


def _taken(material: _Material, stage: Stage, number: int) -> Taken:
    slug = stage.lesson.resource
    numbers = material.numbers[slug]
    return Taken(
        resource=material.resources[slug],
        lesson=stage.lesson,
        state=material.states.get(slug, ""),
        counted_at=numbers[0],
        also=[other for other in numbers if other != number],
        others=[material.resources[other.resource] for other in stage.others],
    )


def _numbers(steps: Iterable[Step]) -> dict[str, list[int]]:
    """The numbers of the steps that take each resource."""
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


def _bar(weeks: Weeks, length: int) -> Bar:
    width = max((weeks.last - weeks.first + 1) * 100 / length, NARROWEST_BAR)
    return Bar(min((weeks.first - 1) * 100 / length, 100 - width), width)
