"""What people write down about a skill, for themselves: notes and links."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from careers.models.profiles import Profile
from careers.models.progress import on_the_web
from careers.models.skills import Skill
from portal.core.publication import is_published


def refuse_wordless(text: str) -> None:
    if not text.strip():
        raise ValidationError("Write at least one word.")


class NoteQuerySet(models.QuerySet["Note"]):
    def published(self) -> Self:
        """On published skills: only those are shown."""
        return self.filter(is_published("skill")).select_related("skill")

    def text_by(self, profile: Profile) -> Coalesce:
        """What somebody wrote about the skill of an outer query; empty if they wrote nothing."""
        mine = self.filter(profile=profile, skill=OuterRef("pk"))
        return Coalesce(mine.values("text"), Value(""), output_field=models.TextField())

    def text(self, profile: Profile, skill: Skill) -> str:
        """What somebody wrote about a skill; empty if they wrote nothing."""
        return (
            self.filter(profile=profile, skill=skill).values_list("text", flat=True).first() or ""
        )

    def keep(self, profile: Profile, skill: Skill, text: str) -> None:
        """Save a note as it was typed; a note without a word is deleted."""
        if text.strip():
            self.update_or_create(
                profile=profile, skill=skill, defaults={"text": text, "changed": timezone.now()}
            )
        else:
            self.filter(profile=profile, skill=skill).delete()


class Note(models.Model):
    """What a person wrote about a skill, for themselves."""

    is_content = False

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="notes")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    text = models.TextField(max_length=5000, validators=[refuse_wordless])
    changed = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill"],
                name="careers_note_unique",
                violation_error_message="This skill already has a note.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="careers_note_text",
                violation_error_message="Write at least one word.",
            ),
        ]

    def __str__(self) -> str:
        return f"Note on {self.skill}"


class OwnLinkQuerySet(models.QuerySet["OwnLink"]):
    def published(self) -> Self:
        """On published skills: only those are shown."""
        return self.filter(is_published("skill")).select_related("skill")

    def keep(self, profile: Profile, skill: Skill, url: str, title: str) -> None:
        """Save an address; the title of an existing one changes."""
        self.update_or_create(profile=profile, skill=skill, url=url, defaults={"title": title})


class OwnLink(models.Model):
    """An address a person keeps for a skill, for themselves."""

    is_content = False

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="own_links")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    url = models.URLField("address", max_length=500, validators=[on_the_web])
    title = models.CharField(max_length=200, blank=True)
    added = models.DateTimeField(default=timezone.now)

    objects = OwnLinkQuerySet.as_manager()

    class Meta:
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "skill", "url"],
                name="careers_ownlink_unique",
                violation_error_message="This link is already listed for the skill.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
