"""Inline rows that may appear only once."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models

from portal.admin.rows import row_words
from portal.core.text.folded_fields import fold

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
    AnyFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AnyForm = forms.ModelForm
    AnyFormSet = forms.BaseInlineFormSet


class UniqueFormSet(AnyFormSet):
    """Inline rows checked against those in the database.

    Django leaves the parent out when it validates the constraints of an inline's rows, and so every
    constraint that includes the parent: without this, the database would be the first to refuse.
    """

    model: type[Any]

    def clean(self) -> None:
        super().clean()
        for form in self._new_and_changed():
            if any(self._is_taken(form, constraint) for constraint in self._spanning()):
                form.add_error(
                    None,
                    f"{row_words(form)} is listed already. Change this row or remove it.",
                )

    def save_existing_objects(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002
        """Delete first: another row may take the place of a deleted one."""
        gone = [form.instance.pk for form in self._removed()]
        if commit and gone:
            self.model._default_manager.filter(pk__in=gone).delete()
        return super().save_existing_objects(commit)

    def kept(self) -> list[AnyForm]:
        """The forms that remain rows: neither left empty nor marked for deletion."""
        filled_in = (form for form in self.forms if getattr(form, "cleaned_data", None))
        return [form for form in filled_in if not form.cleaned_data.get("DELETE")]

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        names = [name for name in unique_check if name != self.fk.name]
        rows = [row_words(form, names) for form in self.kept()]
        twice = sorted({row for row in rows if rows.count(row) > 1})
        return " ".join(f"{row} appears twice. Remove one." for row in twice)

    def _new_and_changed(self) -> list[AnyForm]:
        if not self.instance.pk:
            return []
        return [form for form in self.kept() if not form.errors and form.has_changed()]

    def _spanning(self) -> Iterator[models.UniqueConstraint]:
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and (
                constraint.expressions or self.fk.name in constraint.fields
            ):
                yield constraint

    def _is_taken(self, form: AnyForm, constraint: models.UniqueConstraint) -> bool:
        exclude = form._get_validation_exclusions()  # type: ignore[attr-defined]  # noqa: SLF001
        exclude -= fold(form.instance)
        try:
            constraint.validate(self.model, form.instance, exclude=exclude)
        except ValidationError:
            return not self._is_freed(form, constraint)
        return False

    def _is_freed(self, form: AnyForm, constraint: models.UniqueConstraint) -> bool:
        """Whether the place belongs to a row that this page removes or changes too."""
        values = {name: getattr(form.instance, name) for name in constraint.fields}
        freed = {one.instance.pk for one in [*self._removed(), *self._new_and_changed()]}
        holders: models.QuerySet[Any] = self.model._default_manager.filter(**values)
        return bool(values) and holders.filter(pk__in=freed - {None, form.instance.pk}).exists()

    def _removed(self) -> list[AnyForm]:
        return [form for form in self.deleted_forms if form.instance.pk]


def check_links() -> None:
    """Refuse a link to a row that is gone now, rather than at the end of the transaction.

    SQLite has one writer at a time, so no row can disappear between the check and the save.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()
