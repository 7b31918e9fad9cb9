"""Forms that two people save: what a form showed, compared with what the database holds now.

The page carries a short digest of every value it showed. Whatever differs from the database when
the form comes back was changed meanwhile. Such a save is refused once. Fields that were left alone
take the current value; those that were typed into keep what was typed, with the current value
beside it.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from django import forms
from django.core import signing
from django.http import QueryDict

from portal.admin.rows import comparable_text, fields_of, name_of, shown_in, typed_in, words
from portal.admin.sent_rows import Row, SentRows, put, query_of
from portal.core.form_versions import form_version

SALT = "portal.admin.stale_forms"
SENT_AS = "_shown"  # the hidden field

Digests = dict[str, str]


class ConcurrentChange(NamedTuple):
    """Something somebody else changed meanwhile."""

    what: str
    now: str
    typed: str | None = None  # None if this form had left it alone


@dataclass(frozen=True)
class Shown:
    """What a form showed, as digests: of its fields, and of its inlines' rows by key."""

    at: float
    fields: Digests
    rows: Mapping[str, Mapping[str, Digests]]

    @classmethod
    def of(cls, form: forms.BaseForm, formsets: Sequence[Any]) -> Self:
        rows = {
            formset.prefix: {
                str(row.instance.pk): _digests(row) for row in formset.forms if row.instance.pk
            }
            for formset in formsets
        }
        return cls(time.time(), _digests(form), rows)

    @classmethod
    def read(cls, sent: str) -> Self | None:
        """None if nothing was sent, or something this site didn't write."""
        try:
            at, fields, rows = signing.loads(sent, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls(at, fields, rows)

    def written(self) -> str:
        return signing.dumps([self.at, self.fields, self.rows], salt=SALT, compress=True)


@dataclass
class Comparison:
    """A submitted form, with the same form as it would open now."""

    data: QueryDict
    shown: Shown | None
    changes: list[ConcurrentChange] = field(default_factory=list)

    def compare(self, form: forms.BaseForm, formsets: Sequence[Any]) -> None:
        """Find what changed, and update the data. The forms are unbound."""
        if self.shown:
            self.changes += self.fields(form, self.shown.fields)
        for formset in formsets:
            shown = self.shown.rows.get(formset.prefix) if self.shown else None
            _Rows(self, formset, shown).compare()

    def fields(
        self, form: forms.BaseForm, shown: Digests, prefix: str = "", row: str = ""
    ) -> Iterator[ConcurrentChange]:
        """What changed in the fields of one form. `row` is its name in an inline."""
        typed = typed_in(form, self.data, prefix)
        for name, value in shown_in(form).items():
            kind = form.fields[name]
            now, mine = comparable_text(kind, value), comparable_text(kind, typed[name])
            if shown.get(name) in (None, form_version(now)) or mine == now:
                continue
            what = f"{row}: {_label(form, name).lower()}" if row else _label(form, name)
            if form_version(mine) == shown[name]:
                put(self.data, f"{prefix}{name}", value)
                yield ConcurrentChange(what, words(kind, now))
            else:
                yield ConcurrentChange(what, words(kind, now), words(kind, mine))


class _Rows:
    """The rows of one inline as they were sent, with those that exist now."""

    def __init__(self, comparison: Comparison, formset: Any, shown: Any) -> None:
        self.comparison, self.formset, self.shown = comparison, formset, shown
        self.sent = SentRows(comparison.data, formset)
        self.now = {str(form.instance.pk): form for form in formset.forms if form.instance.pk}
        self.kept: dict[str, Row] = {}  # by the key of the row
        self.new: list[Row] = []
        self.is_rebuilt = False

    def compare(self) -> None:
        if not self.sent.is_whole:
            return  # Django reports the error
        for number, row in enumerate(self.sent.rows()):
            key = "".join(row.get("id", [])) if number < self.sent.initial else ""
            if not key:
                self.new.append(row)
            elif key in self.now:
                self._compare_row(key, number)
                self.kept[key] = self.sent.row(number)
            else:
                self._removed(key, row)
        for key, form in self.now.items():
            if key not in self.kept and self.shown is not None:
                self._added(key, form)
        if self.is_rebuilt:
            self.sent.write([self.kept[key] for key in self.now if key in self.kept], self.new)

    def _compare_row(self, key: str, number: int) -> None:
        shown = self.shown.get(key) if self.shown else None
        if not shown:
            return
        form, prefix = self.now[key], f"{self.formset.prefix}-{number}-"
        row = self._named(shown_in(form))
        if f"{prefix}DELETE" not in self.comparison.data:
            self.comparison.changes += self.comparison.fields(form, shown, prefix, row)
        elif shown != _digests(form):
            said = "changed: check whether it should still be removed"
            self.comparison.changes.append(ConcurrentChange(row, said, "to be removed"))

    def _removed(self, key: str, sent: Row) -> None:
        """The row is gone. What was typed into it meanwhile becomes a new one."""
        self.is_rebuilt = True
        if "DELETE" in sent:
            return
        form = self.formset.empty_form
        typed = typed_in(form, query_of(sent))
        shown = self.shown.get(key) if self.shown else None
        mine = {
            name: form_version(comparable_text(form.fields[name], value))
            for name, value in typed.items()
        }
        row = self._named(typed)
        if mine == shown:
            self.comparison.changes.append(ConcurrentChange(row, "removed"))
        else:
            said = "a new row if you save again; clear its fields to leave it out"
            self.comparison.changes.append(ConcurrentChange(row, "removed", said))
            self.new.append({name: value for name, value in sent.items() if name in typed})

    def _added(self, key: str, form: Any) -> None:
        """The row is new. If the same was typed, for example by a double click, it is that row."""
        self.is_rebuilt = True
        values = shown_in(form)
        same = {name: comparable_text(form.fields[name], value) for name, value in values.items()}
        for sent in self.new:
            typed = typed_in(form, query_of(sent))
            if {
                name: comparable_text(form.fields[name], value) for name, value in typed.items()
            } == same:
                self.new.remove(sent)
                break
        else:
            self.comparison.changes.append(ConcurrentChange(self._named(values), "added"))
        row = QueryDict(mutable=True)
        for name, value in values.items():
            put(row, name, value)
        self.kept[key] = dict(row.lists()) | {"id": [key]}

    def _named(self, values: Mapping[str, Any]) -> str:
        kind = str(self.formset.model._meta.verbose_name).capitalize()
        return f"{kind} “{name_of(self.formset.empty_form, values)}”"


def _digests(form: forms.BaseForm) -> Digests:
    fields = fields_of(form)
    return {
        name: form_version(comparable_text(fields[name], value))
        for name, value in shown_in(form).items()
    }


def _label(form: forms.BaseForm, name: str) -> str:
    return str(form[name].label)
