"""The work that people come from, each with a typical profile over our skills.

A typical profile is an offer to correct: it is nobody's until they confirm it.
"""

from typing import Self

from django.db import models
from django.db.models import Case, OuterRef, Prefetch, Q, When
from django.db.models.functions import Lower
from django.urls import reverse

from careers.models.equivalents import Equivalent
from careers.models.skills import Skill
from careers.models.sources import Source
from careers.rules.levels import HIGHEST_TYPICAL, LOWEST_NEED, Level
from portal.core.publication import MustHave, Publication, PublicationQuerySet, is_published
from portal.core.search import found_in, has_words
from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField
from portal.core.text.unique_titles import refuse_same_title


class OccupationQuerySet(PublicationQuerySet["Occupation"]):
    def with_typical(self) -> Self:
        """Read the typical skills that are published along, each with what its levels mean."""
        typical = TypicalSkill.objects.published().with_skills()
        return self.prefetch_related(Prefetch("typical", typical))

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, _titles_of_the_row(), also=also)

    def titled(self, text: str) -> Self:
        """Those that are called exactly so, however it is typed; several where it is ambiguous."""
        if not has_words(text):
            return self.none()
        words = WordsField("title").fold(text)
        others = OccupationTitle.objects.filter(name_words=words)
        return self.filter(Q(title_words=words) | Q(pk__in=others.values("occupation")))

    def suggested(self, text: str, most: int) -> Self:
        """The first few with words that begin like those typed, the best named first."""
        return self.search(text)[:most] if has_words(text) else self.none()

    def by_group(self) -> Self:
        """Group by group, in the order of `Occupation.Group`, and A to Z in each."""
        place = [When(group=name, then=n) for n, name in enumerate(Occupation.Group)]
        return self.order_by(Case(*place), Lower("title"))


def _titles_of_the_row() -> "models.QuerySet[OccupationTitle]":
    return OccupationTitle.objects.filter(occupation=OuterRef("pk"))


class Occupation(Publication):
    class Group(models.TextChoices):
        HEALTH = "health", "Health and care"
        EDUCATION = "education", "Education"
        FINANCE = "finance", "Finance and insurance"
        LAW_PUBLIC = "law-public", "Law, public service and defence"
        ENGINEERING = "engineering", "Engineering and architecture"
        SCIENCE = "science", "Science"
        DATA = "data", "Data and mathematics"
        IT = "it", "Software and IT"
        DESIGN_MEDIA = "design-media", "Design, media and the arts"
        SALES_SERVICE = "sales-service", "Marketing, sales and service"
        OPERATIONS = "operations", "Management and operations"
        TRADES = "trades", "Skilled trades and transport"
        STUDY = "study", "Study"

    must_have = (
        MustHave(
            "typical",
            "a typical skill",
            end="skill",
            drafts_only="every skill in its typical profile is a draft",
        ),
    )
    also_at = ("start/<slug:slug>/",)

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=120)
    group = models.CharField(max_length=20, choices=Group)
    summary = models.CharField(
        max_length=200, help_text="What people in it do, in one or two sentences."
    )
    bridge = models.TextField(help_text="How people from it usually come over, in one sentence.")
    references = models.ManyToManyField(
        Source,
        related_name="occupations",
        blank=True,
        help_text="What its typical levels were read from.",
    )
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title")

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title")]
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="careers_occupation_title",
                violation_error_message="Another occupation has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)

    def get_absolute_url(self) -> str:
        return reverse("careers:occupation_detail", args=[self.slug])

    def typical_levels(self) -> dict[str, int]:
        """Skill -> level for its published skills; no query after `with_typical()`."""
        rows = self.typical.all()
        return {row.skill.slug: row.level for row in rows if row.skill.is_published}


class OccupationTitle(models.Model):
    """What else an occupation is called; the same title may stand under several."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="titles")
    title = models.CharField(max_length=120)
    title_key = TitleKeyField("title")
    name_words = WordsField("title")  # called so by what `portal.core.search` asks of names
    all_words = AllWordsField("title")

    class Meta:
        ordering = [Lower("title")]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "title_key"],
                name="careers_occupationtitle_unique",
                violation_error_message="The occupation already has this title.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TypicalSkillQuerySet(models.QuerySet["TypicalSkill"]):
    def published(self) -> Self:
        """Those of published skills: the only ones that are shown or counted."""
        return self.filter(is_published("skill"))

    def of_published_occupations(self) -> Self:
        return self.filter(is_published("occupation"))

    def with_skills(self) -> Self:
        """Each with its skill, and with what the levels of that mean."""
        return self.select_related("skill").prefetch_related("skill__levels")

    def most_telling_first(self) -> Self:
        return self.order_by("-skill__telling", "-level", Lower("skill__title"))


class TypicalSkill(models.Model):
    """The level of a skill that people with some years in the occupation usually have.

    A skill that is not listed is not typical, which says nothing about anybody: it is no level 0.
    """

    class Basis(models.TextChoices):
        ONET_SKILL = "onet_skill", "O*NET rating of a skill"
        ONET_KNOWLEDGE = "onet_knowledge", "O*NET rating of knowledge"
        ONET_TECHNOLOGY = "onet_technology", "O*NET list of technology"
        ESCO_RELATION = "esco_relation", "ESCO list of skills"
        EDITORIAL = "editorial", "our judgement"

    OF_ONET = (Basis.ONET_SKILL, Basis.ONET_KNOWLEDGE, Basis.ONET_TECHNOLOGY)

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="typical")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="typical_of")
    level = models.PositiveSmallIntegerField(
        choices=[(n.value, n.name.title()) for n in Level if LOWEST_NEED <= n <= HIGHEST_TYPICAL],
        help_text="1 aware to 4 advanced: nobody leads a field by their occupation alone.",
    )
    basis = models.CharField(max_length=20, choices=Basis)
    element = models.CharField(
        max_length=200, blank=True, help_text="What the source calls it; empty for our judgement."
    )
    adjusted = models.BooleanField(
        default=False, help_text="The source gave another level, which was changed."
    )

    objects = TypicalSkillQuerySet.as_manager()

    class Meta:
        ordering = ["-level", Lower("skill__title")]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "skill"],
                name="careers_typicalskill_unique",
                violation_error_message="The occupation already lists this skill.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(LOWEST_NEED, HIGHEST_TYPICAL)),
                name="careers_typicalskill_level",
                violation_error_message="A typical level is a whole number from 1 to 4.",
            ),
            models.CheckConstraint(
                condition=Q(basis="editorial", element="", adjusted=False)
                | (~Q(basis="editorial") & ~Q(element="")),
                name="careers_typicalskill_element",
                violation_error_message=(
                    "Name the element of the source; leave it out only for our own judgement."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} at level {self.level}"


class OccupationCodeQuerySet(models.QuerySet["OccupationCode"]):
    def of_published_occupations(self) -> Self:
        return self.filter(is_published("occupation"))


class OccupationCode(models.Model):
    """Where an official taxonomy lists the occupation."""

    class Match(models.TextChoices):
        EXACT = "exact", "the same occupation"
        CLOSE = "close", "nearly the same occupation"
        BROAD = "broad", "a wider occupation"
        NARROW = "narrow", "a narrower occupation"
        RELATED = "related", "a related occupation"

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=8, choices=Equivalent.Scheme)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    uri = models.URLField("address", max_length=200, blank=True)
    match = models.CharField(
        max_length=20, choices=Match, blank=True, help_text="Empty where nobody compared the two."
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="+",
        help_text="The release of the taxonomy in which it was looked up.",
    )

    objects = OccupationCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "scheme", "code"],
                name="careers_occupationcode_unique",
                violation_error_message="The occupation already has this code.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code} {self.title}"
