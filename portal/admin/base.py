"""What every admin page that changes a row does before it saves."""

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from portal.admin.linked_values import SoundChangeList, can_be_key, linked_field, sound_prefill
from portal.admin.sent_rows import as_new
from portal.admin.stale_forms import SENT_AS, Comparison, ConcurrentChange, Shown
from portal.admin.unique_rows import check_links

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyForm = forms.ModelForm[Any]
else:
    AnyAdmin = admin.ModelAdmin
    AnyForm = forms.ModelForm

STALE = (
    "Not saved yet: this was changed after you opened it. What you typed is kept. Compare it with "
    "what changed, at the top of the page, and save again."
)
GONE = (
    "Not saved: this was deleted after you opened it. What you typed is kept. "
    "Save to add it as a new one."
)
NO_FILTER = "The filter in the address could not be read, so the list shows everything."
CLASH = (
    "Not saved: two rows would be the same, or would swap places. Change one of them, save, and "
    "then change the other."
)


@dataclass
class SaveConflict:
    """Why a submitted form is shown again, with what changed since it was opened."""

    words: str
    changes: list[ConcurrentChange] = field(default_factory=list)
    entries: list[LogEntry] = field(default_factory=list)


class ChangeRequest(HttpRequest):
    refusal: SaveConflict | None
    shown: Shown | None


class BaseAdmin(AnyAdmin):
    """Two people may change a row at the same time without losing anything either of them typed."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        options = linked_field(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        options = linked_field(self, db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **options)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return sound_prefill(self.model, super().get_changeform_initial_data(request))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ARG002
        return SoundChangeList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if ERROR_FLAG in request.GET:  # Django redirects here if it can't read the filters
            self.message_user(request, NO_FILTER, messages.WARNING)
        return super().changelist_view(request, extra_context)

    def response_action(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Act only on possible primary keys; anything else in a selection was tampered with."""
        data = request.POST.copy()
        keys = data.getlist(ACTION_CHECKBOX_NAME)
        data.setlist(ACTION_CHECKBOX_NAME, [key for key in keys if can_be_key(self.model, key)])
        request.POST = data  # type: ignore[assignment]
        return super().response_action(request, queryset, *args, **kwargs)

    def get_form(self, request: Any, obj: Any = None, change: Any = False, **kwargs: Any) -> Any:  # noqa: FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return _refused(form, refusal.words) if refusal else form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        asked, sent = cast("ChangeRequest", request), request.POST
        for words in ("", "", CLASH):  # the second attempt sees what somebody saved since the first
            asked.refusal, asked.POST = SaveConflict(words) if words else None, sent
            try:
                with transaction.atomic():
                    return self._save(asked, object_id, form_url, extra_context)
            except IntegrityError:
                if words:
                    raise
        raise AssertionError

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        check_links()

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        refusal = getattr(request, "refusal", None)
        if context.get("original") and context["adminform"].form.fields:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            shown = getattr(request, "shown", None)
            shown = shown or Shown.of(context["adminform"].form, formsets)
            context |= {"shown_name": SENT_AS, "shown": shown.written()}
        context["refusal"] = refusal
        return super().render_change_form(request, context, *args, **kwargs)

    def _save(
        self,
        request: ChangeRequest,
        object_id: str | None,
        form_url: str,
        extra_context: Mapping[str, Any] | None,
    ) -> Any:
        """Save the form, unless somebody else changed or deleted the row meanwhile."""
        context = dict(extra_context or {})
        if object_id is not None:
            row = self._locked(request, object_id)
            if row is None and self.has_add_permission(request):
                return self._offer_as_new(request, object_id, context)
            if row is not None:
                if not self.has_change_permission(request, row):
                    raise PermissionDenied
                self._compare(request, row)
        return super().changeform_view(request, object_id, form_url, context)

    def _locked(self, request: HttpRequest, object_id: str) -> Any:
        """The row, locked until this transaction ends."""
        key = unquote(object_id)
        if can_be_key(self.model, key):
            rows: models.QuerySet[Any] = self.model._default_manager.select_for_update()
            rows.filter(pk=key).first()
        return self.get_object(request, key)

    def _compare(self, request: ChangeRequest, row: Any) -> None:
        form, formsets = self._forms_now(request, row)
        comparison = Comparison(request.POST.copy(), Shown.read(request.POST.get(SENT_AS, "")))
        comparison.compare(form, formsets)
        request.shown = comparison.shown
        request.POST = comparison.data  # type: ignore[assignment]
        if comparison.changes:
            request.shown = Shown.of(form, formsets)
            if request.refusal is None:
                entries = self._entries(row.pk, comparison.shown)
                request.refusal = SaveConflict(STALE, comparison.changes, entries)

    def _forms_now(self, request: HttpRequest, row: Any) -> tuple[AnyForm, list[Any]]:
        """The forms as they would open now."""
        opened = copy.copy(request)
        opened.method = "GET"
        fields = flatten_fieldsets(self.get_fieldsets(opened, row))
        form = super().get_form(opened, row, change=True, fields=fields)
        formsets, _ = self._create_formsets(opened, row, change=row is not None)  # type: ignore[attr-defined]
        return form(instance=row), formsets

    def _offer_as_new(self, request: ChangeRequest, object_id: str, context: Any) -> Any:
        opened = copy.copy(request)
        opened.method = "GET"
        formsets, _ = self._create_formsets(opened, self.model(), change=False)  # type: ignore[attr-defined]
        data = as_new(request.POST, formsets)
        for name, sources in self.get_prepopulated_fields(opened).items():
            data.setdefault(name, slugify(" ".join(data.get(source, "") for source in sources)))
        request.POST = data  # type: ignore[assignment]
        key = unquote(object_id)
        request.refusal = SaveConflict(GONE, entries=self._entries(key, None))
        add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, add, context)

    def _entries(self, key: object, shown: Shown | None) -> list[LogEntry]:
        """Who saved the row since it was shown, the latest first."""
        kind = ContentType.objects.get_for_model(self.model)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(key))
        since = dt.datetime.fromtimestamp(shown.at, tz=dt.UTC) if shown else None
        if since:
            entries = entries.filter(action_time__gte=since)
        return list(entries.select_related("user")[: 3 if since else 1])


def _refused(form: Any, words: str) -> Any:
    """The same form, which doesn't save."""

    class RefusedForm(form):  # type: ignore[misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, words)
            return cleaned

    return RefusedForm
