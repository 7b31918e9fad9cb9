"""How far a person has come, and what they wrote down on the way."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from careers.models.profiles import Profile
from careers.models.resources import Resource
from careers.models.skills import Skill
from careers.rules.levels import HIGHEST, LOWEST_NEED


class ResourceProgressQuerySet(models.QuerySet["ResourceProgress"]):
    def states(self) -> dict[str, str]:
        """Resource slug -> state."""
        return dict(self.order_by().values_list("resource__slug", "state"))


class ResourceProgress(models.Model):
    """What a person does with a resource. No row: nothing."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        STARTED = "started", "Started"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="resource_progress")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="progress")
    state = models.CharField(max_length=8, choices=State)
    changed = models.DateTimeField(default=timezone.now)

    objects = ResourceProgressQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "pk"]
        verbose_name_plural = "resource progress"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "resource"],
                name="careers_resourceprogress_unique",
                violation_error_message="The resource has a state already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "started", "done", "dropped"]),
                name="careers_resourceprogress_state",
                violation_error_message="A resource is planned, started, done or dropped.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.state}"


class SkillProgress(models.Model):
    """A level of a skill that a person is learning or has reached, with what shows it."""

    class State(models.TextChoices):
        LEARNING = "learning", "Learning"
        REACHED = "reached", "Reached"

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="skill_progress")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State)
    evidence = models.TextField(blank=True, max_length=2000, help_text="What shows it.")
    evidence_url = models.URLField("link", max_length=500, blank=True)
    on = models.DateField("date", null=True, blank=True)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["skill", "level"]
        verbose_name_plural = "skill progress"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill", "level"],
                name="careers_skillprogress_unique",
                violation_error_message="This level of the skill has a state already.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST)),
                name="careers_skillprogress_level",
                violation_error_message="A level to reach is a whole number from 1 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["learning", "reached"]),
                name="careers_skillprogress_state",
                violation_error_message="A level is being learned or reached.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.state} {self.level}"


class Note(models.Model):
    """What a person wrote about a skill, for themselves."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="notes")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000)
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill"],
                name="careers_note_unique",
                violation_error_message="The skill has a note already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Note on {self.skill}"


class OwnLink(models.Model):
    """An address that a person keeps beside a skill, for themselves."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="own_links")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    url = models.URLField("address", max_length=500)
    title = models.CharField(max_length=200, blank=True)
    added = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill", "url"],
                name="careers_ownlink_unique",
                violation_error_message="This address stands beside the skill already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
