"""What a person may ask of their matches and of the ways between roles, and their present role."""

from collections.abc import Mapping
from typing import Any

from django import forms

from careers.models import Family, Role
from careers.models.roles import RoleQuerySet


class FamilyFilter(forms.Form):
    family = forms.ChoiceField(required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        families = Family.objects.with_published_roles()
        self.fields["family"].choices = [  # type: ignore[attr-defined]
            ("", "Any family"),
            *families.values_list("slug", "title"),
        ]

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked; nothing where the question is wrong."""
        return self.cleaned_data if self.is_valid() else {}

    def of_family(self, roles: RoleQuerySet) -> RoleQuerySet:
        family = self.asked.get("family")
        return roles.filter(family__slug=family) if family else roles


class TransitionFilter(FamilyFilter):
    def roles_but(self, role: Role) -> RoleQuerySet:
        roles = Role.objects.published().select_related("family")
        return self.of_family(roles.exclude(pk=role.pk))


class MatchFilter(FamilyFilter):
    entry = forms.ChoiceField(
        label="Entry level", required=False, choices=[("", "Any level"), *Role.EntryLevel.choices]
    )

    def roles(self) -> RoleQuerySet:
        """The published roles that were asked for; all of them where the question is wrong."""
        roles = self.of_family(Role.objects.published().select_related("family"))
        entry = self.asked.get("entry")
        return roles.filter(entry_level=entry) if entry else roles


class PresentRoleForm(forms.Form):
    """The role a person works in now, by its slug; none takes it back."""

    role = forms.ChoiceField(label="Your present role", required=False)

    def __init__(self, data: Mapping[str, Any] | None, present: str = "") -> None:
        super().__init__(data, initial={"role": present})
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "None of these, or none at present"),
            *Role.objects.published().names(),
        ]
        self.fields["role"].error_messages["invalid_choice"] = "Choose a role from the list."

    def role_named(self) -> Role | None:
        return Role.objects.published().filter(slug=self.cleaned_data["role"]).first()
