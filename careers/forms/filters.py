"""How visitors may filter and sort the lists."""

from collections.abc import Mapping
from typing import Any

from django import forms

from careers.models import Family, Occupation, Profile, Resource, Role, Skill
from careers.models.occupations import OccupationQuerySet
from careers.models.resources import ResourceQuerySet
from careers.models.roles import RoleQuerySet
from careers.models.skills import SkillQuerySet
from careers.rules.levels import Level
from portal.core.search import refuse_no_words

Choices = list[tuple[str, str]]


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=100, required=False, validators=[refuse_no_words]
    )


def _without_sort_by_pay(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """An old link's query without a sort order that no longer exists: the rest still counts."""
    if data.get("sort") != "pay":
        return data
    return {name: data[name] for name in data if name != "sort"}


def _asked_skills() -> Choices:
    skills = Skill.objects.published().asked_by_published_roles()
    return [("", "Any skill"), *skills.values_list("slug", "title")]


class RoleFilter(forms.Form):
    class Sort:
        READINESS = "readiness"

    q = _words("Words")
    family = forms.ChoiceField(required=False)
    entry = forms.ChoiceField(
        label="Entry level", required=False, choices=[("", "Any level"), *Role.EntryLevel.choices]
    )
    skill = forms.ChoiceField(required=False)
    sort = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[("", "Title"), (Sort.READINESS, "Your best match")],
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(_without_sort_by_pay(data))
        families = Family.objects.with_published_roles()
        self.fields["family"].choices = [  # type: ignore[attr-defined]
            ("", "Any family"),
            *families.values_list("slug", "title"),
        ]
        self.fields["skill"].choices = _asked_skills()  # type: ignore[attr-defined]

    def roles(self) -> RoleQuerySet:
        """The published roles that were asked for; all of them if the query is invalid."""
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
        return roles

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
        return skills.search(words) if (words := asked.get("q")) else skills.by_category()

    @property
    def is_search(self) -> bool:
        """Searches order by the best name."""
        return self.is_valid() and bool(self.cleaned_data["q"])


class ProfileFilter(SkillFilter):
    """The skills to rate: those of the list, narrowed by kind, role and what is already rated.

    `skill` names some of them, as the front page does for what somebody ticked there.
    """

    class Show:
        UNRATED, RATED = "unrated", "rated"

    kind = None  # type: ignore[assignment]
    skill = forms.ModelMultipleChoiceField(
        Skill.objects.published(), required=False, to_field_name="slug"
    )
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
        """The most required first, unless somebody searched."""
        skills = self.skills()
        asked = self.cleaned_data if self.is_valid() else {}
        if ticked := asked.get("skill"):
            skills = skills.filter(pk__in=ticked)
        if role := asked.get("role"):
            skills = skills.asked_by(role)
        if asked.get("show") == self.Show.RATED:
            skills = skills.rated_in(profile)
        if asked.get("show") == self.Show.UNRATED:
            skills = skills.not_rated_in(profile)
        return skills if asked.get("q") else skills.most_asked_first()


class OccupationFilter(forms.Form):
    q = _words("What somebody does")
    group = forms.ChoiceField(
        label="Field", required=False, choices=[("", "Any field"), *Occupation.Group.choices]
    )

    def occupations(self) -> OccupationQuerySet:
        """The published ones that were asked for, group by group; the best named first by words."""
        occupations = Occupation.objects.published()
        asked = self.cleaned_data if self.is_valid() else {}
        if group := asked.get("group"):
            occupations = occupations.filter(group=group)
        words = asked.get("q")
        return occupations.search(words) if words else occupations.by_group()

    @property
    def is_search(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data["q"])


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
    practice = forms.ChoiceField(
        required=False, choices=[("", "Any practice"), *Resource.Practice.choices]
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        taught = Skill.objects.published().taught_by_published_resources()
        self.fields["skill"].choices = [  # type: ignore[attr-defined]
            ("", "Any skill"),
            *taught.values_list("slug", "title"),
        ]

    def resources(self) -> ResourceQuerySet:
        resources = Resource.objects.published()
        asked = self.cleaned_data if self.is_valid() else {}
        if kind := asked.get("kind"):
            resources = resources.filter(kind=kind)
        if cost := asked.get("cost"):
            resources = resources.filter(cost=cost)
        if practice := asked.get("practice"):
            resources = resources.filter(practice=practice)
        if asked.get("skill") or asked.get("level"):
            resources = resources.teaching(asked["skill"], asked["level"])
        return resources.search(words) if (words := asked.get("q")) else resources
