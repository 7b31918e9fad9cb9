from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from portal.core.accounts.email_addresses import EmailAddressField
from portal.core.accounts.password_validation import check_length

TAKEN = "An account with this email address already exists."


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        check_length(password or "")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Whoever has the address, however it is written."""
        return self.get(email=email or "")

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account, who signs in by email address."""

    is_content = False

    username = None  # type: ignore[assignment]
    email = EmailAddressField("email address", unique=True, error_messages={"unique": TAKEN})

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="portal_user_email_unique",
                violation_error_message=TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return self.email
