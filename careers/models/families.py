from django.db import models


class Family(models.Model):
    """A group of roles."""

    class Mark(models.TextChoices):
        """The shape that stands for a family, so that colour alone never has to."""

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
    title = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=250)
    mark = models.CharField(
        max_length=8,
        choices=Mark,
        default=Mark.CIRCLE,
        help_text="The shape and colour of its roles; best one that no other family has.",
    )

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.title
