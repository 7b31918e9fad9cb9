from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from careers.admin.levels import level_field
from careers.admin.names import NamedForm, OtherNameFormSet
from careers.admin.people import people_with
from careers.models import (
    LeftOut,
    Note,
    OwnLink,
    Prerequisite,
    Rating,
    RatingChange,
    Requirement,
    Role,
    Skill,
    SkillAlias,
    SkillLevel,
    SkillProgress,
    Teaches,
)
from careers.rules.levels import HIGHEST, LOWEST_NEED
from careers.rules.prerequisites import find_cycle
from portal.admin.content import (
    AnyForm,
    AnyRows,
    RowFormSet,
    RowInline,
    count_of,
)
from portal.admin.publications import PublicationAdmin


class SkillForm(NamedForm):
    def clean(self) -> None:
        super().clean()
        esco = ["esco_label", "esco_uri", "esco_match"]
        if any(self.cleaned_data.get(name) for name in esco):
            for name in esco:
                if self.cleaned_data.get(name) == "":
                    self.add_error(name, "Fill in all three ESCO fields, or none.")


class LevelForm(AnyForm):
    level = level_field()


class LevelFormSet(RowFormSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial_extra = [{"level": n} for n in range(LOWEST_NEED, HIGHEST + 1)]


class LevelInline(RowInline):
    model = SkillLevel
    form = LevelForm
    formset = LevelFormSet
    verbose_name = "level"
    verbose_name_plural = "levels: what a person at each of them does"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:  # noqa: ARG002
        return 0 if obj else HIGHEST


class SkillAliasInline(RowInline):
    model = SkillAlias
    formset = OtherNameFormSet
    verbose_name = "name"
    verbose_name_plural = "other names"


class PrerequisiteForm(AnyForm):
    level = level_field(label="At level")


class PrerequisiteFormSet(RowFormSet):
    """Refuses a circle that the page's rows form together, in whichever list they are."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        skill = self.instance
        skill.pairs_on_page = [*getattr(skill, "pairs_on_page", ()), *self._pairs()]
        others = Prerequisite.objects.exclude(skill=skill.pk).exclude(needs=skill.pk)
        pairs = others.values_list("skill__title", "needs__title")
        if cycle := find_cycle([*pairs, *skill.pairs_on_page]):
            raise ValidationError(
                f"This would make a circle: {' needs '.join(cycle)}. Leave one link out."
            )

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for form in self.kept():
            skill, needs = form.cleaned_data.get("skill"), form.cleaned_data.get("needs")
            if skill and needs:
                yield str(skill), str(needs)


class NeedsInline(RowInline):
    model = Prerequisite
    form = PrerequisiteForm
    formset = PrerequisiteFormSet
    fk_name = "skill"
    autocomplete_fields = ["needs"]
    joined = ["needs"]
    verbose_name = "prerequisite"
    verbose_name_plural = "prerequisites: skills to learn first"


class LeadsToInline(RowInline):
    model = Prerequisite
    form = PrerequisiteForm
    formset = PrerequisiteFormSet
    fk_name = "needs"
    autocomplete_fields = ["skill"]
    joined = ["skill"]
    verbose_name = "skill that builds on it"
    verbose_name_plural = "skills to learn afterwards"


@admin.register(Skill)
class SkillAdmin(PublicationAdmin):
    form = SkillForm
    list_display = ["title", "state", "kind", "category"]
    counts = {
        "levels": count_of(SkillLevel.objects.all(), "skill"),
        "asked by roles": count_of(Requirement.objects.all(), "skill"),
        "taught by resources": count_of(Teaches.objects.all(), "skill"),
    }
    uses = {
        "roles that ask it": count_of(Requirement.objects.all(), "skill"),
        "resources that teach it": count_of(Teaches.objects.all(), "skill"),
        "people who rated it": people_with(Rating, "skill"),
        "people with it in their history": people_with(RatingChange, "skill"),
        "people with a status for one of its levels": people_with(SkillProgress, "skill"),
        "people who excluded it from their plan": people_with(LeftOut, "skill"),
        "people with a note on it": people_with(Note, "skill"),
        "people with a link for it": people_with(OwnLink, "skill"),
    }
    list_filter = ["state", "kind", "category"]
    search_fields = ["title", "aliases__name", "definition"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "state"]}),
        ("What the skill is", {"fields": ["kind", "category", "definition"]}),
        (
            "The same skill in ESCO",
            {"fields": ["esco_label", "esco_uri", "esco_match"], "classes": ["collapse"]},
        ),
    ]
    inlines = [LevelInline, SkillAliasInline, NeedsInline, LeadsToInline]

    def settle(self, rows: AnyRows) -> None:
        Role.objects.filter(requirements__skill__in=rows).recount()
