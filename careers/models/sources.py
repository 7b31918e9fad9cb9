from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import localdate

from portal.search import starts_a_word, words_of


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self) -> Self:
        """Those whose review date has passed."""
        return self.filter(review_by__lt=localdate())

    def search(self, query: str) -> Self:
        rows = self
        for word in words_of(query):
            rows = rows.filter(starts_a_word(word, "title", "publisher"))
        return rows


class Source(models.Model):
    """Where a fact was read, and when."""

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
    seen = models.DateField(help_text="The day on which somebody last read the fact there.")
    review_by = models.DateField(
        null=True,
        blank=True,
        help_text="The day by which to read it again; empty for what does not change, as a paper.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title"), "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_due(self) -> bool:
        """Its review date has passed: what it says may have changed since it was seen."""
        return self.review_by is not None and self.review_by < localdate()
