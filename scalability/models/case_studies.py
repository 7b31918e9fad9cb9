"""Who has done it: case studies and their figures."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from careers.models import Role, Skill, Source
from portal.core.publication import MustHave, Publication, PublicationQuerySet, is_published
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, WordsField
from portal.core.text.markdown import MarkdownField
from scalability.models.topics import Confidence, Topic, TopicPart


class CaseStudyQuerySet(PublicationQuerySet["CaseStudy"]):
    def meeting(self, challenge: str) -> Self:
        """Those that met a challenge, by the slug of a published topic or of its pillar."""
        topics = Topic.objects.published().filter(Q(slug=challenge) | Q(pillar__slug=challenge))
        met = CaseTopic.objects.filter(topic__in=topics, part=TopicPart.CHALLENGE)
        return self.filter(pk__in=met.values("case_study"))

    def each_published_skill(self) -> Self:
        """A row for every published skill that they required."""
        return self.filter(is_published("skills"))

    def first_of_each_organisation(self) -> Self:
        earlier = self.filter(
            organisation=OuterRef("organisation"), position__lt=OuterRef("position")
        )
        return self.exclude(Exists(earlier))

    def domains(self) -> "models.QuerySet[CaseStudy, str]":
        return self.order_by("domain").values_list("domain", flat=True).distinct()

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)


class CaseStudy(Publication):
    """What one organisation faced and did."""

    must_have = (
        MustHave("figures", "a figure"),
        MustHave("parts", "a topic", end="topic", drafts_only="every topic of it is a draft"),
        MustHave("references", "a reference"),
    )

    slug = models.SlugField(max_length=120, unique=True)
    organisation = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    domain = models.CharField(max_length=80)
    summary = models.TextField(help_text="One sentence.")
    lessons = models.TextField(help_text="One per line.")
    body = MarkdownField(
        "the situation",
        blank=True,
        help_text="Markdown: what it does, needed, and met.",
        references="references",
    )
    result = models.TextField(
        "what came of it", blank=True, help_text="A paragraph; also what the figures do not prove."
    )
    people = models.TextField(
        "the people it took", blank=True, help_text="A paragraph: who did what."
    )
    topics = models.ManyToManyField(Topic, through="CaseTopic", related_name="case_studies")
    skills = models.ManyToManyField(Skill, related_name="case_studies", blank=True)
    roles = models.ManyToManyField(Role, related_name="case_studies", blank=True)
    references = models.ManyToManyField(Source, related_name="case_studies", blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest is shown first.")
    title_words = WordsField("organisation", "title")
    all_words = AllWordsField("organisation", "title", "summary")

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "organisation", "title"]
        verbose_name_plural = "case studies"

    def __str__(self) -> str:
        return f"{self.organisation}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("scalability:case_study_detail", args=[self.slug])


class CaseTopicQuerySet(models.QuerySet["CaseTopic"]):
    def published(self) -> Self:
        """Published topics in published case studies."""
        return self.filter(
            topic__in=Topic.objects.published(), case_study__in=CaseStudy.objects.published()
        )

    def strategies_first(self) -> Self:
        """Strategies, practices, challenges."""
        return self.order_by("-part", "topic__title")

    def by_case_study(self) -> Self:
        order = ("case_study__position", "case_study__organisation", "case_study__title", "part")
        return self.select_related("case_study").order_by(*order)


class CaseTopic(models.Model):
    """The part a topic played in a case study."""

    Part = TopicPart

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="parts")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=TopicPart)
    how = models.TextField(
        blank=True, help_text="How the challenge showed itself, or what they did with it."
    )

    objects = CaseTopicQuerySet.as_manager()

    class Meta:
        ordering = ["part", "topic__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "topic", "part"],
                name="scalability_casetopic_unique",
                violation_error_message="The topic already plays this part.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_part_display()}"


class FigureQuerySet(models.QuerySet["Figure"]):
    def of_published_case_studies(self) -> Self:
        return self.filter(is_published("case_study"))


class Figure(models.Model):
    """A number of a case study, and exactly what it counts."""

    class About(models.TextChoices):
        SCALE = "scale", "Scale"
        OUTCOME = "outcome", "Outcome"

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="figures")
    about = models.CharField(max_length=8, choices=About)
    what = models.CharField(max_length=150, help_text="What exactly it counts.")
    value = models.CharField(max_length=80, help_text="As the source states it: over 20 million.")
    unit = models.CharField(max_length=60)
    note = models.CharField(max_length=250, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["-about", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.value} {self.unit}"
