from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from careers.models.ranking import RankedRoles
from careers.models.roles import Requirement, Role, RoleQuerySet
from careers.models.skills import Skill
from careers.rules.levels import HIGHEST, LOWEST
from careers.rules.matching import Score


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of_visitors(self) -> Self:
        """Profiles of people without an account."""
        return self.filter(member=None)

    def quiet_since(self, moment: datetime) -> Self:
        """Made, and last rated, before a moment."""
        lively = Rating.objects.filter(rated__gte=moment)
        return self.filter(created__lt=moment).exclude(ratings__in=lively)


class Profile(models.Model):
    """A person's ratings. A visitor's is known by the session alone, a member's by the account."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="profile",
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    present_role = models.ForeignKey(
        Role,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The role that the person works in now.",
    )

    objects = ProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Profile of {self.member or 'a visitor'}"

    @transaction.atomic
    def rate(self, levels: Mapping[Skill, int | None]) -> None:
        """Keep levels from 0 to 5, and when they were given; None takes a rating back."""
        now = timezone.now()
        taken_back = [skill for skill, level in levels.items() if level is None]
        self.ratings.filter(skill__in=taken_back).delete()
        self.ratings.bulk_create(
            [
                Rating(profile=self, skill=skill, level=level, rated=now)
                for skill, level in levels.items()
                if level is not None
            ],
            update_conflicts=True,
            unique_fields=["profile", "skill"],
            update_fields=["level", "rated"],
        )
        self.history.bulk_create(
            RatingChange(profile=self, skill=skill, level=level, changed=now)
            for skill, level in levels.items()
        )

    def levels(self) -> dict[str, int]:
        """Skill slug -> level, published skills only: the ratings as the rules take them."""
        return dict(self.ratings.published().values_list("skill__slug", "level"))

    def scores(self, roles: Iterable[Role]) -> dict[int, Score]:
        """The match with each role, by primary key: two queries, however many roles there are."""
        roles = list(roles)
        own = self.ratings.published().aggregate(sum=Sum("level", default=0))["sum"]
        sums = {row["role"]: row for row in Requirement.objects.sums_for(self.pk, roles)}
        return {role.pk: _score(role, sums.get(role.pk, {}), own) for role in roles}

    def ranked(self, roles: RoleQuerySet) -> RankedRoles:
        """The roles in the order of the matches, whatever order they had."""
        return RankedRoles(roles, self.pk)

    @transaction.atomic
    def absorb(self, other: "Profile") -> None:
        """Take over the ratings of another profile, the newer of two winning, and delete it."""
        if other == self:
            return
        newer = other.ratings.filter(skill=OuterRef("skill"), rated__gt=OuterRef("rated"))
        self.ratings.filter(Exists(newer)).delete()
        kept = self.ratings.values("skill")
        other.ratings.exclude(skill__in=kept).update(profile=self)
        other.delete()


class RatingQuerySet(models.QuerySet["Rating"]):
    def published(self) -> Self:
        """Ratings of published skills: the only ones that count and that are shown."""
        return self.filter(skill__in=Skill.objects.published())


class Rating(models.Model):
    """The level at which a person sees themselves in one skill. No row: not rated."""

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
                violation_error_message="The skill is rated already.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST, HIGHEST)),
                name="careers_rating_level",
                violation_error_message="A level is a whole number from 0 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.level}"


class RatingChange(models.Model):
    """A level that a person gave themselves, or took back, and when: the history of a rating."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="history")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, help_text="Empty: taken back.")
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["changed", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(LOWEST, HIGHEST)),
                name="careers_ratingchange_level",
                violation_error_message="A level is a whole number from 0 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {'taken back' if self.level is None else self.level}"


def _score(role: Role, sums: dict[str, int], own: int) -> Score:
    return Score(
        points=sums.get("points") or 0,
        weight=role.weight,
        rated_weight=sums.get("rated_weight") or 0,
        essential_points=sums.get("essential_points") or 0,
        essential_weight=role.essential_weight,
        essential_rated_weight=sums.get("essential_rated_weight") or 0,
        used=sums.get("used") or 0,
        own=own,
    )
