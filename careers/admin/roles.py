from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest

from careers.admin.levels import importance_field, level_field
from careers.admin.names import NamedForm, OtherNameFormSet
from careers.admin.people import people_with
from careers.models import (
    Equivalent,
    Family,
    FirstProject,
    Goal,
    Outlook,
    Pay,
    Profile,
    Requirement,
    Role,
    RoleAlias,
)
from careers.models.telling import recount_telling
from careers.rules.levels import ESSENTIAL
from portal.admin.content import (
    AnyForm,
    AnyRows,
    ContentAdmin,
    LongRowInline,
    RowFormSet,
    RowInline,
    count_of,
)
from portal.admin.publications import PublicationAdmin


class RequirementForm(AnyForm):
    level = level_field()
    importance = importance_field()


class RequirementFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        choices: dict[int, list[AnyForm]] = {}
        for form in self.kept():
            if choice := form.cleaned_data.get("choice"):
                choices.setdefault(choice, []).append(form)
        for choice, forms in choices.items():
            if problem := _problem_with(choice, forms):
                for form in forms:
                    form.add_error("choice", problem)


def _problem_with(choice: int, forms: Sequence[AnyForm]) -> str:
    """What is wrong with these rows as a choice; empty if nothing is."""
    if len(forms) == 1:
        return (
            f"Only this row has the number {choice}. Give it to each skill that would do, or leave "
            "it empty."
        )
    asked = {
        (form.cleaned_data.get("level"), form.cleaned_data.get("importance")) for form in forms
    }
    if len(asked) > 1:
        return (
            f"The rows numbered {choice} are one need: give them the same level and the same "
            "importance."
        )
    return ""


class RequirementInline(RowInline):
    model = Requirement
    form = RequirementForm
    formset = RequirementFormSet
    fields = ["skill", "level", "importance", "choice", "in_first_project"]
    autocomplete_fields = ["skill"]
    joined = ["skill"]

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        rows = super().get_queryset(request)
        return rows.order_by("-importance", "-level", "choice", "skill__title")


class RoleAliasInline(RowInline):
    model = RoleAlias
    formset = OtherNameFormSet
    verbose_name = "name"
    verbose_name_plural = "other names"


class PayInline(LongRowInline):
    model = Pay
    fields = [
        ("country", "occupation", "relation"),
        ("use", "fit", "position"),
        ("measure", "currency", "period"),
        ("amount", "p10", "p25", "p75", "p90"),
        ("employment", "standard_error", "note"),
        ("evidence", "source"),
    ]
    autocomplete_fields = ["source"]


class OutlookInline(LongRowInline):
    model = Outlook
    fields = [
        ("country", "occupation", "relation"),
        ("use", "position"),
        ("percent_change", "period", "annual_openings", "openings_scope"),
        ("employment", "note"),
        ("evidence", "source"),
    ]
    autocomplete_fields = ["source"]


class FirstProjectInline(LongRowInline):
    model = FirstProject
    fields = ["title", "build", "data", "sources", "measure", "good", ("hours_from", "hours_to")]
    autocomplete_fields = ["sources"]


class EquivalentInline(LongRowInline):
    model = Equivalent
    fields = [("scheme", "code", "title"), ("match", "listed_as"), ("uri", "source")]
    autocomplete_fields = ["source"]
    verbose_name = "official occupation"
    verbose_name_plural = "official occupations it corresponds to"


@admin.register(Role)
class RoleAdmin(PublicationAdmin):
    form = NamedForm
    line_fields = ["tasks"]
    list_display = ["title", "state", "family", "entry_level"]
    counts = {
        "skills": count_of(Requirement.objects.all(), "role"),
        "essential": count_of(Requirement.objects.filter(importance__gte=ESSENTIAL), "role"),
    }
    uses = {
        "people whose goal it is": people_with(Goal, "role"),
        "people who work in it": count_of(Profile.objects.all(), "present_role"),
    }
    list_filter = ["state", "family", "entry_level"]
    list_select_related = ["family"]
    search_fields = ["title", "aliases__name", "purpose"]
    autocomplete_fields = ["family", "references"]
    readonly_fields = ["weight", "essential_weight"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "family", "state"]}),
        ("What the role is", {"fields": ["purpose", "tasks", "body"]}),
        ("How people come in", {"fields": ["entry_level", "entry_route"]}),
        ("What official pay figures can say", {"fields": ["pay_note"]}),
        ("What its requirements were compared with", {"fields": ["references"]}),
        (
            "Counted from the requirements",
            {"fields": [("weight", "essential_weight")], "classes": ["collapse"]},
        ),
    ]
    inlines = [
        RequirementInline,
        FirstProjectInline,
        RoleAliasInline,
        PayInline,
        OutlookInline,
        EquivalentInline,
    ]

    def settle(self, rows: AnyRows) -> None:
        Role.objects.filter(pk__in=rows).recount()
        recount_telling()
        Pay.objects.mark_superseded()
        Outlook.objects.mark_superseded()


@admin.register(Family)
class FamilyAdmin(ContentAdmin):
    list_display = ["title", "summary", "mark"]
    counts = {"roles": count_of(Role.objects.all(), "family")}
    search_fields = ["title", "summary"]
    fields = ["title", "slug", "summary", "mark"]
