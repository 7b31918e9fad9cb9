"""How a person without an account comes back to their profile from another browser."""

from django.db import models
from django.utils import timezone

from careers.models.profiles import Profile


class ReturnLink(models.Model):
    """A private address that opens a profile. Only the digest of its secret is kept."""

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="return_link")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Return link of {self.profile}"
