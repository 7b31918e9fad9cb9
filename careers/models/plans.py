"""What a person plans for: goal roles, how they want to learn, and what they leave out."""

from collections.abc import Mapping
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from careers.models.profiles import Profile
from careers.models.progress import ResourceProgress
from careers.models.roles import Role
from careers.models.skills import Skill
from careers.rules.choosing import Choices
from portal.publication import State

FEWEST_HOURS, MOST_HOURS = 1, 80
Progress = ResourceProgress.State


class GoalQuerySet(models.QuerySet["Goal"]):
    def published(self) -> Self:
        """Of published roles, the only ones shown and planned for, in the order they were named."""
        return self.filter(role__state=State.PUBLISHED).select_related("role__family")


class Goal(models.Model):
    """A role that a person works towards; several share one plan."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="goals")
    role = models.ForeignKey(Role, models.PROTECT, related_name="goals")
    added = models.DateTimeField(default=timezone.now)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "role"],
                name="careers_goal_unique",
                violation_error_message="The role is a goal already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} works towards {self.role}"


class PlanChoicesQuerySet(models.QuerySet["PlanChoices"]):
    def of(self, profile: Profile | None) -> "PlanChoices":
        """Those that a person made, or the defaults, not saved."""
        made = self.filter(profile=profile).first() if profile else None
        return made or PlanChoices()


class PlanChoices(models.Model):
    """How a person wants to learn. No row: as the defaults say."""

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="plan_choices")
    hours_per_week = models.PositiveSmallIntegerField(default=6)
    free_only = models.BooleanField(default=False)
    avoided_kinds = models.JSONField(
        default=list, blank=True, help_text="Kinds of resources to do without, such as video."
    )
    language = models.CharField(max_length=2, blank=True, help_text="Empty: any language.")
    start = models.DateField(null=True, blank=True, help_text="Empty: today, whenever one looks.")
    changed = models.DateTimeField(default=timezone.now)

    objects = PlanChoicesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "plan choices"
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week__range=(FEWEST_HOURS, MOST_HOURS)),
                name="careers_planchoices_hours",
                violation_error_message=f"Hours a week are {FEWEST_HOURS} to {MOST_HOURS}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours_per_week} hours a week"

    def with_states(self, states: Mapping[str, str]) -> Choices:
        """As the rules take them; `states` are resource slug -> ResourceProgress.State."""

        def in_state(*wanted: str) -> frozenset[str]:
            return frozenset(slug for slug, state in states.items() if state in wanted)

        return Choices(
            free_only=self.free_only,
            avoided_kinds=frozenset(self.avoided_kinds),
            language=self.language,
            done=in_state(Progress.DONE),
            in_hand=in_state(Progress.PLANNED, Progress.STARTED),
            dropped=in_state(Progress.DROPPED),
        )


class LeftOut(models.Model):
    """A skill that a person wants no step for."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="left_out")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    added = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added", "pk"]
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill"],
                name="careers_leftout_unique",
                violation_error_message="The skill is left out already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} is left out"
