"""What a person may say before the questions, and the way they took through them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from careers.models import Occupation, Profile, Role

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")
LONGEST = 200  # skills that a trail holds; an address has an end
WORK = (  # by the keys of careers.rules.work_branches
    ("code", "Write code or scripts"),
    ("systems", "Run servers, networks or cloud systems"),
    ("security", "Protect systems, or respond when they fail"),
    ("data", "Work with data: databases, tables, charts"),
    ("mathematics", "Use statistics or mathematics"),
    ("learning", "Build or train machine learning models"),
    ("research", "Do research, or write scientific papers"),
    ("machines", "Build or run machines, electronics or simulations"),
    ("images", "Work with maps, satellite or medical images"),
    ("health", "Work with patients' records or other health data"),
    ("law", "Work with laws, contracts or policies"),
    ("privacy", "Handle private data, or weigh ethical questions"),
    ("writing", "Write or translate texts, manuals or reports"),
    ("teaching", "Teach or train people"),
    ("design", "Design products, or study how people use them"),
    ("people", "Lead people, or lead change"),
    ("projects", "Run projects, or find out what clients need"),
)


@dataclass(frozen=True)
class Trail:
    """The skills asked so far, in order, by slug; `again` is one of them to be answered anew.

    `ticked` is what the person said of their work, and `familiar` the skills that they did not mark
    as new to them; None before they were asked. All of it lives in the address alone. A skill on
    the trail that has no rating was skipped.
    """

    asked: tuple[str, ...] = ()
    again: str = ""
    ticked: tuple[str, ...] | None = None
    familiar: tuple[str, ...] | None = None

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Boxes come one by one from the form, and together in an address."""
        asked = _slugs(data.get("asked", ""))
        again = data.get("again", "")
        boxes = map(str, [*data.getlist("work"), *data.getlist("field")])
        ticked = _slugs(*boxes) if "work" in data else None
        familiar = _slugs(str(data["familiar"])) if "familiar" in data else None
        return cls(asked, again if again in asked else "", ticked, familiar)

    def after(self, slugs: Iterable[str]) -> "Trail":
        return replace(self, asked=tuple(dict.fromkeys([*self.asked, *slugs])), again="")

    def back_to(self, slug: str) -> "Trail":
        return replace(self, again=slug)

    def marked(self, shown: str, new: Collection[str]) -> "Trail":
        """What was shown and not marked as new is familiar; with nothing marked, nothing is."""
        return replace(
            self, familiar=tuple(s for s in _slugs(shown) if s not in new) if new else ()
        )

    @property
    def fields(self) -> dict[str, str]:
        """What a form hands on."""
        parts = {"work": self.ticked, "familiar": self.familiar}
        said = {name: ",".join(part) for name, part in parts.items() if part is not None}
        return {"asked": ",".join(self.asked), **said}

    @property
    def query(self) -> str:
        return urlencode({**self.fields, **({"again": self.again} if self.again else {})})


def _slugs(*texts: str) -> tuple[str, ...]:
    found = (slug for text in texts for slug in text.split(",") if SLUG.fullmatch(slug))
    return tuple(dict.fromkeys(found))[:LONGEST]


class WorkForm(forms.Form):
    """What somebody does at work, in one glance. It is sent by GET and kept nowhere."""

    work = forms.MultipleChoiceField(
        label="What do you do at work or in your studies?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=WORK,
        help_text="Tick whatever is part of it, even a small one.",
    )
    field = forms.MultipleChoiceField(
        label="Which field is that in?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=Occupation.Group.choices,
    )


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
