from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Least, Lower
from django.urls import reverse

from careers.models.families import Family
from careers.models.skills import Skill
from careers.models.sources import Source
from careers.rules import matching
from careers.rules.balance import Asked, Balance, balance
from careers.rules.levels import ESSENTIAL, HIGHEST, LEAST_IMPORTANCE, LOWEST_NEED, MOST_IMPORTANCE
from portal.publication import Publication, PublicationQuerySet, State
from portal.search import named_like


class RoleName(NamedTuple):
    """What a link to a role needs to know of it."""

    slug: str
    title: str


class Vectors(NamedTuple):
    """Of each role, skill -> importance x level; and which of the skills are tools."""

    asks: dict[RoleName, dict[int, int]]
    tools: set[int]


class RoleQuerySet(PublicationQuerySet["Role"]):
    def search(self, query: str) -> Self:
        return named_like(self, query, RoleAlias.objects.filter(role=OuterRef("pk")), "purpose")

    def asking(self, *skill_slugs: str) -> Self:
        """Roles that ask one of the published skills."""
        skills = Skill.objects.published().filter(slug__in=skill_slugs)
        return self.filter(pk__in=Requirement.objects.filter(skill__in=skills).values("role"))

    def with_pay(self) -> Self:
        """Prefetch the pay facts and their sources, in their order."""
        return self.prefetch_related("pay__source")

    def names(self) -> list[RoleName]:
        return [RoleName(*row) for row in self.values_list("slug", "title")]

    def recount(self) -> int:
        """Write each role's sums of importance anew; call it after requirements changed."""
        counted = Requirement.objects.published().filter(role=OuterRef("pk")).values("role")
        essential = counted.filter(importance__gte=ESSENTIAL)
        return self.update(
            weight=_sum_of_importance(counted), essential_weight=_sum_of_importance(essential)
        )


def _sum_of_importance(requirements: "models.QuerySet[Requirement, Any]") -> Coalesce:
    return Coalesce(Subquery(requirements.annotate(sum=Sum("importance")).values("sum")), 0)


class Role(Publication):
    class EntryLevel(models.TextChoices):
        GRADUATE = "graduate", "Graduate"
        JUNIOR = "junior", "Junior"
        MID = "mid", "Mid-career"
        SENIOR = "senior", "Senior"

    LEAST_FIRST_HAND = 2  # references, below which a role's evidence is called thin

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120, unique=True)
    family = models.ForeignKey(Family, models.PROTECT, related_name="roles")
    purpose = models.TextField(help_text="One sentence: what the role is there for.")
    tasks = models.TextField(help_text="One a line.")
    entry_level = models.CharField(
        max_length=12, choices=EntryLevel, help_text="The usual first rung for this title."
    )
    entry_route = models.TextField(help_text="How people usually come in.")
    pay_note = models.TextField(
        blank=True,
        help_text="How far official pay figures fit the role; all that is said where none does.",
    )
    body = models.TextField("more about it", blank=True, help_text="Markdown.")
    references = models.ManyToManyField(
        Source,
        related_name="roles",
        blank=True,
        help_text="The descriptions of the job that its requirements were compared with.",
    )
    weight = models.PositiveIntegerField(default=0, editable=False)
    essential_weight = models.PositiveIntegerField(default=0, editable=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("careers:role_detail", args=[self.slug])

    @property
    def name(self) -> RoleName:
        return RoleName(self.slug, self.title)


class RoleAlias(models.Model):
    role = models.ForeignKey(Role, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "role aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "name"],
                name="careers_rolealias_unique",
                violation_error_message="The role has this alias already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _counted() -> Least:
    return Least(F("skill__ratings__level"), F("level"))


def _points() -> CombinedExpression:
    """In sixtieths: whole, for all levels divide 60."""
    return F("importance") * _counted() * matching.SIXTIETHS / F("level")


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def published(self) -> Self:
        """Those that ask a published skill: the only ones that count and that are shown."""
        return self.filter(skill__state=State.PUBLISHED)

    def of_published_roles(self) -> Self:
        return self.filter(role__state=State.PUBLISHED).select_related("role__family")

    def most_important_first(self) -> Self:
        return self.order_by("-importance", "-level", Lower("skill__title"))

    def needs_of(self, roles: Iterable[Role]) -> dict[int, list[matching.Need]]:
        """What each role asks, by primary key, as the rules take it."""
        needs: dict[int, list[matching.Need]] = {}
        rows = self.published().filter(role__in=roles).most_important_first()
        for role, slug, title, level, importance in rows.values_list(
            "role", "skill__slug", "skill__title", "level", "importance"
        ):
            needs.setdefault(role, []).append(matching.Need(slug, title, level, importance))
        return needs

    def rank_sums_for(self, profile: int) -> "models.QuerySet[Requirement, Any]":
        """For each role that asks a skill the profile has rated, the sums that order the roles.

        It touches the requirements of rated skills only; the rest is in each role's row.
        """
        return (
            self.published()
            .filter(skill__ratings__profile=profile)
            .order_by()
            .values("role")
            .annotate(points=Sum(_points()), rated_weight=Sum("importance"), used=Sum(_counted()))
        )

    def sums_for(self, profile: int, roles: Iterable[Role]) -> "models.QuerySet[Requirement, Any]":
        """Of each of the roles that asks a rated skill, the sums of `matching.Score`."""
        essential = Q(importance__gte=ESSENTIAL)
        return (
            self.filter(role__in=roles)
            .rank_sums_for(profile)
            .annotate(
                essential_points=Sum(_points(), filter=essential),
                essential_rated_weight=Sum("importance", filter=essential),
            )
        )

    def balances(self) -> dict[RoleName, Balance]:
        """Of each published role, how much is model development and how much the systems."""
        asked: dict[RoleName, list[Asked]] = {}
        rows = self.published().filter(role__state=State.PUBLISHED).order_by("role__title")
        for slug, title, skill, category, importance in rows.values_list(
            "role__slug", "role__title", "skill__slug", "skill__category", "importance"
        ):
            one = Asked(skill, category, importance)
            asked.setdefault(RoleName(slug, title), []).append(one)
        return {role: balance(skills) for role, skills in asked.items()}

    def needs_by_role(self) -> dict[RoleName, tuple[matching.Need, ...]]:
        """What each published role asks, by title: one query, for rules that look at all roles."""
        needs: dict[RoleName, list[matching.Need]] = {}
        rows = self.published().filter(role__state=State.PUBLISHED)
        for slug, title, skill, named, level, importance in rows.order_by(
            "role__title", "-importance", "-level", Lower("skill__title")
        ).values_list(
            "role__slug", "role__title", "skill__slug", "skill__title", "level", "importance"
        ):
            need = matching.Need(skill, named, level, importance)
            needs.setdefault(RoleName(slug, title), []).append(need)
        return {role: tuple(asked) for role, asked in needs.items()}

    def vectors(self) -> Vectors:
        """Of each published role, what similarity compares."""
        asks: dict[RoleName, dict[int, int]] = {}
        tools = set()
        rows = self.published().filter(role__state=State.PUBLISHED).order_by("role__title")
        for slug, title, skill, kind, importance, level in rows.values_list(
            "role__slug", "role__title", "skill_id", "skill__kind", "importance", "level"
        ):
            asks.setdefault(RoleName(slug, title), {})[skill] = importance * level
            if kind == Skill.Kind.TOOL:
                tools.add(skill)
        return Vectors(asks, tools)


class Requirement(models.Model):
    """What a role asks of one skill."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="requirements")
    skill = models.ForeignKey(
        Skill,
        models.PROTECT,
        related_name="requirements",
        db_index=False,  # the index for the matches begins with it
    )
    level = models.PositiveSmallIntegerField(help_text="1 aware to 5 leading.")
    importance = models.PositiveSmallIntegerField(
        help_text="1 to 5; 4 and 5 are essential, 1 to 3 supporting."
    )

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["-importance", "-level", "skill"]
        indexes = [
            # All that ranking the roles reads of a requirement, in the order in which it asks.
            models.Index(
                fields=["skill", "role", "level", "importance"], name="careers_requirement_ranking"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"],
                name="careers_requirement_unique",
                violation_error_message="The role asks this skill already.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST)),
                name="careers_requirement_level",
                violation_error_message="A level is a whole number from 1 to 5.",
            ),
            models.CheckConstraint(
                condition=Q(importance__range=(LEAST_IMPORTANCE, MOST_IMPORTANCE)),
                name="careers_requirement_importance",
                violation_error_message="Importance is a whole number from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} asks {self.skill} at level {self.level}"

    @property
    def is_essential(self) -> bool:
        return self.importance >= ESSENTIAL

    def as_need(self) -> matching.Need:
        return matching.Need(self.skill.slug, self.skill.title, self.level, self.importance)
