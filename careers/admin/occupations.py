from collections.abc import Iterator

from django.contrib import admin
from django.http import HttpRequest

from careers.admin.levels import level_field
from careers.models import Occupation, OccupationCode, OccupationTitle, Profile, TypicalSkill
from careers.models.telling import recount_telling
from careers.rules.levels import HIGHEST_TYPICAL
from portal.admin.content import AnyForm, AnyRows, LongRowInline, RowFormSet, RowInline, count_of
from portal.admin.publications import PublicationAdmin
from portal.core.text.folding import same_title
from portal.core.text.unique_titles import NO_NAME_TO_SEE, looks_like


class OccupationForm(AnyForm):
    """The title leads to this occupation alone, so it may not be another name of one beside it."""

    def clean(self) -> None:
        super().clean()
        key = same_title(self.cleaned_data.get("title", ""))
        others = OccupationTitle.objects.filter(title_key=key).exclude(occupation=self.instance.pk)
        if taken := others.select_related("occupation").first():
            said = f"“{taken.title}” is another title of “{taken.occupation}”"
            self.add_error("title", f"{said}. Remove it there, or choose another title.")


class TitleFormSet(RowFormSet):
    """Other titles: several occupations may share one, but not the title of an occupation."""

    def clean(self) -> None:
        forms: dict[str, AnyForm] = {}
        for form in self.kept():
            if title := form.cleaned_data.get("title"):
                first = forms.setdefault(same_title(title), form)
                if not same_title(title):
                    form.add_error("title", NO_NAME_TO_SEE)
                elif first is not form:
                    said = looks_like(title, f"“{first.cleaned_data['title']}” is listed already")
                    form.add_error("title", f"{said}. Remove one of them.")
        for key, problem in dict(self._taken(forms)).items():
            forms[key].add_error("title", problem)
        super().clean()  # after: it passes over rows that have an error

    def _taken(self, forms: dict[str, AnyForm]) -> Iterator[tuple[str, str]]:
        if (own := same_title(self.instance.title)) in forms:
            yield own, "This is the title of the occupation itself. Remove it here."
        others = Occupation.objects.exclude(pk=self.instance.pk).filter(title_key__in=forms)
        for other in others:
            said = f"“{other.title}” is the title of another occupation"
            yield other.title_key, f"{said}. Remove it here."


class OccupationTitleInline(RowInline):
    model = OccupationTitle
    formset = TitleFormSet
    verbose_name = "title"
    verbose_name_plural = "other titles: one that several occupations share makes readers choose"


class TypicalSkillForm(AnyForm):
    level = level_field(highest=HIGHEST_TYPICAL)


class TypicalSkillInline(RowInline):
    model = TypicalSkill
    form = TypicalSkillForm
    fields = ["skill", "level", "basis", "element", "adjusted"]
    autocomplete_fields = ["skill"]
    joined = ["skill"]
    verbose_name = "typical skill"
    verbose_name_plural = "typical skills: what people with some years in it usually have"

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        return super().get_queryset(request).order_by("-level", "skill__title")


class OccupationCodeInline(LongRowInline):
    model = OccupationCode
    fields = [("scheme", "code", "title"), ("match", "uri"), "source"]
    autocomplete_fields = ["source"]
    verbose_name = "official occupation"
    verbose_name_plural = "official lists that it appears in"


@admin.register(Occupation)
class OccupationAdmin(PublicationAdmin):
    form = OccupationForm
    list_display = ["title", "state", "group"]
    counts = {
        "skills": count_of(TypicalSkill.objects.all(), "occupation"),
        "titles": count_of(OccupationTitle.objects.all(), "occupation"),
    }
    uses = {"people who come from it": count_of(Profile.objects.all(), "occupation")}
    list_filter = ["state", "group"]
    search_fields = ["title", "titles__title", "summary"]
    autocomplete_fields = ["references"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "group", "state"]}),
        ("What readers are told", {"fields": ["summary", "bridge"]}),
        ("What its typical levels were read from", {"fields": ["references"]}),
    ]
    inlines = [TypicalSkillInline, OccupationTitleInline, OccupationCodeInline]

    def settle(self, rows: AnyRows) -> None:  # noqa: ARG002 -- it is counted over all of them
        recount_telling()
