"""The occupations of official taxonomies that a role corresponds to."""

from typing import Self

from django.db import models

from careers.models.roles import Role
from careers.models.sources import Source
from portal.core.publication import is_published


class EquivalentQuerySet(models.QuerySet["Equivalent"]):
    def of_published_roles(self) -> Self:
        return self.filter(is_published("role"))


class Equivalent(models.Model):
    """An occupation of an official taxonomy that a role corresponds to."""

    class Scheme(models.TextChoices):
        ONET = "onet", "O*NET"
        ESCO = "esco", "ESCO"

    class Match(models.TextChoices):
        ALTERNATE_TITLE = "alternate_title", "lists this very title"
        RELATED_TITLE = "related_title", "lists a near title"
        CLOSEST_MATCH = "closest_match", "the closest one, in our judgement"
        EXACT = "exact", "the same occupation"
        CLOSE = "close", "nearly the same occupation"
        BROAD = "broad", "a wider occupation"
        NARROW = "narrow", "a narrower occupation"
        ALTERNATIVE_LABEL = "alternative_label", "has our title as another label"

    role = models.ForeignKey(Role, models.CASCADE, related_name="equivalents")
    scheme = models.CharField(max_length=8, choices=Scheme)
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    uri = models.URLField("address", max_length=200, blank=True)
    match = models.CharField(max_length=20, choices=Match)
    listed_as = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="+",
        null=True,  # older rows were written before this column existed
        help_text="The release of the taxonomy in which it was looked up.",
    )

    objects = EquivalentQuerySet.as_manager()

    class Meta:
        ordering = ["-scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "scheme", "code"],
                name="careers_equivalent_unique",
                violation_error_message="The role already names this occupation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.code} {self.title}"
