from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.utils import timezone

from careers.models.ranking import RankedRoles
from careers.models.roles import Requirement, Role, RoleQuerySet
from careers.models.skills import Skill
from careers.rules.levels import HIGHEST, LOWEST
from careers.rules.matching import Score

AnyRows = models.QuerySet[Any]

# A level that gives way to another as soon as this was passed by, or a slip.
PASSING = timedelta(minutes=1)
# What a person keeps, by relation: what makes two rows speak of the same thing, and when.
KEPT: dict[str, tuple[list[str], str]] = {
    "ratings": (["skill"], "rated"),
    "history": (["skill", "changed"], "changed"),
    "goals": (["role"], "added"),
    "plan_choices": ([], "changed"),
    "left_out": (["skill"], "added"),
    "resource_progress": (["resource"], "changed"),
    "skill_progress": (["skill", "level"], "changed"),
    "notes": (["skill"], "changed"),
    "own_links": (["skill", "url"], "added"),
}
# The signs of life of a profile: the moments that its rows hold.
SIGNS = [
    *(f"{relation}__{when}" for relation, (_, when) in KEPT.items()),
    *("return_link__created", "return_link__used"),
]


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of_visitors(self) -> Self:
        """Profiles of people without an account."""
        return self.filter(member=None)

    def hold(self, profile: "Profile | None") -> None:
        """Let nobody else change what a profile keeps until the transaction ends."""
        if profile:
            self.select_for_update().filter(pk=profile.pk).first()

    def quiet_since(self, moment: datetime) -> Self:
        """Made before a moment, and with no sign of life since."""
        quiet = self.filter(created__lt=moment)
        for sign in SIGNS:
            quiet = quiet.exclude(**{f"{sign}__gte": moment})
        return quiet


class Profile(models.Model):
    """What a person says of themselves: ratings first, then goals, progress and notes.

    A visitor's is known by the session or a return link, a member's by the account.
    """

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
        """Keep levels from 0 to 5, and when they were given; None takes a rating back.

        The history holds what stood for a while, not each level that the arrow keys pass by.
        """
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
        self.history.filter(skill__in=levels, changed__range=(now - PASSING, now)).delete()
        self.history.bulk_create(
            RatingChange(profile=self, skill=skill, level=level, changed=now)
            for skill, level in levels.items()
        )

    def work_as(self, role: Role | None) -> None:
        """Name the present role; None takes it back."""
        self.present_role = role
        Profile.objects.filter(pk=self.pk).update(present_role=role)  # it may be gone by now

    @transaction.atomic
    def aim(self, goals: Iterable[Role], present: Role | None) -> None:
        """Work towards these roles, from the present one; what is no longer published is kept."""
        wanted = list(goals)
        dropped = self.goals.filter(role__in=Role.objects.published()).exclude(role__in=wanted)
        dropped.delete()
        rows = [self.goals.model(profile=self, role=role) for role in wanted]
        self.goals.bulk_create(rows, ignore_conflicts=True)
        if present or not self.present_role or self.present_role.is_published:
            self.work_as(present)

    def aims(self) -> dict[str, str | list[str]]:
        """Goal roles and the present role by slug, as a form shows them."""
        present = self.present_role.slug if self.present_role else ""
        return {"goals": [goal.role.slug for goal in self.goals.published()], "present": present}

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
        """Take over all that another profile keeps, and delete it.

        Of two rows about the same thing the newer stays, of two as old this profile's own; what
        was taken back after it was rated stays taken back. The return link of the other ends.
        """
        if other == self:
            return
        for one, another in ((self, other), (other, self)):
            taken_back = another.history.filter(level=None, skill=OuterRef("skill"))
            one.ratings.filter(Exists(taken_back.filter(changed__gt=OuterRef("rated")))).delete()
        for relation, (same, when) in KEPT.items():
            self._take(_rows(other, relation), _rows(self, relation), same, when)
        if self.present_role_id is None:
            self.present_role_id = other.present_role_id
            self.save(update_fields=["present_role"])
        other.delete()

    def _take(self, theirs: AnyRows, mine: AnyRows, same: list[str], when: str) -> None:
        alike = {name: OuterRef(name) for name in same}
        newer = theirs.filter(**alike, **{f"{when}__gt": OuterRef(when)})
        mine.filter(Exists(newer)).delete()
        theirs.exclude(Exists(mine.filter(**alike))).update(profile=self)


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


class RatingChangeQuerySet(models.QuerySet["RatingChange"]):
    def published(self) -> Self:
        """Of published skills: the only ones that are shown."""
        return self.filter(skill__in=Skill.objects.published()).select_related("skill")


class RatingChange(models.Model):
    """A level that a person gave themselves, or took back, and when: the history of a rating."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="history")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, help_text="Empty: taken back.")
    changed = models.DateTimeField(default=timezone.now)

    objects = RatingChangeQuerySet.as_manager()

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


def _rows(profile: Profile, relation: str) -> AnyRows:
    model: Any = Profile._meta.get_field(relation).related_model
    rows: AnyRows = model._default_manager.filter(profile=profile)
    return rows


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
