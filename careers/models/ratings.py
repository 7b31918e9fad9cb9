"""How well somebody says they know a skill, and what they said before."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from careers.models.profiles import Profile
from careers.models.skills import Skill
from careers.rules.levels import HIGHEST, LOWEST


class RatingQuerySet(models.QuerySet["Rating"]):
    def published(self) -> Self:
        """Ratings of published skills: only those count and are shown."""
        return self.filter(skill__in=Skill.objects.published())


class Rating(models.Model):
    """The level at which a person sees themselves in one skill. Without a row, it isn't rated."""

    is_content = False

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="ratings")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField()
    rated = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill"],
                name="careers_rating_unique",
                violation_error_message="This skill is already rated.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST, HIGHEST)),
                name="careers_rating_level",
                violation_error_message="A level is a whole number from 0 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"


class RatingChangeQuerySet(models.QuerySet["RatingChange"]):
    def published(self) -> Self:
        """For published skills: only those are shown."""
        return self.filter(skill__in=Skill.objects.published()).select_related("skill")


class RatingChange(models.Model):
    """A level somebody gave themselves, or removed, and when: the history of a rating."""

    is_content = False

    profile = models.ForeignKey(
        Profile,
        models.CASCADE,
        related_name="history",
        db_index=False,  # the index below begins with it
    )
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, help_text="Empty if it was removed.")
    changed = models.DateTimeField(default=timezone.now)

    objects = RatingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["changed", "pk"]
        indexes = [
            models.Index(
                fields=["profile", "skill", "changed"], name="careers_ratingchange_of_skill"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(LOWEST, HIGHEST)),
                name="careers_ratingchange_level",
                violation_error_message="A level is a whole number from 0 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {'taken back' if self.level is None else self.level}"
