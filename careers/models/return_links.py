"""How a person without an account gets back to their profile from another browser."""

import secrets
from hashlib import sha256
from typing import Self

from django.db import models
from django.utils import timezone

from careers.models.profiles import Profile

SECRET_BYTES = 32


class ReturnLinkQuerySet(models.QuerySet["ReturnLink"]):
    def opened_by(self, token: str) -> Self:
        """The visitor's link that a token opens, if there is one."""
        links = self.filter(digest=_digest(token), profile__member=None)
        return links.select_related("profile")

    def make_for(self, profile: Profile) -> str:
        """The token of a new link, which is stored nowhere; the previous link stops working."""
        token = secrets.token_urlsafe(SECRET_BYTES)
        new = {"digest": _digest(token), "created": timezone.now(), "used": None}
        self.update_or_create(profile=profile, defaults=new)
        return token


class ReturnLink(models.Model):
    """A private address that opens a profile. Only a digest of its secret is stored."""

    is_content = False

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="return_link")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True, blank=True)

    objects = ReturnLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Return link of {self.profile}"

    def use(self) -> Profile:
        """The profile it opens; using it keeps the profile from being deleted as abandoned."""
        # By a query: the link may have been revoked meanwhile.
        ReturnLink.objects.filter(pk=self.pk).update(used=timezone.now())
        self.profile.touch()
        return self.profile


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
