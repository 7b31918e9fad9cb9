"""What visitors may ask of the lists, and the ratings they give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from careers.models import Family, Profile, Resource, Role, Skill
from careers.models.resources import ResourceQuerySet
from careers.models.roles import RoleQuerySet
from careers.models.skills import SkillQuerySet
from careers.rules.levels import LEVEL_MEANINGS, Level
from portal.publication import State

Choices = list[tuple[str, str]]

NOT_RATED = ""
RATINGS: Choices = [
    (NOT_RATED, "not rated"),
    *((str(level.value), level.name.lower()) for level in Level),
]


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=100, required=False)


def _asked_skills() -> Choices:
    skills = Skill.objects.published().filter(requirements__role__state=State.PUBLISHED)
    return [("", "Any skill"), *skills.distinct().values_list("slug", "title")]


class RoleFilter(forms.Form):
    class Sort:
        PAY, READINESS = "pay", "readiness"

    q = _words("Words")
    family = forms.ChoiceField(required=False)
    entry = forms.ChoiceField(
        label="Entry level", required=False, choices=[("", "Any level"), *Role.EntryLevel.choices]
    )
    skill = forms.ChoiceField(required=False)
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[("", "Title"), (Sort.PAY, "Pay"), (Sort.READINESS, "Your readiness")],
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        families = Family.objects.filter(roles__state=State.PUBLISHED).distinct()
        self.fields["family"].choices = [  # type: ignore[attr-defined]
            ("", "Any family"),
            *families.values_list("slug", "title"),
        ]
        self.fields["skill"].choices = _asked_skills()  # type: ignore[attr-defined]

    def roles(self) -> RoleQuerySet:
        """The published roles that were asked for; all of them where the question is wrong."""
        roles = Role.objects.published().select_related("family")
        asked = self.cleaned_data if self.is_valid() else {}
        if family := asked.get("family"):
            roles = roles.filter(family__slug=family)
        if entry := asked.get("entry"):
            roles = roles.filter(entry_level=entry)
        if skill := asked.get("skill"):
            roles = roles.asking(skill)
        if words := asked.get("q"):
            roles = roles.search(words)
        return roles.by_pay() if asked.get("sort") == self.Sort.PAY else roles

    @property
    def by_readiness(self) -> bool:
        return self.is_valid() and self.cleaned_data["sort"] == self.Sort.READINESS


class SkillFilter(forms.Form):
    q = _words("Words")
    category = forms.ChoiceField(
        required=False, choices=[("", "Any category"), *Skill.Category.choices]
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Skill.Kind.choices])

    def skills(self) -> SkillQuerySet:
        skills = Skill.objects.published()
        asked = self.cleaned_data if self.is_valid() else {}
        if category := asked.get("category"):
            skills = skills.filter(category=category)
        if kind := asked.get("kind"):
            skills = skills.filter(kind=kind)
        return skills.search(words) if (words := asked.get("q")) else skills


class ProfileFilter(SkillFilter):
    """The skills to rate: those of the list, less by kind, more by role and by what is rated."""

    class Show:
        UNRATED, RATED = "unrated", "rated"

    kind = None  # type: ignore[assignment]
    role = forms.ChoiceField(label="Asked by", required=False)
    show = forms.ChoiceField(
        required=False,
        choices=[("", "All skills"), (Show.UNRATED, "Not rated yet"), (Show.RATED, "Rated")],
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        roles = Role.objects.published().values_list("slug", "title")
        self.fields["role"].choices = [("", "Any role"), *roles]  # type: ignore[attr-defined]

    def skills_of(self, profile: Profile | None) -> SkillQuerySet:
        """The most asked first, unless words were searched."""
        skills = self.skills()
        asked = self.cleaned_data if self.is_valid() else {}
        if role := asked.get("role"):
            skills = skills.asked_by(role)
        if asked.get("show") == self.Show.RATED:
            skills = skills.rated_in(profile)
        if asked.get("show") == self.Show.UNRATED:
            skills = skills.not_rated_in(profile)
        return skills if asked.get("q") else skills.most_asked_first()


class ResourceFilter(forms.Form):
    q = _words("Words")
    skill = forms.ChoiceField(required=False)
    level = forms.ChoiceField(
        label="From level",
        required=False,
        choices=[
            ("", "Any level"),
            *((str(level.value), f"{level} {level.name.lower()}") for level in list(Level)[:-1]),
        ],
    )
    kind = forms.ChoiceField(required=False, choices=[("", "Any kind"), *Resource.Kind.choices])
    cost = forms.ChoiceField(required=False, choices=[("", "Any cost"), *Resource.Cost.choices])

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        taught = Skill.objects.published().filter(taught_by__resource__state=State.PUBLISHED)
        self.fields["skill"].choices = [  # type: ignore[attr-defined]
            ("", "Any skill"),
            *taught.distinct().values_list("slug", "title"),
        ]

    def resources(self) -> ResourceQuerySet:
        resources = Resource.objects.published()
        asked = self.cleaned_data if self.is_valid() else {}
        if kind := asked.get("kind"):
            resources = resources.filter(kind=kind)
        if cost := asked.get("cost"):
            resources = resources.filter(cost=cost)
        if asked.get("skill") or asked.get("level"):
            resources = resources.teaching(asked["skill"], asked["level"])
        return resources.search(words) if (words := asked.get("q")) else resources


@dataclass(frozen=True)
class RatingRow:
    """One skill to rate, as a page shows it."""

    skill: Skill
    name: str
    selected: str
    shown: str  # what the page showed at first: only what differs from it is a change
    errors: list[str]

    @property
    def level(self) -> int | None:
        return int(self.selected) if self.selected.isdecimal() else None

    @property
    def options(self) -> Choices:
        return RATINGS

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """Each choice with its word and its anchor; reads the prefetched levels of the skill."""
        return [(value, word, _anchor(self.skill, value)) for value, word in RATINGS]


class RatingsForm(forms.Form):
    """Levels for some skills at once, a field a skill: `level-<slug>`."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        skills: Iterable[Skill],
        levels: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(data)
        self.skills = {self.name_for(skill): skill for skill in skills}
        self.levels = levels or {}
        for name, skill in self.skills.items():
            self.fields[name] = forms.TypedChoiceField(
                label=skill.title,
                required=False,
                choices=RATINGS,
                coerce=int,
                empty_value=None,
                initial=str(self.levels.get(skill.slug, NOT_RATED)),
            )

    def rows(self) -> Iterator[RatingRow]:
        for name, skill in self.skills.items():
            field = self[name]
            errors = [str(error) for error in field.errors]
            shown = self.data.get(field.html_initial_name, field.initial)
            yield RatingRow(skill, name, str(field.value()), str(shown), errors)

    @staticmethod
    def name_for(skill: Skill) -> str:
        return f"level-{skill.slug}"

    @staticmethod
    def slugs_in(data: Iterable[str]) -> list[str]:
        """The skills that the names of posted fields speak of; no name of one has a NUL."""
        slugs = [name.removeprefix("level-") for name in data if name.startswith("level-")]
        return [slug for slug in slugs if "\x00" not in slug]

    def changes(self) -> dict[Skill, int | None]:
        """What the person changed, so that an old page takes back nothing rated since.

        What they changed to the level they have keeps its date.
        """
        return {
            skill: level
            for name, skill in self.skills.items()
            if self._is_touched(name)
            and (level := self.cleaned_data[name]) != self.levels.get(skill.slug)
        }

    def _is_touched(self, name: str) -> bool:
        """The person chose another level than the page showed, if it tells what it showed."""
        shown = self.data.get(self.add_initial_prefix(name))
        return shown is None or shown != self.data.get(name, NOT_RATED)


def _anchor(skill: Skill, value: str) -> str:
    """The skill's own sentence for a level, or what the level means anywhere."""
    if value == NOT_RATED:
        return ""
    return skill.anchor(int(value)) or LEVEL_MEANINGS[Level(int(value))]
