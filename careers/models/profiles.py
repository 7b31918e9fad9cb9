from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from careers.models import unpublished
from careers.models.merging import KEPT, join, keep_newest, rows_of
from careers.models.occupations import Occupation
from careers.models.prerequisite_graph import prerequisite_graph
from careers.models.ranking import RankedRoles
from careers.models.roles import Requirement, Role, RoleQuerySet
from careers.models.skills import Skill
from careers.rules.implied import implied_by
from careers.rules.matching import explain
from careers.rules.score import Score

# A level that gives way to another as soon as this was passed by, or a slip.
PASSING = timedelta(minutes=1)
# `last_seen` is written at most this often: most visits cost no write.
SEEN_AGAIN = timedelta(days=1)
MOST_TRIES = 3  # to join two profiles while somebody writes to one of them


class ProfileQuerySet(models.QuerySet["Profile"]):
    def of_visitors(self) -> Self:
        """Profiles of people without an account."""
        return self.filter(member=None)

    def hold(self, profile: "Profile | None") -> None:
        """Let nobody else change what a profile keeps until the transaction ends."""
        if profile:
            self.select_for_update().filter(pk=profile.pk).first()

    def quiet_since(self, moment: datetime) -> Self:
        """With no sign of life since a moment, whatever `last_seen` leaves out."""
        return self.filter(last_seen__lt=moment - SEEN_AGAIN)

    def with_out_of_sight(self) -> Self:
        """Add what `Profile.out_of_sight` reads."""
        return self.annotate(**unpublished.annotations())

    def row_counts(self) -> dict[int, int]:
        """Primary key -> how many rows hang on the profile, itself included."""
        counts = dict.fromkeys(self.values_list("pk", flat=True), 1)
        for relation in KEPT:
            rows = rows_of(relation).filter(profile__in=list(counts)).order_by()
            for key, count in rows.values_list("profile").annotate(Count("pk")):
                counts[key] += count
        return counts


class Profile(models.Model):
    """What a person says of themselves: ratings first, then goals, progress and notes.

    A visitor's is known by the session or a return link, a member's by the account.
    """

    is_content = False

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="profile",
    )
    key = models.UUIDField(
        default=uuid4,
        unique=True,
        editable=False,
        help_text="What sessions hold. Random: unlike a primary key it never comes twice.",
    )
    identity = models.UUIDField(
        default=uuid4,
        editable=False,
        help_text="What ids that leave the portal are made of. Random; unlike the key it opens "
        "nothing, and goes along in the person's file.",
    )
    created = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="Since when the identity stands; of two that are joined the older stays.",
    )
    last_seen = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="When the person last changed something, to within a day.",
    )
    present_role = models.ForeignKey(
        Role,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The role that the person works in now.",
    )
    occupation = models.ForeignKey(
        Occupation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The work that the person comes from.",
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        indexes = [
            # For forget_visitors.
            models.Index(
                fields=["last_seen"], name="careers_profile_quiet", condition=Q(member=None)
            ),
        ]
        constraints = [
            # A visitor may have it in two browsers, and a member beside them.
            models.UniqueConstraint(
                fields=["identity"],
                name="careers_profile_identity_of_one_member",
                condition=Q(member__isnull=False),
                violation_error_message="Another member has this identity.",
            ),
        ]

    def __str__(self) -> str:
        return f"Profile of {self.member or 'a visitor'}"

    @property
    def out_of_sight(self) -> Mapping[str, int]:
        """How much of each thing is about content that is a draft now, by with_out_of_sight()."""
        return unpublished.annotated_on(self)

    def touch(self) -> None:
        """Note a sign of life, which keeps the profile from being forgotten."""
        now = timezone.now()
        if now - self.last_seen >= SEEN_AGAIN:
            self.last_seen = now
            Profile.objects.filter(pk=self.pk).update(last_seen=now)

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
                self.ratings.model(profile=self, skill=skill, level=level, rated=now)
                for skill, level in levels.items()
                if level is not None
            ],
            update_conflicts=True,
            unique_fields=["profile", "skill"],
            update_fields=["level", "rated"],
        )
        self.history.filter(skill__in=levels, changed__range=(now - PASSING, now)).delete()
        self.history.bulk_create(
            self.history.model(profile=self, skill=skill, level=level, changed=now)
            for skill, level in levels.items()
        )
        keep_newest(self, "history")

    def work_as(self, role: Role | None) -> None:
        """Name the present role; None takes it back."""
        self.present_role = role
        Profile.objects.filter(pk=self.pk).update(present_role=role)  # it may be gone by now

    def come_from(self, occupation: Occupation) -> None:
        self.occupation = occupation
        Profile.objects.filter(pk=self.pk).update(occupation=occupation)

    @transaction.atomic
    def confirm(self, occupation: Occupation, levels: Mapping[Skill, int]) -> None:
        """Come from an occupation, and keep these levels of the skills that it offers."""
        self.come_from(occupation)
        if levels:
            self.rate(levels)

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
        """The match with each role, by primary key: as many queries, however many roles."""
        roles = list(roles)
        levels, needs = self.levels(), Requirement.objects.needs_of(roles)
        implied = implied_by(levels, prerequisite_graph().links)
        return {role.pk: explain(needs.get(role.pk, ()), levels, implied).score for role in roles}

    def ranked(self, roles: RoleQuerySet) -> RankedRoles:
        """The roles in the order of the matches, whatever order they had."""
        return RankedRoles(roles, self.pk)

    def absorb(self, other: "Profile") -> None:
        """Take over all that another profile keeps, and delete it.

        Of two rows about the same thing the newer stays, of two as old this profile's own; what
        was taken back after it was rated stays taken back. The older identity stays, so that all
        that were ever joined end with the same one, in whatever order; two members never share
        one. The return link of the other ends.
        """
        for tried in range(1, MOST_TRIES + 1):
            try:
                if other != self:
                    join(self, other)
            except IntegrityError:  # somebody else wrote a row that was not there when we looked
                if tried == MOST_TRIES:
                    raise
            else:
                break
