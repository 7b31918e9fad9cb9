from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from careers.models.families import Family
from careers.models.names import RoleName
from careers.models.requirements import RequirementQuerySet
from careers.models.skills import Skill
from careers.models.sources import Source
from careers.rules.levels import ESSENTIAL, HIGHEST, LEAST_IMPORTANCE, LOWEST_NEED, MOST_IMPORTANCE
from portal.core.publication import MustHave, Publication, PublicationQuerySet
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField
from portal.core.text.markdown import MarkdownField
from portal.core.text.unique_titles import refuse_same_title


class RoleQuerySet(PublicationQuerySet["Role"]):
    def search(self, query: str, also: Q | None = None) -> Self:
        aliases = RoleAlias.objects.filter(role=OuterRef("pk"))
        return found_in(self, query, aliases, also=also)

    def asking(self, *skill_slugs: str) -> Self:
        """Roles that require one of the published skills."""
        skills = Skill.objects.published().filter(slug__in=skill_slugs)
        return self.filter(pk__in=Requirement.objects.filter(skill__in=skills).values("role"))

    def with_pay(self) -> Self:
        """Prefetch the pay facts and their sources, in order."""
        return self.prefetch_related("pay__source")

    def names(self) -> list[RoleName]:
        return [RoleName(*row) for row in self.values_list("slug", "title")]

    def recount(self) -> int:
        """Update each role's sums of importance; call it after requirements have changed."""
        counted = Requirement.objects.one_a_need().filter(role=OuterRef("pk")).values("role")
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

    must_have = (
        MustHave(
            "requirements",
            "a requirement",
            end="skill",
            drafts_only="every skill that it asks is a draft",
        ),
    )
    also_at = ("plan/<slug:slug>/",)

    LEAST_FIRST_HAND = 2  # references: with fewer, a role's evidence is called thin

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    family = models.ForeignKey(Family, models.PROTECT, related_name="roles")
    purpose = models.TextField(help_text="One sentence: what the role is there for.")
    tasks = models.TextField(help_text="One per line.")
    entry_level = models.CharField(
        max_length=12, choices=EntryLevel, help_text="The usual first rung for this title."
    )
    entry_route = models.TextField(help_text="How people usually come in.")
    pay_note = models.TextField(
        blank=True,
        help_text="How well official pay figures fit the role; the only text shown if none does.",
    )
    body = MarkdownField("more about it", blank=True, help_text="Markdown.")
    references = models.ManyToManyField(
        Source,
        related_name="roles",
        blank=True,
        help_text="The job descriptions its requirements were compared with.",
    )
    weight = models.PositiveIntegerField(default=0, editable=False)
    essential_weight = models.PositiveIntegerField(default=0, editable=False)
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title", "purpose")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="careers_role_title",
                violation_error_message="Another role has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)

    def get_absolute_url(self) -> str:
        return reverse("careers:role_detail", args=[self.slug])

    @property
    def name(self) -> RoleName:
        return RoleName(self.slug, self.title)


class RoleAlias(models.Model):
    role = models.ForeignKey(Role, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    name_key = TitleKeyField("name")
    name_words = WordsField("name")
    all_words = AllWordsField("name")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "role aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "name_key"],
                name="careers_rolealias_unique",
                violation_error_message="The role already has this alias.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Requirement(models.Model):
    """What a role requires of one skill, or of one of several that will do.

    The rows of a choice share its number, a level and an importance; the admin and the loader,
    which write them, make sure of it, because no constraint spans rows.
    """

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
    choice = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Rows with the same number are one need: any of their skills will do.",
    )
    in_first_project = models.BooleanField(
        default=False, help_text="The first project of the role exercises the skill."
    )

    instead: str  # if it was read `with_alternatives`

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["-importance", "-level", "skill"]
        indexes = [
            # All columns that ranking the roles reads, in the order in which it needs them.
            models.Index(
                fields=["skill", "role", "level", "importance", "choice"],
                name="careers_requirement_ranking",
            ),
            models.Index(
                fields=["skill", "role", "choice", "level", "importance"],
                name="careers_requirement_any_of",
                condition=Q(choice__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"],
                name="careers_requirement_unique",
                violation_error_message="The role already asks for this skill.",
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
            models.CheckConstraint(
                condition=Q(choice=None) | Q(choice__gte=1),
                name="careers_requirement_choice_number",
                violation_error_message="A choice is numbered 1 or higher, or empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} asks {self.skill} at level {self.level}"

    @property
    def is_essential(self) -> bool:
        return self.importance >= ESSENTIAL
