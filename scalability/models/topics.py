"""What is hard about scaling AI, and what helps: pillars, and the topics under them."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from careers.models import Role, Skill, Source
from portal.core.publication import MustHave, Publication, PublicationQuerySet, is_published
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField
from portal.core.text.markdown import MarkdownField
from portal.core.text.unique_titles import refuse_same_title

RowsT = TypeVar("RowsT", bound="models.QuerySet[Any]")


class Confidence(models.TextChoices):
    """How well a figure or rule was checked."""

    HIGH = "high", "read in the source, or in several that agree"
    MEDIUM = "medium", "read in a summary or one quotation, or worked out from the source"


class TopicPart(models.TextChoices):
    """The part a topic plays in a case study."""

    CHALLENGE = "challenge", "a challenge it met"
    STRATEGY = "strategy", "a strategy it used"
    PRACTICE = "practice", "a practice it used"

    @classmethod
    def used(cls) -> "list[TopicPart]":
        return [cls.STRATEGY, cls.PRACTICE]


class PillarQuerySet(PublicationQuerySet["Pillar"]):
    def with_topics(self) -> Self:
        """Each with its published topics, which know how many skills and roles they need."""
        topics = Topic.objects.published().with_people().defer("body", "how_tackled", "trade_offs")
        return self.defer("body").prefetch_related(Prefetch("topics", topics))

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)


class Pillar(Publication):
    """One of the three challenges or three strategies of scaling AI."""

    must_have = (MustHave("body", "a text"),)
    carries = "topics"

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", "Challenge"
        STRATEGY = "strategy", "Strategy"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.TextField(help_text="One sentence.")
    body = MarkdownField(
        "more about it", blank=True, help_text="Markdown.", references="references"
    )
    references = models.ManyToManyField(Source, related_name="pillars", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title", "summary")

    objects = PillarQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="scalability_pillar_title",
                violation_error_message="Another pillar has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)

    def get_absolute_url(self) -> str:
        return reverse("scalability:pillar_detail", args=[self.slug])

    @property
    def is_challenge(self) -> bool:
        return self.kind == Pillar.Kind.CHALLENGE


class TopicQuerySet(PublicationQuerySet["Topic"]):
    def published(self) -> Self:
        """Published topics of published pillars: unpublishing a pillar hides its topics."""
        return super().published().filter(is_published("pillar"))

    def met(self) -> Self:
        """Those a published case study met as a challenge."""
        return self.filter(_is_met()).distinct()

    def with_times_met(self) -> Self:
        """Add how many published case studies met it as a challenge."""
        return self.annotate(times_met=Count("parts", _is_met(), distinct=True))

    def by_pillar(self) -> Self:
        order = ("pillar__position", "pillar__title", "title")
        return self.select_related("pillar").order_by(*order)

    def with_counts(self) -> Self:
        """Count the published strategies addressing it, challenges it addresses and its cases."""
        topics = Topic.objects.published()
        strategies = Q(addressed_by__strategy__in=topics)
        challenges = Q(addresses__challenge__in=topics)
        cases = is_published("parts__case_study")
        return self.annotate(
            strategies=Count("addressed_by", filter=strategies, distinct=True),
            challenges=Count("addresses", filter=challenges, distinct=True),
            cases=Count("parts__case_study", filter=cases, distinct=True),
        ).order_by("title")  # Django omits the model's own order when it groups

    def with_people(self) -> Self:
        """Add how many published skills and roles it needs."""
        skills, roles = is_published("skills"), is_published("roles")
        return self.annotate(
            skill_count=Count("skills", filter=skills, distinct=True),
            role_count=Count("roles", filter=roles, distinct=True),
        ).order_by("title")

    def each_published_skill(self) -> Self:
        """A row for every published skill they need."""
        return self.filter(is_published("skills"))

    def most_taken_skills(self) -> "models.QuerySet[Skill]":
        """The published skills these topics need, with their number of `topic_count`."""
        return _most_named(Skill.objects.published(), self)

    def most_named_roles(self) -> "models.QuerySet[Role]":
        """The published roles that own these topics, with their number of `topic_count`."""
        return _most_named(Role.objects.published().select_related("family"), self)

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)


def _is_met() -> Q:
    return Q(is_published("parts__case_study"), parts__part=TopicPart.CHALLENGE)


class Topic(Publication):
    """One concrete subject under a pillar."""

    must_have = (MustHave("body", "a text"), MustHave("references", "a reference"))

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="topics")
    problem = models.TextField()
    how_tackled = models.TextField(help_text="One per line.")
    trade_offs = models.TextField(help_text="One per line.")
    body = MarkdownField(
        "more about it", blank=True, help_text="Markdown.", references="references"
    )
    skills = models.ManyToManyField(Skill, related_name="topics", blank=True)
    roles = models.ManyToManyField(
        Role, related_name="topics", blank=True, help_text="The roles that own it."
    )
    references = models.ManyToManyField(Source, related_name="topics", blank=True)
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title", "problem")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="scalability_topic_title",
                violation_error_message="Another topic has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)

    def get_absolute_url(self) -> str:
        return reverse("scalability:topic_detail", args=[self.slug])


class RuleOfThumbQuerySet(models.QuerySet["RuleOfThumb"]):
    def of_published_topics(self) -> Self:
        return self.filter(topic__in=Topic.objects.published())


class RuleOfThumb(models.Model):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="rules_of_thumb")
    rule = models.TextField(help_text="One sentence.")
    formula = models.CharField(max_length=300, blank=True)
    basis = models.CharField(
        max_length=250,
        blank=True,
        help_text="How it follows, where the source states it otherwise.",
    )
    confidence = models.CharField(max_length=8, choices=Confidence)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    objects = RuleOfThumbQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "rules of thumb"

    def __str__(self) -> str:
        return self.rule


def _most_named(rows: RowsT, topics: TopicQuerySet) -> RowsT:
    named = rows.annotate(topic_count=Count("topics", Q(topics__in=topics), distinct=True))
    return named.filter(topic_count__gt=0).order_by("-topic_count", "title")
