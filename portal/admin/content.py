"""What the admin pages of all content share."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import capfirst

from portal.admin.base import BaseAdmin
from portal.admin.checked_texts import checked, refuse_to_publish, typed_links, was_short
from portal.admin.consequences import kept_by, some_of
from portal.admin.linked_values import linked_field
from portal.admin.rows import row_words
from portal.admin.unique_rows import UniqueFormSet
from portal.core.publication import MustHave

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
    Tabular = admin.TabularInline[Any, Any]
else:
    AnyForm = forms.ModelForm
    Tabular = admin.TabularInline

Deletion = tuple[list[Any], dict[str, int], set[str], list[str]]
AnyRows = models.QuerySet[Any]


def count_of(rows: AnyRows, key: str, what: str = "pk") -> Coalesce:
    """How many of the rows, or of their own rows, point to the annotated row by `key`."""
    mine = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return Coalesce(Subquery(mine.annotate(n=Count(what, distinct=True)).values("n")), 0)


class Paragraphs(forms.CharField):
    """Text with plain line ends, so that a form saved unchanged leaves its row unchanged."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Lines(Paragraphs):
    """One item per line, without empty lines."""

    def to_python(self, value: Any) -> str:
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return "\n".join(line for line in lines if line)


class RowFormSet(UniqueFormSet):
    """The rows of an inline, with a message if something is wrong with them together."""

    def clean(self) -> None:
        super().clean()
        self.said = [
            f"{row_words(row)}: {said}" for row in self.kept() for said in typed_links(row)
        ]
        accessor = self.fk.remote_field.get_accessor_name()
        for must_have in getattr(self.instance, "must_have", ()):
            if must_have.name == accessor:
                self._check(must_have)

    def _check(self, must_have: MustHave) -> None:
        rows, row = self.kept(), self.instance
        if must_have.in_drafts and not rows:
            raise ValidationError(f"This needs {must_have.words}. Add it.")
        if not row.is_published:
            return
        drafts = self._drafts_among(rows, must_have)
        is_few = len(rows) - len(drafts) < must_have.at_least
        if is_few and not was_short(row, must_have):
            raise ValidationError(refuse_to_publish(must_have, some_of(drafts)))

    def _drafts_among(self, rows: Sequence[AnyForm], must_have: MustHave) -> list[Any]:
        """What the rows link to that readers can't see."""
        end = must_have.end_of(type(self.instance))
        if end is None:
            return []
        named = [form.cleaned_data.get(must_have.end) for form in rows]
        found = [one for one in named if one]
        public: AnyRows = end._default_manager.published()  # type: ignore[attr-defined]
        seen = set(public.filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
        return [one for one in found if one.pk not in seen]


FIELDS: Mapping[Any, Mapping[str, Any]] = {
    models.SlugField: {
        "validators": [
            RegexValidator(
                "^[a-z0-9]+(-[a-z0-9]+)*$",
                "Use lower-case letters and numbers, with single hyphens between them.",
            )
        ],
        "help_text": "Used in the web address. It can't be changed later.",
    },
    models.TextField: {"form_class": Paragraphs},
    models.URLField: {
        "assume_scheme": "https",
        "validators": [URLValidator(schemes=["http", "https"])],
    },
}


class RowInline(Tabular):
    """One short row each. `joined` are the rows that its fields name, selected along with it."""

    joined: ClassVar[Sequence[str]] = ()
    formset = RowFormSet
    formfield_overrides = FIELDS
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        options = linked_field(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        options = linked_field(self, db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **options)

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        rows: AnyRows = super().get_queryset(request)
        return rows.select_related(*self.joined) if self.joined else rows


class LongRowInline(RowInline):
    """For rows with too many or too long fields for one line."""

    template = admin.StackedInline.template


class ContentAdmin(BaseAdmin):
    """Content identified by a slug, which never changes: links from other sites depend on it."""

    line_fields: ClassVar[Sequence[str]] = ()  # the fields that hold one item per line
    counts: ClassVar[Mapping[str, Coalesce]] = {}  # columns of numbers: heading -> how many
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = FIELDS

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        counts = {column_name(words): count for words, count in self.counts.items()}
        rows: AnyRows = super().get_queryset(request).annotate(**counts)
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: AnyRows, search_term: str
    ) -> tuple[AnyRows, bool]:
        """The same search as on the site, best names first; a list somebody sorted stays sorted.

        `search_fields` only says that there is a search, and that part of an address is found too.
        """
        if not search_term.strip():
            return queryset, False
        address = Q(url__icontains=search_term.strip()) if "url" in self.search_fields else Q()
        found: AnyRows = queryset.search(search_term, address)  # type: ignore[attr-defined]
        sorted_by = queryset.query.order_by if request.GET.get(ORDER_VAR) else ()
        return (found.order_by(*sorted_by) if sorted_by else found), False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_display(request), *map(_column, self.counts)]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.line_fields:
            kwargs["form_class"] = Lines
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "slug"] if obj else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_form(self, request: Any, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        return checked(super().get_form(request, obj, change=change, **kwargs))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        for said in chain(form.said, *(formset.said for formset in formsets)):
            self.message_user(request, capfirst(said), messages.WARNING)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """Protect what a text links to, and what a published page needs."""
        rows = self.model._default_manager.filter(pk__in=[row.pk for row in objs])
        kept = list(kept_by(rows))
        return ([], {}, set(), kept) if kept else super().get_deleted_objects(objs, request)


def column_name(words: str) -> str:
    return f"count_{words.replace(' ', '_')}"


def _column(words: str) -> Callable[[Any], int]:
    @admin.display(description=words, ordering=column_name(words))
    def column(row: Any) -> int:
        return int(getattr(row, column_name(words)))

    return column
