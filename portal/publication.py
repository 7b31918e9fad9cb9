"""The one door through which content reaches the public: `published()`."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Subquery

from portal.models import ContentVersion


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


RowT_co = TypeVar("RowT_co", bound="Publication", covariant=True)


class PublicationQuerySet(models.QuerySet[RowT_co]):
    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def with_version(self) -> Self:
        """Read the version of the content along with the rows, for what is kept by it."""
        return self.annotate(version=Subquery(ContentVersion.objects.values("value")[:1]))


class Publication(models.Model):
    version: str | None  # by with_version()

    state = models.CharField(
        max_length=12,
        choices=State,
        default=State.DRAFT,
        db_index=True,
        help_text="Only published content is shown to visitors.",
    )

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED
