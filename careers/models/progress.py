"""How far a person has come: resources taken up, and levels being learned or reached."""

from datetime import date
from typing import NamedTuple, Self

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from careers.models.dates import FIRST_PROOF, LAST_PROOF
from careers.models.profiles import Profile
from careers.models.resources import Resource
from careers.models.skills import Skill, SkillLevel
from careers.rules.levels import HIGHEST, LOWEST_NEED
from portal.core.publication import is_published

ADDRESS_WRONG = "Write an address that starts with http:// or https://."
PROOF_WRONG = f"Write a day of the years {FIRST_PROOF.year} to {LAST_PROOF.year}: 2026-11-20."
on_the_web = URLValidator(schemes=["http", "https"], message=ADDRESS_WRONG)


class ResourceProgressQuerySet(models.QuerySet["ResourceProgress"]):
    def published(self) -> Self:
        """For published resources: only those are shown."""
        return self.filter(is_published("resource")).select_related("resource")

    def states(self) -> dict[str, str]:
        """Resource slug -> state."""
        return dict(self.order_by().values_list("resource__slug", "state"))

    def keep(self, profile: Profile, resource: Resource, state: str) -> None:
        """Save what a person does with a resource; an empty state deletes it.

        A state that is already saved keeps its date.
        """
        mine = self.filter(profile=profile, resource=resource)
        if not state:
            mine.delete()
        elif not mine.filter(state=state).exists():
            self.update_or_create(
                profile=profile,
                resource=resource,
                defaults={"state": state, "changed": timezone.now()},
            )


class ResourceProgress(models.Model):
    """What a person does with a resource. Without a row, nothing."""

    is_content = False

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
                violation_error_message="This resource already has a status.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "started", "done", "dropped"]),
                name="careers_resourceprogress_state",
                violation_error_message="A resource is planned, started, done or dropped.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}: {self.state}"


class Evidence(NamedTuple):
    """What shows that a level was reached: text, an address, a day; each may be missing."""

    text: str = ""
    url: str = ""
    on: date | None = None


class SkillProgressQuerySet(models.QuerySet["SkillProgress"]):
    def published(self) -> Self:
        """For published skills: only those are shown."""
        return self.filter(is_published("skill")).select_related("skill")

    def reached(self) -> Self:
        return self.filter(state=SkillProgress.State.REACHED)

    def with_anchors(self) -> Self:
        """Add `anchor`, the sentence of the level."""
        levels = SkillLevel.objects.filter(skill=OuterRef("skill"), level=OuterRef("level"))
        return self.annotate(anchor=Subquery(levels.values("anchor")))

    def states(self) -> dict[tuple[str, int], str]:
        """Skill slug and level -> state."""
        rows = self.order_by().values_list("skill__slug", "level", "state")
        return {(skill, level): state for skill, level, state in rows}

    @transaction.atomic
    def learn(self, profile: Profile, skill: Skill, level: int, evidence: Evidence | None) -> None:
        self._keep(profile, skill, level, SkillProgress.State.LEARNING, evidence)

    @transaction.atomic
    def reach(self, profile: Profile, skill: Skill, level: int, evidence: Evidence | None) -> bool:
        """Save that a person says they are at a level, from 1 to 5; returns whether their rating
        rose.

        It is their own word, so their rating becomes at least that level.
        """
        self._keep(profile, skill, level, SkillProgress.State.REACHED, evidence)
        if profile.ratings.filter(skill=skill, level__gte=level).exists():
            return False
        profile.rate({skill: level})
        return True

    def evidence(self, profile: Profile, skill: Skill, level: int) -> Evidence:
        """What is saved about a level; empty if nothing is."""
        row = self.filter(profile=profile, skill=skill, level=level).first()
        return Evidence(row.evidence, row.evidence_url, row.on) if row else Evidence()

    def forget(self, profile: Profile, skill: Skill, level: int) -> None:
        self.filter(profile=profile, skill=skill, level=level).delete()

    def _keep(
        self, profile: Profile, skill: Skill, level: int, state: str, evidence: Evidence | None
    ) -> None:
        """Without new evidence, the existing evidence stays."""
        defaults: dict[str, object] = {"state": state, "changed": timezone.now()}
        if evidence:
            defaults |= {
                "evidence": evidence.text,
                "evidence_url": evidence.url,
                "on": evidence.on,
            }
        self.update_or_create(profile=profile, skill=skill, level=level, defaults=defaults)


class SkillProgress(models.Model):
    """A level of a skill that a person is learning or has reached, with what shows it."""

    is_content = False

    anchor: str | None  # by with_anchors()

    class State(models.TextChoices):
        LEARNING = "learning", "Learning"
        REACHED = "reached", "Reached"

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="skill_progress")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State)
    evidence = models.TextField(blank=True, max_length=2000, help_text="What shows it.")
    evidence_url = models.URLField("link", max_length=500, blank=True, validators=[on_the_web])
    on = models.DateField(
        "date",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(FIRST_PROOF, PROOF_WRONG),
            MaxValueValidator(LAST_PROOF, PROOF_WRONG),
        ],
    )
    changed = models.DateTimeField(default=timezone.now)

    objects = SkillProgressQuerySet.as_manager()

    class Meta:
        ordering = ["skill", "level"]
        verbose_name_plural = "skill progress"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill", "level"],
                name="careers_skillprogress_unique",
                violation_error_message="This level of the skill already has a status.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST)),
                name="careers_skillprogress_level",
                violation_error_message="A level to reach is a whole number from 1 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["learning", "reached"]),
                name="careers_skillprogress_state",
                violation_error_message="A level is either being learned or reached.",
            ),
            models.CheckConstraint(
                condition=Q(on=None) | Q(on__range=(FIRST_PROOF, LAST_PROOF)),
                name="careers_skillprogress_on",
                violation_error_message=PROOF_WRONG,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.state} {self.level}"
