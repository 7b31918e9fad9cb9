from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, When
from django.db.models.functions import Lower
from django.urls import reverse

from careers.rules.levels import HIGHEST, LOWEST_NEED, Level
from careers.rules.prerequisites import Link, find_cycle
from portal.core.publication import MustHave, Publication, PublicationQuerySet, is_published
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField
from portal.core.text.unique_titles import refuse_same_title


class SkillQuerySet(PublicationQuerySet["Skill"]):
    def search(self, query: str, also: Q | None = None) -> Self:
        aliases = SkillAlias.objects.filter(skill=OuterRef("pk"))
        return found_in(self, query, aliases, also=also)

    def asked_by(self, role_slug: str) -> Self:
        return self.filter(pk__in=self.model.objects.filter(requirements__role__slug=role_slug))

    def asked_by_published_roles(self) -> Self:
        return self.filter(is_published("requirements__role")).distinct()

    def taught_by_published_resources(self) -> Self:
        return self.filter(is_published("taught_by__resource")).distinct()

    def by_category(self) -> Self:
        """By the words of the category, not its name in the database."""
        categories = sorted(Skill.Category, key=lambda one: one.label)
        place = [When(category=name, then=n) for n, name in enumerate(categories)]
        return self.order_by(Case(*place), Lower("title"))

    def with_levels(self) -> Self:
        return self.prefetch_related("levels")

    def rated_in(self, profile: models.Model | None) -> Self:
        return self.filter(ratings__profile=profile) if profile else self.none()

    def not_rated_in(self, profile: models.Model | None) -> Self:
        return self.exclude(ratings__profile=profile) if profile else self

    def most_asked_first(self) -> Self:
        """Add `times_asked`, the number of published roles that ask the skill, and order by it."""
        asked = is_published("requirements__role")
        return self.annotate(
            times_asked=models.Count("requirements", filter=asked, distinct=True)
        ).order_by("-times_asked", Lower("title"))


class Skill(Publication):
    must_have = (MustHave("levels", "what a person at each level does, 1 to 5", at_least=HIGHEST),)

    class Kind(models.TextChoices):
        TECHNICAL = "technical", "Technical"
        TOOL = "tool", "Tool"
        DOMAIN = "domain", "Domain"
        HUMAN = "human", "Human"

    class Category(models.TextChoices):
        DATA_ANALYSIS = "data-analysis", "Data analysis"
        DATA_ENGINEERING = "data-engineering", "Data engineering"
        DEEP_LEARNING = "deep-learning", "Deep learning"
        DOMAIN = "domain", "Domains"
        GOVERNANCE = "governance", "Governance"
        HUMAN = "human", "Working with people"
        INFRASTRUCTURE = "infrastructure", "Infrastructure"
        LANGUAGE_AI = "language-ai", "Language AI"
        MACHINE_LEARNING = "machine-learning", "Machine learning"
        MANAGEMENT = "management", "Management"
        MATHEMATICS_STATISTICS = "mathematics-statistics", "Mathematics and statistics"
        MLOPS = "mlops", "MLOps"
        PERFORMANCE = "performance", "Performance"
        PRODUCT_DESIGN = "product-design", "Product and design"
        PROGRAMMING = "programming", "Programming"
        RESEARCH = "research", "Research"
        ROBOTICS_EDGE = "robotics-edge", "Robotics and edge"
        SECURITY_SAFETY = "security-safety", "Security and safety"
        SOFTWARE_ENGINEERING = "software-engineering", "Software engineering"
        VISION_AUDIO = "vision-audio", "Vision and audio"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    category = models.CharField(max_length=40, choices=Category)
    definition = models.TextField(help_text="One sentence.")
    esco_label = models.CharField("ESCO label", max_length=200, blank=True)
    esco_uri = models.URLField("ESCO address", max_length=200, blank=True)
    esco_match = models.CharField("ESCO match", max_length=20, blank=True)
    prerequisites = models.ManyToManyField(
        "self",
        through="Prerequisite",
        through_fields=("skill", "needs"),
        symmetrical=False,
        related_name="leads_to",
    )
    telling = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="What it weighs when roles are ordered: much where few jobs have it.",
    )
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title", "definition")

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title")]  # dbt stands beside Deep learning, whatever the database
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="careers_skill_title",
                violation_error_message="Another skill has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)

    def get_absolute_url(self) -> str:
        return reverse("careers:skill_detail", args=[self.slug])

    def anchor(self, level: int) -> str:
        """The sentence for a level, or nothing; reads the prefetched levels where there are any."""
        return next((row.anchor for row in self.levels.all() if row.level == level), "")


class SkillAlias(models.Model):
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    ambiguous = models.BooleanField(
        default=False, help_text="Means something else too (R, Go, ML): needs context to count."
    )
    name_key = TitleKeyField("name")
    name_words = WordsField("name")
    all_words = AllWordsField("name")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "skill aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "name_key"],
                name="careers_skillalias_unique",
                violation_error_message="The skill already has this alias.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SkillLevel(models.Model):
    """What a person at one level of a skill does: its anchor."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(choices=[(n.value, n.name.title()) for n in Level][1:])
    anchor = models.CharField(max_length=250)

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "level"],
                name="careers_skilllevel_unique",
                violation_error_message="The skill already has an anchor for this level.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST)),
                name="careers_skilllevel_level",
                violation_error_message="A level is a whole number from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.anchor}"


class PrerequisiteQuerySet(models.QuerySet["Prerequisite"]):
    def published(self) -> Self:
        """Between published skills."""
        return self.filter(is_published("skill"), is_published("needs"))

    def named(self) -> list[tuple[str, str, str, str, int]]:
        """Every slug and title of a skill, those of its prerequisite, and the level it takes."""
        names = ("skill__slug", "skill__title", "needs__slug", "needs__title", "level")
        return list(self.order_by().values_list(*names))

    def pairs(self) -> list[tuple[str, str]]:
        """Every (skill, prerequisite) by slug, as the rules take them."""
        return list(self.values_list("skill__slug", "needs__slug"))

    def links(self) -> list[Link]:
        """Every (skill, prerequisite, level) by slug, as the rules take them."""
        return [Link(*row) for row in self.values_list("skill__slug", "needs__slug", "level")]


class Prerequisite(models.Model):
    """One skill that is better learned before another, and how far.

    The level holds for everybody who does the skill at that level or a higher one: whoever does
    transformers at 2 or more has deep learning at 2, if that is the link's level.
    """

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="needed")
    needs = models.ForeignKey(Skill, models.CASCADE, related_name="needed_for")
    level = models.PositiveSmallIntegerField(
        choices=[(n.value, n.name.title()) for n in Level][1:],
        help_text="The level of the prerequisite at which the skill can be learned.",
    )

    objects = PrerequisiteQuerySet.as_manager()

    class Meta:
        ordering = ["skill__title", "needs__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "needs"],
                name="careers_prerequisite_unique",
                violation_error_message="The skill already has this prerequisite.",
            ),
            models.CheckConstraint(
                condition=~Q(skill=F("needs")),
                name="careers_prerequisite_not_itself",
                violation_error_message="A skill cannot be its own prerequisite.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST)),
                name="careers_prerequisite_level",
                violation_error_message="A level is a whole number from 1 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} needs {self.needs} at {self.level}"

    def clean(self) -> None:
        """Refuse what would close a circle, and name the circle."""
        if not (self.skill_id and self.needs_id):
            return
        others = Prerequisite.objects.exclude(pk=self.pk).pairs()
        cycle = find_cycle([*others, (self.skill.slug, self.needs.slug)])
        if cycle:
            raise ValidationError(
                {"needs": f"This would make a circle: {' needs '.join(cycle)}. Leave one link out."}
            )
