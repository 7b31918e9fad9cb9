"""The other half: what is hard about scaling AI, what helps, and who has done it."""

from typing import Any, NamedTuple, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse

from careers.models import Role, Skill, Source
from portal.publication import Publication, PublicationQuerySet, State
from portal.search import starts_a_word, words_of


class Confidence(models.TextChoices):
    """How well a figure or rule was checked."""

    HIGH = "high", "read in the source, or in several that agree"
    MEDIUM = "medium", "read in a summary or one quotation, or worked out from the source"


class PillarQuerySet(PublicationQuerySet["Pillar"]):
    def challenges(self) -> Self:
        return self.filter(kind=Pillar.Kind.CHALLENGE)

    def strategies(self) -> Self:
        return self.filter(kind=Pillar.Kind.STRATEGY)

    def with_topics(self) -> Self:
        return self.prefetch_related(Prefetch("topics", Topic.objects.published()))


class Pillar(Publication):
    """One of the three challenges or three strategies of scaling AI."""

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", "Challenge"
        STRATEGY = "strategy", "Strategy"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.TextField(help_text="One sentence.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = PillarQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scalability:pillar_detail", args=[self.slug])

    @property
    def is_challenge(self) -> bool:
        return self.kind == Pillar.Kind.CHALLENGE


class TopicQuerySet(PublicationQuerySet["Topic"]):
    def published(self) -> Self:
        """Published topics of published pillars: a pillar taken back takes its topics along."""
        return super().published().filter(pillar__state=State.PUBLISHED)

    def met(self) -> Self:
        """Those that a published case study met as a challenge."""
        parts = CaseTopic.objects.published().filter(part=CaseTopic.Part.CHALLENGE)
        return self.filter(pk__in=parts.values("topic"))

    def by_pillar(self) -> Self:
        order = ("pillar__position", "pillar__title", "title")
        return self.select_related("pillar").order_by(*order)

    def with_counts(self) -> Self:
        """Add how many published strategies address it, challenges it addresses, cases name it."""
        ties, parts = Addresses.objects.published(), CaseTopic.objects.published()
        return self.annotate(
            strategies=Count("addressed_by", filter=Q(addressed_by__in=ties), distinct=True),
            challenges=Count("addresses", filter=Q(addresses__in=ties), distinct=True),
            cases=Count("parts__case_study", filter=Q(parts__in=parts), distinct=True),
        )

    def search(self, query: str) -> Self:
        rows = self
        for word in words_of(query):
            rows = rows.filter(starts_a_word(word, "title", "problem"))
        return rows


class Topic(Publication):
    """One concrete subject under a pillar."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120, unique=True)
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="topics")
    problem = models.TextField()
    how_tackled = models.TextField(help_text="One way a line.")
    trade_offs = models.TextField(help_text="One a line.")
    body = models.TextField("more about it", blank=True, help_text="Markdown.")
    skills = models.ManyToManyField(Skill, related_name="topics", blank=True)
    roles = models.ManyToManyField(
        Role, related_name="topics", blank=True, help_text="The roles that own it."
    )
    references = models.ManyToManyField(Source, related_name="topics", blank=True)
    related = models.ManyToManyField(
        "self", through="Relation", through_fields=("topic", "other"), symmetrical=False
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scalability:topic_detail", args=[self.slug])


class Tie(NamedTuple):
    """What ties a topic to another one, in the words of the first."""

    words: str
    other: Topic
    how: str


class AddressesQuerySet(models.QuerySet["Addresses"]):
    def published(self) -> Self:
        """Ties between two published topics."""
        topics = Topic.objects.published()
        return self.filter(strategy__in=topics, challenge__in=topics)

    def of(self, topic: Topic) -> Self:
        """What addresses the topic, or what it addresses."""
        return self.filter(Q(strategy=topic) | Q(challenge=topic))

    def seen_in(self, case_study: "CaseStudy") -> Self:
        """Those whose challenge the case study met, and whose strategy helped it."""
        parts = case_study.parts.order_by()
        met = parts.filter(part=CaseTopic.Part.CHALLENGE)
        helped = parts.exclude(part=CaseTopic.Part.CHALLENGE)
        return self.filter(challenge__in=met.values("topic"), strategy__in=helped.values("topic"))

    def chains(self) -> "models.QuerySet[Addresses, Any]":
        """From challenge to role: a case study met the one and used the other, and its people
        needed a skill of the strategy in a role that asks it. The first case study comes first.
        """
        case = "strategy__parts__case_study"
        skill, role = f"{case}__skills", f"{case}__roles"
        links = {
            "strategy__parts__part": CaseTopic.Part.STRATEGY,
            f"{case}__in": CaseStudy.objects.published(),
            f"{case}__parts__part": CaseTopic.Part.CHALLENGE,
            f"{case}__parts__topic": F("challenge"),
            f"{skill}__in": Skill.objects.published(),
            "strategy__skills": F(skill),
            f"{role}__in": Role.objects.published(),
            f"{role}__requirements__skill": F(skill),
        }
        ends = {"challenge": "challenge", "strategy": "strategy", "skill": skill, "role": role}
        columns = {
            f"{end}_{column}": F(f"{path}__{column}")
            for end, path in (ends | {"case": case}).items()
            for column in ("slug", "title")
        }
        order = (f"{case}__position", f"-{role}__requirements__importance", "pk", role, skill)
        columns |= {"problem": F("challenge__problem"), "help": F("how")}
        columns |= {"organisation": F(f"{case}__organisation")}
        return self.published().filter(**links).order_by(*order).values(**columns)

    def not_strategy_to_challenge(self) -> Self:
        """The ties that `clean` refuses, for loads, which save many rows at once."""
        return self.exclude(
            strategy__pillar__kind=Pillar.Kind.STRATEGY,
            challenge__pillar__kind=Pillar.Kind.CHALLENGE,
        ).select_related("strategy", "challenge")


class Addresses(models.Model):
    """A strategy topic that helps against a challenge topic, and how."""

    strategy = models.ForeignKey(Topic, models.CASCADE, related_name="addresses")
    challenge = models.ForeignKey(Topic, models.CASCADE, related_name="addressed_by")
    how = models.CharField(max_length=250)

    objects = AddressesQuerySet.as_manager()

    class Meta:
        ordering = ["strategy__title", "challenge__title"]
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "challenge"],
                name="scalability_addresses_unique",
                violation_error_message="The strategy addresses this challenge already.",
            ),
            models.CheckConstraint(
                condition=~Q(strategy=F("challenge")),
                name="scalability_addresses_not_itself",
                violation_error_message="A topic cannot address itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} addresses {self.challenge}"

    def told_by(self, topic: Topic) -> Tie:
        if topic == self.strategy:
            return Tie("addresses", self.challenge, self.how)
        return Tie("is addressed by", self.strategy, self.how)

    def clean(self) -> None:
        if not (self.strategy_id and self.challenge_id):
            return
        if self.strategy.pillar.kind != Pillar.Kind.STRATEGY:
            raise ValidationError("Only a topic of a strategy pillar addresses others.")
        if self.challenge.pillar.kind != Pillar.Kind.CHALLENGE:
            raise ValidationError({"challenge": "Choose a topic of a challenge pillar."})


class RelationQuerySet(models.QuerySet["Relation"]):
    def published(self) -> Self:
        """Ties between two published topics."""
        topics = Topic.objects.published()
        return self.filter(topic__in=topics, other__in=topics)

    def of(self, topic: Topic) -> Self:
        """Its relations, whichever of the two topics tells them."""
        return self.filter(Q(topic=topic) | Q(other=topic))


class Relation(models.Model):
    """Any other tie between two topics, and how they are tied."""

    class Kind(models.TextChoices):
        SUPPORTS = "supports", "supports"
        NEEDS = "needs", "needs"
        TRADES_OFF_WITH = "trades-off-with", "trades off with"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=16, choices=Kind)
    other = models.ForeignKey(Topic, models.CASCADE, related_name="relations_from")
    how = models.CharField(max_length=250)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "other__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "kind", "other"],
                name="scalability_relation_unique",
                violation_error_message="The two topics are tied like this already.",
            ),
            models.CheckConstraint(
                condition=~Q(topic=F("other")),
                name="scalability_relation_not_itself",
                violation_error_message="A topic cannot be tied to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.get_kind_display()} {self.other}"

    def told_by(self, topic: Topic) -> Tie:
        if topic == self.topic:
            return Tie(self.get_kind_display(), self.other, self.how)
        return Tie(TOLD_BY_THE_OTHER[Relation.Kind(self.kind)], self.topic, self.how)


TOLD_BY_THE_OTHER = {
    Relation.Kind.SUPPORTS: "is supported by",
    Relation.Kind.NEEDS: "is needed by",
    Relation.Kind.TRADES_OFF_WITH: "trades off with",
}


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

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "rules of thumb"

    def __str__(self) -> str:
        return self.rule


class CaseStudyQuerySet(PublicationQuerySet["CaseStudy"]):
    def meeting(self, challenge: str) -> Self:
        """Those that met a challenge, by the slug of a published topic or of its pillar."""
        topics = Topic.objects.published().filter(Q(slug=challenge) | Q(pillar__slug=challenge))
        met = CaseTopic.objects.filter(topic__in=topics, part=CaseTopic.Part.CHALLENGE)
        return self.filter(pk__in=met.values("case_study"))

    def first_of_each_organisation(self) -> Self:
        earlier = self.filter(
            organisation=OuterRef("organisation"), position__lt=OuterRef("position")
        )
        return self.exclude(Exists(earlier))

    def domains(self) -> "models.QuerySet[CaseStudy, str]":
        return self.order_by("domain").values_list("domain", flat=True).distinct()

    def search(self, query: str) -> Self:
        rows = self
        for word in words_of(query):
            rows = rows.filter(starts_a_word(word, "title", "organisation", "summary"))
        return rows


class CaseStudy(Publication):
    """What one organisation met and did."""

    slug = models.SlugField(max_length=120, unique=True)
    organisation = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    domain = models.CharField(max_length=80)
    summary = models.TextField(help_text="One sentence.")
    lessons = models.TextField(help_text="One a line.")
    body = models.TextField("more about it", blank=True, help_text="Markdown.")
    topics = models.ManyToManyField(Topic, through="CaseTopic", related_name="case_studies")
    skills = models.ManyToManyField(Skill, related_name="case_studies", blank=True)
    roles = models.ManyToManyField(Role, related_name="case_studies", blank=True)
    references = models.ManyToManyField(Source, related_name="case_studies", blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest is shown first.")

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

    class Part(models.TextChoices):
        CHALLENGE = "challenge", "a challenge it met"
        STRATEGY = "strategy", "a strategy it used"
        PRACTICE = "practice", "a practice it used"

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="parts")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=12, choices=Part)

    objects = CaseTopicQuerySet.as_manager()

    class Meta:
        ordering = ["part", "topic__title"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_study", "topic", "part"],
                name="scalability_casetopic_unique",
                violation_error_message="The topic plays this part already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_part_display()}"


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

    class Meta:
        ordering = ["-about", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.value} {self.unit}"
