from typing import Self

from django.db import models
from django.db.models import Q

from portal.core.publication import is_published
from portal.core.search import found_in
from portal.core.text.folded_fields import AllWordsField, TitleKeyField, WordsField
from portal.core.text.unique_titles import refuse_same_title


class FamilyQuerySet(models.QuerySet["Family"]):
    def with_published_roles(self) -> Self:
        return self.filter(is_published("roles")).distinct()

    def search(self, query: str, also: Q | None = None) -> Self:
        return found_in(self, query, also=also)


class Family(models.Model):
    """A group of roles."""

    class Mark(models.TextChoices):
        """The shape of a family, so that colour is never the only sign."""

        CIRCLE = "circle", "Circle"
        SQUARE = "square", "Square"
        TRIANGLE = "triangle", "Triangle"
        DIAMOND = "diamond", "Diamond"
        HEXAGON = "hexagon", "Hexagon"
        CROSS = "cross", "Cross"
        STAR = "star", "Star"
        RING = "ring", "Ring"

    role_count: int  # where its roles were counted

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=80)
    summary = models.CharField(max_length=250)
    mark = models.CharField(
        max_length=8,
        choices=Mark,
        default=Mark.CIRCLE,
        help_text="The shape and colour of its roles; ideally one that no other family has.",
    )
    title_key = TitleKeyField("title")
    title_words = WordsField("title")
    all_words = AllWordsField("title", "summary")

    objects = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "families"
        constraints = [
            models.UniqueConstraint(
                fields=["title_key"],
                name="careers_family_title",
                violation_error_message="Another family has a title that looks the same.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_same_title(self)
