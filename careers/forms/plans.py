"""What a person plans for, and how they want to learn."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from careers.models import PlanChoices, Profile, Resource, Role
from careers.models.plans import FEWEST_HOURS, HOURS_WRONG, MOST_HOURS, START_WRONG, language_name


class ChoicesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Pages write its fields from `kinds` and `languages`: Django takes 5 ms to render them."""

    hours_per_week = forms.IntegerField(
        label="Hours a week",
        min_value=FEWEST_HOURS,
        max_value=MOST_HOURS,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], HOURS_WRONG),
    )
    free_only = forms.BooleanField(label="Free resources only", required=False)
    avoided_kinds = forms.MultipleChoiceField(
        label="Exclude",
        required=False,
        choices=Resource.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(required=False)
    start = forms.DateField(
        label="Start on",
        required=False,
        help_text="Defaults to today.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": START_WRONG},
    )

    class Meta:
        model = PlanChoices
        fields = ["hours_per_week", "free_only", "avoided_kinds", "language", "start"]

    def __init__(self, data: Mapping[str, Any] | None, choices: PlanChoices) -> None:
        super().__init__(data, instance=choices)
        names = [(code, language_name(code)) for code in choices.languages()]
        self.languages = [("", "Any language"), *names]
        self.kinds = Resource.Kind.choices
        self.fields["language"].choices = self.languages  # type: ignore[attr-defined]

    def save_for(self, profile: Profile) -> None:
        self.instance.profile = profile
        self.instance.changed = timezone.now()
        self.instance.save()


class GoalForm(forms.Form):
    """`roles` are those to choose from, without those that are already goals."""

    role = forms.ChoiceField(
        label="Add a role",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose a role from the list."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, goals: Collection[Role] = ()) -> None:
        super().__init__(data)
        left = Role.objects.published().exclude(pk__in=[role.pk for role in goals])
        self.roles = [("", "Choose a role"), *left.values_list("slug", "title")]
        self.fields["role"].choices = self.roles  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role.objects.published().get(slug=self.cleaned_data["role"])
