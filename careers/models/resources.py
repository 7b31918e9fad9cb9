from collections.abc import Iterable
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Lower
from django.urls import reverse

from careers.models.skills import Skill, SkillLevel
from careers.rules.lessons import Hours, Lesson
from careers.rules.levels import HIGHEST
from portal.core.publication import MustHave, Publication, PublicationQuerySet, is_published
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, WordsField


class ResourceQuerySet(PublicationQuerySet["Resource"]):
    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)

    def teaching(self, skill: str = "", level: str = "") -> Self:
        """Those that teach a published skill, by slug, from a level on; empty means any."""
        lessons = Teaches.objects.published()
        if skill:
            lessons = lessons.filter(skill__slug=skill)
        if level:
            lessons = lessons.starting_at(int(level))
        return self.filter(pk__in=lessons.values("resource"))

    def teaching_most_of(self, skills: Iterable[Skill]) -> Self:
        """Those that teach any of the skills, the ones that teach most of them first."""
        teaching = self.filter(teaches__skill__in=skills)  # first, so that no others are counted
        return teaching.annotate(taught=Count("teaches")).order_by("-taught", Lower("title"))

    def languages(self) -> list[str]:
        """The languages there are, as two letters."""
        return sorted(self.order_by().values_list("language", flat=True).distinct())

    def with_skills(self) -> Self:
        """Prefetch what each one teaches, published skills only."""
        return self.prefetch_related(models.Prefetch("teaches", Teaches.objects.published()))


class Resource(Publication):
    """Something to learn from."""

    must_have = (
        MustHave(
            "teaches",
            "a skill that it teaches",
            in_drafts=True,  # a content file cannot hold a resource that teaches nothing
            end="skill",
            drafts_only="every skill that it teaches is a draft",
        ),
    )

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        BOOK = "book", "Book"
        PAPER = "paper", "Paper"
        TUTORIAL = "tutorial", "Tutorial"
        DOCS = "docs", "Documentation"
        VIDEO = "video", "Video"
        PROJECT = "project", "Project"
        STANDARD = "standard", "Standard"

    class Cost(models.TextChoices):
        FREE = "free", "Free"
        FREEMIUM = "freemium", "Partly free"
        PAID = "paid", "Paid"

    class Practice(models.TextChoices):
        """What it gives a learner to do, besides what it tells them."""

        NONE = "none", "No exercises"
        EXERCISES = "exercises", "With exercises"
        PROJECT = "project", "With a project"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    by = models.CharField(max_length=200, help_text="Authors or publisher.")
    summary = models.TextField(
        blank=True, help_text="One honest sentence: what it gives, and for whom."
    )
    url = models.URLField("address", max_length=500, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    category = models.CharField(max_length=40, choices=Skill.Category)
    cost = models.CharField(max_length=12, choices=Cost)
    practice = models.CharField(
        max_length=12,
        choices=Practice,
        blank=True,  # not stated: a resource from before this was asked
        help_text="Exercises are set tasks; in a project, learners build something of their own.",
    )
    language = models.CharField(
        max_length=2,
        default="en",
        validators=[RegexValidator(r"^[a-z]{2}$", "A language is two small letters: en.")],
    )
    hours_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Our estimate for a quick learner, exercises included."
    )
    hours_to = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="For a learner who takes the time."
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    title_words = WordsField("title")
    all_words = AllWordsField("title", "by")

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title"), "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_from=None, hours_to=None)
                | Q(hours_from__gt=0, hours_to__gte=F("hours_from")),
                name="careers_resource_hour_range",
                violation_error_message="Give both hours, the lower one first, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("careers:resource_detail", args=[self.slug])

    @property
    def host(self) -> str:
        """The name of the site it is on, for people who want to know before they go."""
        return urlsplit(self.url).netloc.removeprefix("www.")

    @property
    def practice_words(self) -> str:
        """What there is to do; empty if there is nothing, or nobody has said."""
        return "" if self.practice == self.Practice.NONE else self.get_practice_display()

    @property
    def hours(self) -> Hours | None:
        if self.hours_from is None or self.hours_to is None:
            return None
        return Hours(self.hours_from, self.hours_to)


class TeachesQuerySet(models.QuerySet["Teaches"]):
    def published(self) -> Self:
        """Published resources that teach published skills."""
        return self.filter(is_published("skill"), is_published("resource")).select_related(
            "skill", "resource"
        )

    def lessons_by_skill(self, skills: Iterable[str]) -> dict[str, list[Lesson]]:
        """Skill slug -> what teaches it, as the rules take it, without an instance for each."""
        lessons: dict[str, list[Lesson]] = {}
        rows = self.of_skills(skills).values_list(
            *("resource__slug", "skill__slug", "level_from", "level_to", "position"),
            *("resource__hours_from", "resource__hours_to", "resource__cost"),
            *("resource__kind", "resource__language"),
        )
        for resource, skill, start, end, position, low, high, cost, kind, language in rows:
            hours = None if low is None else Hours(low, high)
            free, main = cost == Resource.Cost.FREE, position == 0
            lesson = Lesson(resource, skill, start, end, hours, free, main, kind, language)
            lessons.setdefault(skill, []).append(lesson)
        return lessons

    def of_skills(self, slugs: Iterable[str]) -> Self:
        return self.filter(skill__slug__in=slugs)

    def by_level(self) -> Self:
        return self.order_by("level_from", "level_to", Lower("resource__title"))

    def finished_in(self, profile: models.Model) -> Self:
        """Lessons of the resources somebody has finished; adds `done`, when, and `anchor`.

        The anchor is the sentence for the level the lesson leads to.
        """
        levels = SkillLevel.objects.filter(skill=OuterRef("skill"), level=OuterRef("level_to"))
        mine = self.filter(resource__progress__profile=profile, resource__progress__state="done")
        return mine.annotate(
            done=F("resource__progress__changed"), anchor=Subquery(levels.values("anchor"))
        )

    def starting_at(self, level: int) -> Self:
        """Those open to somebody at a level (0 to 4) and leading beyond it.

        What starts at level 1, aware, accepts beginners at 0 too.
        """
        return self.filter(level_from__lte=max(level, 1), level_to__gt=level)


class Teaches(models.Model):
    """From which level to which a resource takes a learner in one skill."""

    done: datetime  # by finished_in()
    anchor: str | None  # by finished_in()

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="teaches")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="taught_by")
    level_from = models.PositiveSmallIntegerField("from level")
    level_to = models.PositiveSmallIntegerField("to level")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="0 is the main subject of the resource; others follow."
    )

    objects = TeachesQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "teaches"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "skill"],
                name="careers_teaches_unique",
                violation_error_message="The resource already teaches this skill.",
            ),
            models.CheckConstraint(
                condition=Q(level_from__gte=0, level_from__lt=F("level_to"), level_to__lte=HIGHEST),
                name="careers_teaches_levels",
                violation_error_message="A resource leads from a level to a higher one, 0 to 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} teaches {self.skill}, {self.level_from} to {self.level_to}"

    def as_lesson(self) -> Lesson:
        return Lesson(
            resource=self.resource.slug,
            skill=self.skill.slug,
            level_from=self.level_from,
            level_to=self.level_to,
            hours=self.resource.hours,
            is_free=self.resource.cost == Resource.Cost.FREE,
            is_main=self.position == 0,
            kind=self.resource.kind,
            language=self.resource.language,
        )
