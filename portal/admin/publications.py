"""Pages of content that is a draft or published."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, TypeAlias

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from portal.admin.consequences import (
    said_when_renamed,
    said_when_taken_back,
    short_if_hidden,
    some_of,
)
from portal.admin.content import ContentAdmin, Deletion, column_name
from portal.core.content.text_checks import KnownRows, flaws_of, mistakes
from portal.core.publication import PublicationQuerySet, State, shortages
from portal.core.text.markdown import markdown_fields

Rows: TypeAlias = PublicationQuerySet[Any]

UNSEEN = "Readers can't see it yet, because what it belongs to is a draft: {rows}."


class PublicationAdmin(ContentAdmin):
    uses: ClassVar[Mapping[str, Coalesce]] = {}  # what prevents deleting a row: words -> how many
    actions = ["publish", "take_back"]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deletion:
        """Sum up what prevents a row from being deleted: whose rows they are is private."""
        counts = {column_name(words): count for words, count in self.uses.items()}
        kept = [said for row in self._rows(objs).annotate(**counts) if (said := self._said(row))]
        return ([], {}, set(), kept) if kept else super().get_deleted_objects(objs, request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if found := actions.get("delete_selected"):
            actions["delete_selected"] = (_delete_drafts, *found[1:])
        return actions

    def _said(self, row: Any) -> str:
        found = {words: getattr(row, column_name(words)) for words in self.uses}
        said = ", ".join(f"{words} {count}" for words, count in found.items() if count)
        return f"{row}: {said}" if said else ""

    def settle(self, rows: Rows) -> None:
        """Update whatever is derived from these rows."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.settle(self._rows([]))

    def view_on_site(self, obj: Any) -> str | None:
        rows = self.model._default_manager.published()
        return obj.get_absolute_url() if rows.filter(pk=obj.pk).exists() else None

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        rows = self._rows([obj])
        is_taken_back = form.initial.get("state") == State.PUBLISHED and not obj.is_published
        short = short_if_hidden(rows) if change and is_taken_back else []
        super().save_model(request, obj, form, change)
        if change and is_taken_back:
            form.said += said_when_taken_back([obj], short)
        if change and "title" in form.changed_data:
            form.said += said_when_renamed(obj, form.initial["title"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        rows = self._rows([form.instance])
        self.settle(rows)
        if form.instance.is_published:
            for short in shortages(rows):
                text = f"It is published although {short.reason}."
                self.message_user(request, text, messages.WARNING)
            self._say_unseen(request, rows)

    @admin.action(description="Publish selected %(verbose_name_plural)s", permissions=["change"])
    def publish(self, request: HttpRequest, rows: Rows) -> None:
        drafts = self._rows(rows.drafts())
        short = list(shortages(drafts))
        flawed = dict(self._flawed(drafts))
        kept = {row.pk for one in short for row in one.rows} | {row.pk for row in flawed}
        self._move(request, rows.exclude(pk__in=kept), State.PUBLISHED, "published")
        reasons = [(f"because {one.reason}", some_of(one.rows)) for one in short]
        if flawed:
            reasons.append(("because of the text", some_of(flawed.values())))
        for reason, named in reasons:
            self.message_user(request, f"Not published, {reason}: {named}.", messages.WARNING)
        self._say_unseen(request, drafts.exclude(pk__in=kept))

    def _flawed(self, drafts: Rows) -> Iterator[tuple[Any, str]]:
        """Rows with a text that a form would refuse to publish, and the first thing it refuses."""
        known = KnownRows()
        lists = {field.references for field in markdown_fields(self.model)} - {""}
        for row in drafts.prefetch_related(*lists):
            for field, flaws in flaws_of(row, known).items():
                if found := mistakes(flaws):
                    where = f"{field.verbose_name}, {str(found[0]).rstrip('.')}"
                    yield row, f"{row} ({where})"

    def _say_unseen(self, request: HttpRequest, rows: Rows) -> None:
        public = self.model._default_manager.published()
        hidden = rows.marked_published().exclude(pk__in=public.values("pk"))
        if found := list(hidden):
            self.message_user(request, UNSEEN.format(rows=some_of(found)), messages.WARNING)

    @admin.action(
        description="Return selected %(verbose_name_plural)s to draft", permissions=["change"]
    )
    def take_back(self, request: HttpRequest, rows: Rows) -> None:
        seen = list(self._rows(rows.marked_published()))
        short = short_if_hidden(self._rows(seen))
        self._move(request, rows, State.DRAFT, "returned to draft")
        for text in said_when_taken_back(seen, short):
            self.message_user(request, text, messages.WARNING)

    @transaction.atomic
    def _move(self, request: HttpRequest, rows: Rows, state: State, done: str) -> None:
        asked = self._rows(rows).not_yet(state)
        # Locked, so that it happens once if two people press at the same time.
        moved = list(asked.select_for_update())
        self._rows(moved).update(state=state)
        self.settle(self._rows(moved))
        LogEntry.objects.log_actions(request.user.pk or 0, moved, CHANGE, f"{done.capitalize()}.")
        text = f"{len(moved)} {model_ngettext(self.opts, len(moved))} {done}."
        self.message_user(request, text, messages.SUCCESS if moved else messages.INFO)

    def _rows(self, rows: Iterable[models.Model]) -> Rows:
        found: Rows = self.model._default_manager.filter(pk__in=[row.pk for row in rows])
        return found


def _delete_drafts(page: PublicationAdmin, request: HttpRequest, rows: Rows) -> Any:
    """Delete the selection, unless some of it is published: that must become a draft first."""
    published = list(rows.marked_published())
    if not published:
        return delete_selected(page, request, rows)
    page.message_user(
        request,
        f"Nothing was deleted, because some of it is published: {some_of(published)}. "
        "Return it to draft first, or leave it out of the selection.",
        messages.ERROR,
    )
    return None
