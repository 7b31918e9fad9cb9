from django import forms
from django.contrib import admin

from careers.admin.levels import level_field
from careers.admin.people import people_with
from careers.models import Resource, ResourceProgress, Teaches
from careers.rules.levels import Level
from portal.admin.content import (
    AnyForm,
    RowInline,
    count_of,
)
from portal.admin.publications import PublicationAdmin


class ResourceForm(AnyForm):
    """Practice is required here, though older rows may lack it."""

    practice = forms.ChoiceField(choices=[("", "---------"), *Resource.Practice.choices])


class TeachesForm(AnyForm):
    level_from = level_field(lowest=Level.NONE, label="From level")
    level_to = level_field(label="To level")


class TeachesInline(RowInline):
    model = Teaches
    form = TeachesForm
    autocomplete_fields = ["skill"]
    joined = ["skill"]
    verbose_name = "skill"
    verbose_name_plural = "skills it teaches"


@admin.register(Resource)
class ResourceAdmin(PublicationAdmin):
    form = ResourceForm
    list_display = [
        "title",
        "state",
        "by",
        "kind",
        "category",
        "cost",
        "practice",
        "hours_from",
        "hours_to",
        "year",
    ]
    counts = {"skills": count_of(Teaches.objects.all(), "resource")}
    uses = {"people with a status for it": people_with(ResourceProgress, "resource")}
    list_filter = ["state", "kind", "cost", "practice", "category", "language"]
    search_fields = ["title", "by", "url"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "by", "summary", "url", "state"]}),
        ("What it is", {"fields": [("kind", "category"), ("language", "year")]}),
        ("What it takes", {"fields": [("cost", "practice"), ("hours_from", "hours_to")]}),
    ]
    inlines = [TeachesInline]
