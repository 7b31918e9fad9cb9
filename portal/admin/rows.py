"""What a form shows and what was typed into it, as text to compare and to read."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.utils.text import Truncator

LONGEST_NAME = 60  # characters of a row's name
BETWEEN = "\x1f"  # the values of a field that holds several


def fields_of(form: forms.BaseForm) -> dict[str, forms.Field]:
    """What can be changed in a form: neither its own keys nor read-only fields."""
    return {
        name: field
        for name, field in form.fields.items()
        if name not in (DELETION_FIELD_NAME, "id")
        and not (field.disabled or isinstance(field, InlineForeignKeyField))
    }


def shown_in(form: forms.BaseForm) -> dict[str, Any]:
    """The initial values of a form's fields."""
    return {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in fields_of(form).items()
    }


def typed_in(form: forms.BaseForm, data: Any, prefix: str = "") -> dict[str, Any]:
    """What was sent for the fields of a form whose names begin with the prefix."""
    return {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}{name}")
        for name, field in fields_of(form).items()
    }


def comparable_text(field: forms.Field, value: Any) -> str:
    """A value as text: the same for what the database holds and for what a browser sends."""
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return BETWEEN.join(sorted(str(one) for one in value))
    if not isinstance(field, forms.ModelChoiceField):
        try:
            value = field.prepare_value(field.to_python(value))
        except (ValidationError, ValueError, TypeError, OverflowError):
            value = str(value)
    return "" if value is None else str(value).replace("\r\n", "\n")


def words(field: forms.Field, text: str) -> str:
    """The text of `comparable_text` as people read it: names for keys, and yes or no."""
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(_names(field, [key for key in text.split(BETWEEN) if key])) or "nothing"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        named = {str(value): str(name) for value, name in choices}
        return named.get(text, text) if text else "nothing"
    if isinstance(field, forms.BooleanField):
        return "yes" if text == "True" else "no"
    return text or "nothing"


def row_words(form: forms.BaseForm, names: Iterable[str] = ()) -> str:
    """What to call a bound row: by its fields, or by those that are named."""
    data = form.data or {}
    return name_of(form, typed_in(form, data, f"{form.prefix}-"), names)


def name_of(form: forms.BaseForm, values: Mapping[str, Any], names: Iterable[str] = ()) -> str:
    """What to call a row with these values."""
    fields = fields_of(form)
    asked = [name for name in (names or list(fields)[:2]) if name in fields]
    texts = [words(fields[name], comparable_text(fields[name], values.get(name))) for name in asked]
    return Truncator(", ".join(texts)).chars(LONGEST_NAME)


def _names(field: Any, keys: list[str]) -> list[str]:
    """The names of linked rows, and the bare keys of those that are gone."""
    found: dict[str, str] = {}
    for key in keys:
        try:
            found[key] = field.label_from_instance(field.queryset.get(pk=key))
        except (ValueError, TypeError, field.queryset.model.DoesNotExist):
            found[key] = f"number {key}"
    return list(found.values())
