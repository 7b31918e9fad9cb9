"""What a person may say before the questions, and the way they took through them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.http import urlencode

from careers.models import Profile, Role

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
LONGEST = 200  # skills that a trail holds; an address has an end


@dataclass(frozen=True)
class Trail:
    """The skills asked so far, in order, by slug; `again` is one of them to be answered anew.

    It lives in the address alone. A skill on it that has no rating was skipped.
    """

    asked: tuple[str, ...] = ()
    again: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        slugs = [slug for slug in data.get("asked", "").split(",") if SLUG.fullmatch(slug)]
        asked = tuple(dict.fromkeys(slugs))[:LONGEST]
        again = data.get("again", "")
        return cls(asked, again if again in asked else "")

    def after(self, slugs: Iterable[str]) -> "Trail":
        return Trail(tuple(dict.fromkeys([*self.asked, *slugs])))

    def back_to(self, slug: str) -> "Trail":
        return Trail(self.asked, slug)

    @property
    def value(self) -> str:
        return ",".join(self.asked)

    @property
    def query(self) -> str:
        again = {"again": self.again} if self.again else {}
        return urlencode({"asked": self.value, **again}, doseq=False)


class StartForm(forms.Form):
    """Goal roles and a present role, all of them optional."""

    present = forms.ChoiceField(
        label="The role you work in now",
        required=False,
        help_text="The questions then start from what this role asks.",
    )
    goals = forms.MultipleChoiceField(
        label="Roles you would like to reach",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The questions then settle how ready you are for these, too.",
    )

    def __init__(self, data: Mapping[str, Any] | None, profile: Profile | None) -> None:
        aims = profile.aims() if profile else {}
        super().__init__(data, initial=aims)
        self.roles = {role.slug: role for role in Role.objects.published()}
        choices = [(role.slug, role.title) for role in self.roles.values()]
        self.fields["goals"].choices = choices  # type: ignore[attr-defined]
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            ("", "None of these, or not yet"),
            *choices,
        ]

    @property
    def present_role(self) -> Role | None:
        return self.roles.get(self.cleaned_data["present"])

    @property
    def goal_roles(self) -> list[Role]:
        return [self.roles[slug] for slug in self.cleaned_data["goals"]]
