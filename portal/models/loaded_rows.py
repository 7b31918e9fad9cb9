from collections.abc import Iterable
from typing import Self

from django.db import models


class LoadedRowQuerySet(models.QuerySet["LoadedRow"]):
    def of(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def keep(self, rows: Iterable["LoadedRow"]) -> None:
        """Save rows, new ones and those that are there."""
        fresh = list(rows)
        for row in fresh:
            row.pk = None  # kind and slug say which row it is
        self.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=["digest", "record", "file_digest"],
        )


class LoadedRow(models.Model):
    """What `load_content` last wrote for one row: how it tells a curator's change from its own.

    The digest is empty where the loader wrote nothing, and the row and its file are a curator's.
    """

    is_content = False

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, blank=True)
    # What the digest is of; None where only the digest is remembered.
    record = models.JSONField(null=True, blank=True)
    # Of what the file said when it and the row were last alike, after a load or a dump.
    file_digest = models.CharField(max_length=64, blank=True, default="")

    objects = LoadedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="portal_loadedrow_unique",
                violation_error_message="This row is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
