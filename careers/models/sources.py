from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower


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

    class Meta:
        ordering = [Lower("title"), "slug"]

    def __str__(self) -> str:
        return self.title
