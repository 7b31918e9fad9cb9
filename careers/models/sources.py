from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from careers.models.dates import not_to_come
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, WordsField
from portal.core.text.prose import CITATION


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self) -> Self:
        """Those whose review date has passed."""
        return self.filter(review_by__lt=localdate())

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)


class Source(models.Model):
    """Where a fact was read, and when."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", "official or professional standard"
        EMPLOYER = "employer", "employer's advert or description"
        GUIDE = "guide", "guide"
        LISTING = "listing", "page made for search engines"

    FIRST_HAND = (Kind.OFFICIAL, Kind.EMPLOYER)

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=200, help_text="The authors or the organisation.")
    url = models.URLField("address", max_length=500, unique=True)
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
        help_text="Year of publication, where the source states one.",
    )
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        blank=True,
        help_text="For a job description: who wrote it. Empty for every other source.",
    )
    seen = models.DateField(
        validators=[not_to_come], help_text="The day on which somebody last read the fact there."
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        help_text="The day by which to read it again; empty if it does not change, like a paper.",
    )
    title_words = WordsField("title")
    all_words = AllWordsField("title", "publisher")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title"), "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_by=None) | Q(review_by__gt=F("seen")),
                name="careers_source_review_after_seen",
                violation_error_message="The review must be after the day the source was seen.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{CITATION}{self.slug}"

    @property
    def is_first_hand(self) -> bool:
        """It describes a job on behalf of those who define it or hire for it."""
        return self.kind in self.FIRST_HAND

    @property
    def is_due(self) -> bool:
        """Its review date has passed: what it says may have changed since it was read."""
        return self.review_by is not None and self.review_by < localdate()
