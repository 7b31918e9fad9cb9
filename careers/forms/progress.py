"""What people say about their progress, and what they write down about a skill."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator

from careers.models import Note, OwnLink, Profile, ResourceProgress, Skill, SkillProgress
from careers.models.merging import MOST_KEPT, rows_of
from careers.models.progress import ADDRESS_WRONG, Evidence, on_the_web
from careers.rules.levels import HIGHEST, LOWEST_NEED, Level
from portal.core.form_versions import form_version

NOTHING = ""
NAMES = {"own_links": "links", "notes": "notes", "skill_progress": "marks of levels"}


def _most(model: Any, field: str) -> int:
    return int(model._meta.get_field(field).max_length)


def check_room(profile: Profile | None, relation: str, **same: object) -> None:
    """Refuse one row too many. Saving an existing row, which has the columns `same`, is fine."""
    kept, most = rows_of(relation).filter(profile=profile), MOST_KEPT[relation]
    if profile and kept.count() >= most and not kept.filter(**same).exists():
        raise forms.ValidationError(
            f"You already have {most:,} {NAMES[relation]}, which is the maximum. Remove one first."
        )


class OwnForm(forms.Form):
    """A form about a skill, for somebody who may not have a profile yet."""

    def __init__(self, data: Mapping[str, Any], profile: Profile | None, skill: Skill) -> None:
        super().__init__(data)
        self.profile = profile
        self.skill = skill


class TypedText(forms.CharField):
    """Text as it was typed, with plain line ends."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class WebAddress(forms.URLField):
    default_error_messages = {"invalid": ADDRESS_WRONG}

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", max_length=_most(OwnLink, "url"), **options)
        others = [one for one in self.validators if not isinstance(one, URLValidator)]
        self.validators = [*others, on_the_web]


class VersionedForm(OwnForm):
    """A form that carries the version of the saved data it showed."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_stale(self, saved: Mapping[str, object]) -> bool:
        """Whether the saved data is now neither what the form showed nor what was typed.

        A form that sends no version showed nothing, so existing data must not be lost to it.
        """
        nothing = form_version(*(None for _ in saved))
        shown = self.cleaned_data["version"] or nothing
        return shown != form_version(*saved.values()) and bool(self.differences(saved))

    def differences(self, saved: Mapping[str, object]) -> list[tuple[str, object]]:
        """The saved value of each field that was typed differently, by the field's label."""
        typed = self.cleaned_data
        return [
            (str(self[name].label), value)
            for name, value in saved.items()
            if (value or "") != (typed[name] or "")
        ]


class ResourceProgressForm(forms.Form):
    state = forms.ChoiceField(
        label="Your progress",
        required=False,
        choices=[(NOTHING, "Nothing"), *ResourceProgress.State.choices],
        error_messages={"invalid_choice": "Choose planned, started, done or dropped."},
    )


class SkillProgressForm(VersionedForm):
    level = forms.TypedChoiceField(
        coerce=int,
        choices=[(n, f"{n} {Level(n).name.lower()}") for n in range(LOWEST_NEED, HIGHEST + 1)],
        error_messages={"invalid_choice": "Choose a level from 1 to 5."},
    )
    state = forms.ChoiceField(
        label="Where you are",
        required=False,
        choices=[(NOTHING, "Nothing"), *SkillProgress.State.choices],
        error_messages={"invalid_choice": "Choose learning or reached."},
    )
    evidence = TypedText(
        label="What shows it",
        max_length=_most(SkillProgress, "evidence"),
        help_text="A project, a certificate, what somebody said.",
    )
    evidence_url = WebAddress(label="Link", required=False)
    on = forms.DateField(
        label="Date",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date as year, month, day: 2026-11-20."},
        validators=SkillProgress._meta.get_field("on").validators,
    )

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("state") and "level" in typed:
            level = typed["level"]
            check_room(self.profile, "skill_progress", skill=self.skill, level=level)

    def is_stale(self, saved: Mapping[str, object]) -> bool:
        return self.proof() is not None and super().is_stale(saved)

    def proof(self) -> Evidence | None:
        """What shows it; None if the form didn't ask, as in a plan."""
        if "evidence" not in self.data:
            return None
        asked = self.cleaned_data
        return Evidence(asked["evidence"].strip(), asked["evidence_url"], asked["on"])


class NoteForm(VersionedForm):
    text = TypedText(
        label="Your note",
        max_length=_most(Note, "text"),
        help_text="Only you can see it. Save it empty to remove it.",
    )

    def clean(self) -> None:
        if self.cleaned_data.get("text", "").strip():
            check_room(self.profile, "notes", skill=self.skill)


class OwnLinkForm(OwnForm):
    url = WebAddress(label="Address")
    title = forms.CharField(label="Title", max_length=_most(OwnLink, "title"), required=False)

    def clean(self) -> None:
        if "url" in self.cleaned_data:
            check_room(self.profile, "own_links", skill=self.skill, url=self.cleaned_data["url"])
