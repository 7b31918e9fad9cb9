from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Whoever has the address, however it is written."""
        return self.get(email__iexact=email)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account, who signs in by e-mail address."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="portal_user_email_unique",
                violation_error_message="There is an account with this e-mail address already.",
            ),
        ]

    def __str__(self) -> str:
        return self.email


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
                violation_error_message="This row is remembered already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class ContentVersion(models.Model):
    """One row, whose value every write to the content replaces (`portal.versions`)."""

    value = models.CharField(max_length=36)

    def __str__(self) -> str:
        return self.value
