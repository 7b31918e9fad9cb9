from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from portal.admin.content import (
    AnyForm,
    LongRowInline,
    RowFormSet,
    RowInline,
    count_of,
)
from portal.admin.publications import PublicationAdmin
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Figure,
    Pillar,
    Relation,
    RuleOfThumb,
    Topic,
)


class PillarForm(AnyForm):
    position = forms.IntegerField(min_value=1, help_text="The lowest is shown first.")


@admin.register(Pillar)
class PillarAdmin(PublicationAdmin):
    form = PillarForm
    list_display = ["title", "state", "kind", "position"]
    counts = {"topics": count_of(Topic.objects.all(), "pillar")}
    list_filter = ["state", "kind"]
    search_fields = ["title", "summary"]
    fields = ["title", "slug", "kind", "summary", "body", "references", "position", "state"]
    autocomplete_fields = ["references"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The links of its topics depend on its kind."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "kind"] if obj else fields


class TopicForm(AnyForm):
    def clean_pillar(self) -> Pillar:
        pillar: Pillar = self.cleaned_data["pillar"]
        addressed = self.instance.pk and self.instance.addressed_by.exists()
        if addressed and pillar.kind != Pillar.Kind.CHALLENGE:
            raise ValidationError(
                "Strategies address this topic: keep it under a challenge pillar."
            )
        return pillar


class RuleInline(LongRowInline):
    model = RuleOfThumb
    fields = ["rule", "formula", "basis", ("confidence", "source", "position")]
    autocomplete_fields = ["source"]


class AddressesFormSet(RowFormSet):
    """What `Addresses.clean` can't see while the strategy topic isn't saved yet."""

    def clean(self) -> None:
        super().clean()
        topic, forms = self.instance, self.kept()
        if topic.pk or not (topic.pillar_id and forms):
            return
        if topic.pillar.kind != Pillar.Kind.STRATEGY:
            raise ValidationError("Only a topic of a strategy pillar can address others.")
        for form in forms:
            challenge = form.cleaned_data.get("challenge")
            if challenge and challenge.pillar.kind != Pillar.Kind.CHALLENGE:
                form.add_error("challenge", "Choose a topic of a challenge pillar.")


class AddressesInline(RowInline):
    model = Addresses
    formset = AddressesFormSet
    fk_name = "strategy"
    verbose_name = "challenge"
    verbose_name_plural = "challenges it addresses"
    autocomplete_fields = ["challenge"]
    joined = ["strategy", "challenge__pillar"]


class RelationInline(RowInline):
    model = Relation
    fk_name = "topic"
    verbose_name = "tie"
    verbose_name_plural = "other links to topics"
    autocomplete_fields = ["other"]
    joined = ["topic", "other"]


@admin.register(Topic)
class TopicAdmin(PublicationAdmin):
    form = TopicForm
    line_fields = ["how_tackled", "trade_offs"]
    list_display = ["title", "state", "pillar"]
    counts = {
        "rules of thumb": count_of(RuleOfThumb.objects.all(), "topic"),
        "addresses": count_of(Addresses.objects.all(), "strategy"),
        "addressed by": count_of(Addresses.objects.all(), "challenge"),
        "case studies": count_of(CaseTopic.objects.all(), "topic"),
    }
    list_filter = ["state", "pillar__kind", "pillar"]
    list_select_related = ["pillar"]
    search_fields = ["title", "problem"]
    autocomplete_fields = ["pillar", "skills", "roles", "references"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "pillar", "state"]}),
        ("The subject", {"fields": ["problem", "how_tackled", "trade_offs", "body"]}),
        ("Skills, people and reading", {"fields": ["skills", "roles", "references"]}),
    ]
    inlines = [RuleInline, AddressesInline, RelationInline]


class PartInline(LongRowInline):
    model = CaseTopic
    fields = [("topic", "part"), "how"]
    verbose_name = "topic"
    verbose_name_plural = "topics, and the part each played"
    autocomplete_fields = ["topic"]
    joined = ["topic"]


class FigureInline(LongRowInline):
    model = Figure
    fields = [("about", "what"), ("value", "unit"), "note", ("confidence", "source", "position")]
    autocomplete_fields = ["source"]


@admin.register(CaseStudy)
class CaseStudyAdmin(PublicationAdmin):
    line_fields = ["lessons"]
    list_display = ["title", "state", "organisation", "domain", "year"]
    counts = {
        "topics": count_of(CaseTopic.objects.all(), "case_study"),
        "figures": count_of(Figure.objects.all(), "case_study"),
    }
    list_filter = ["state", "domain", "year"]
    search_fields = ["title", "organisation", "summary"]
    autocomplete_fields = ["skills", "roles", "references"]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("organisation", "domain", "year"), "state"]}),
        ("The story", {"fields": ["summary", "body", "result", "people", "lessons", "position"]}),
        ("Skills, people and reading", {"fields": ["skills", "roles", "references"]}),
    ]
    inlines = [PartInline, FigureInline]
