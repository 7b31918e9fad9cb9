"""What the admin pages of all content share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from portal.admin.base import BaseAdmin
from portal.admin.linked_values import linked_field
from portal.admin.unique_rows import UniqueFormSet
from portal.publication import Publication, State

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
    Tabular = admin.TabularInline[Any, Any]
else:
    AnyForm = forms.ModelForm
    Tabular = admin.TabularInline

Deletion = tuple[list[Any], dict[str, int], set[str], list[str]]
AnyRows = models.QuerySet[Any]
MOST_NAMED = 5


def count_of(rows: AnyRows, key: str, what: str = "pk") -> Coalesce:
    """How many of the rows, or of what they hold, point by `key` at the row that is annotated."""
    mine = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return Coalesce(Subquery(mine.annotate(n=Count(what, distinct=True)).values("n")), 0)


class Paragraphs(forms.CharField):
    """Text with plain line ends, so that a form saved unchanged leaves its row unchanged."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Lines(Paragraphs):
    """One thing a line, without the empty lines."""

    def to_python(self, value: Any) -> str:
        lines = (line.strip() for line in super().to_python(value).splitlines())
        return "\n".join(line for line in lines if line)


class MustHave(NamedTuple):
    """Rows that a published row cannot be without; some a draft cannot be without either."""

    relation: str
    words: str
    in_drafts: bool = False
    at_least: int = 1

    def lacking(self, rows: AnyRows) -> AnyRows:
        counted: AnyRows = rows.model._default_manager.annotate(there=Count(self.relation))
        return rows.filter(pk__in=counted.filter(there__lt=self.at_least).values("pk"))

    def check(self, row: Publication, kept: Sequence[object]) -> None:
        if len(kept) >= self.at_least:
            return
        if self.in_drafts:
            raise ValidationError(f"This needs {self.words}. Add it.")
        if row.is_published:
            raise ValidationError(
                f"This cannot be published without {self.words}. Add it, or keep it as a draft."
            )


class RowFormSet(UniqueFormSet):
    """The rows of an inline, with words for what is wrong with them together."""

    must_have: ClassVar[MustHave | None] = None

    def clean(self) -> None:
        super().clean()
        if self.must_have:
            self.must_have.check(self.instance, self.kept())


def _some(rows: Sequence[object]) -> str:
    names = ", ".join(map(str, rows[:MOST_NAMED]))
    return f"{names} and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else names


FIELDS: Mapping[Any, Mapping[str, Any]] = {
    models.SlugField: {
        "validators": [
            RegexValidator(
                "^[a-z0-9]+(-[a-z0-9]+)*$",
                "Write small letters and numbers, with single hyphens between them.",
            )
        ],
        "help_text": "Its part of the web address. It cannot be changed later.",
    },
    models.TextField: {"form_class": Paragraphs},
    models.URLField: {
        "assume_scheme": "https",
        "validators": [URLValidator(schemes=["http", "https"])],
    },
}


class RowInline(Tabular):
    """A short row each. `joined` are the rows that its fields name, read along with it."""

    joined: ClassVar[Sequence[str]] = ()
    formset = RowFormSet
    formfield_overrides = FIELDS
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        options = linked_field(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        rows: AnyRows = super().get_queryset(request)
        return rows.select_related(*self.joined) if self.joined else rows


class LongRowInline(RowInline):
    """A row with too many fields, or too long ones, for one line."""

    template = admin.StackedInline.template


class ContentAdmin(BaseAdmin):
    """Content that is known by a slug, which never changes: addresses on the web rest on it."""

    line_fields: ClassVar[Sequence[str]] = ()  # the fields that hold one thing a line
    counts: ClassVar[Mapping[str, Coalesce]] = {}  # columns of numbers: heading -> how many
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = FIELDS

    def get_queryset(self, request: HttpRequest) -> AnyRows:
        counts = {_name(words): count for words, count in self.counts.items()}
        rows: AnyRows = super().get_queryset(request).annotate(**counts)
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: AnyRows, search_term: str
    ) -> tuple[AnyRows, bool]:
        """The search of readers, the best named first; a list that somebody sorted stays sorted.

        `search_fields` only says that there is one, and that a part of an address is found, too.
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


def _name(words: str) -> str:
    return f"count_{words.replace(' ', '_')}"


def _column(words: str) -> Callable[[Any], int]:
    @admin.display(description=words, ordering=_name(words))
    def column(row: Any) -> int:
        return int(getattr(row, _name(words)))

    return column


class PublicationAdmin(ContentAdmin):
    """Content that is a draft or published."""

    must_have: ClassVar[MustHave | None] = None
    uses: ClassVar[Mapping[str, Coalesce]] = {}  # what forbids to delete a row: words -> how many
    actions = ["publish", "take_back"]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """Sum up what keeps a row from being deleted: whose rows they are is for no other eyes."""
        counts = {_name(words): count for words, count in self.uses.items()}
        kept = [said for row in self._rows(objs).annotate(**counts) if (said := self._said(row))]
        return ([], {}, set(), kept) if kept else super().get_deleted_objects(objs, request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if found := actions.get("delete_selected"):
            actions["delete_selected"] = (_delete_drafts, *found[1:])
        return actions

    def _said(self, row: Any) -> str:
        found = {words: getattr(row, _name(words)) for words in self.uses}
        said = ", ".join(f"{words} {count}" for words, count in found.items() if count)
        return f"{row}: {said}" if said else ""

    def settle(self, rows: AnyRows) -> None:
        """Bring up to date what is worked out from these rows."""

    def view_on_site(self, obj: Any) -> str | None:
        rows = self.model._default_manager.published()
        return obj.get_absolute_url() if rows.filter(pk=obj.pk).exists() else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        self.settle(self._rows([form.instance]))

    @admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["change"])
    def publish(self, request: HttpRequest, rows: AnyRows) -> None:
        refused = list(self.must_have.lacking(rows)) if self.must_have else []
        ready = rows.exclude(pk__in=[row.pk for row in refused])
        self._move(request, ready, State.PUBLISHED, "published")
        if self.must_have and refused:
            why = f"because {self.must_have.words} is missing: {_some(refused)}."
            self.message_user(request, f"Not published, {why}", messages.WARNING)

    @admin.action(description="Take selected %(verbose_name_plural)s back", permissions=["change"])
    def take_back(self, request: HttpRequest, rows: AnyRows) -> None:
        self._move(request, rows, State.DRAFT, "taken back to draft")

    @transaction.atomic
    def _move(self, request: HttpRequest, rows: AnyRows, state: State, done: str) -> None:
        asked = self._rows(rows).exclude(state=state)
        moved = list(asked.select_for_update())  # so that two who press at once do it once
        self._rows(moved).update(state=state)
        self.settle(self._rows(moved))
        LogEntry.objects.log_actions(request.user.pk or 0, moved, CHANGE, f"{done.capitalize()}.")
        text = f"{len(moved)} {model_ngettext(self.opts, len(moved))} {done}."
        self.message_user(request, text, messages.SUCCESS if moved else messages.INFO)

    def _rows(self, rows: Iterable[models.Model]) -> AnyRows:
        manager: models.Manager[Any] = self.model._default_manager
        return manager.filter(pk__in=[row.pk for row in rows])


def _delete_drafts(page: PublicationAdmin, request: HttpRequest, rows: AnyRows) -> Any:
    """Delete what is selected, unless readers see some of it: that is taken back first."""
    published = list(rows.filter(state=State.PUBLISHED))
    if not published:
        return delete_selected(page, request, rows)
    page.message_user(
        request,
        f"Nothing was deleted, because some of it is published: {_some(published)}. "
        "Take it back to draft first, or leave it out of the selection.",
        messages.ERROR,
    )
    return None
