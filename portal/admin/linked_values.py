"""Links to other rows: a value no row can have is refused with a message, wherever it appears."""

from itertools import chain
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    AnyRowsField = forms.ModelMultipleChoiceField[Any]
else:
    AnyRowsField = forms.ModelMultipleChoiceField

# None of our pages uses these lookups, and a wrong value makes them fail inside the query.
NEVER_ASKED = ("__regex", "__iregex", "__range")
BIGGEST = 2**63 - 1  # what an integer holds in both databases
GONE = "This choice no longer exists. Choose another."
SOME_GONE = "One of these no longer exists and was removed. Check the rest, then save."


def can_be_key(model: type[models.Model], value: Any) -> bool:
    """Whether a row could have this key: the right type, and within its range."""
    try:
        model._meta.pk.clean(value, None)
    except (ValidationError, ValueError, TypeError, OverflowError):
        return False
    return True


class SoundChangeList(ChangeList):
    """A list whose filters can't ask for anything the database couldn't hold."""

    def get_queryset(self, request: Any, exclude_parameters: Any = None) -> Any:
        values = chain.from_iterable(self.filter_params.values())
        is_strange = any(name.endswith(NEVER_ASKED) for name in self.filter_params)
        if is_strange or any(map(_is_too_big, ",".join(values).split(","))):
            raise IncorrectLookupParameters
        return super().get_queryset(request, exclude_parameters)


class LinkedRow(AutocompleteSelect):
    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, _keys(self, value), attr)


class LinkedRows(AutocompleteSelectMultiple):
    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, _keys(self, value), attr)


class LinkedRowsField(AnyRowsField):
    """Links to several rows; a key the database couldn't even hold is an invalid choice."""

    def clean(self, value: Any) -> Any:
        keys = value if isinstance(value, (list, tuple)) else ()
        if self.queryset is not None and not all(can_be_key(self.queryset.model, k) for k in keys):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().clean(value)


def linked_field(page: Any, db_field: Any, request: Any, options: dict[str, Any]) -> dict[str, Any]:
    """The options of a link's form field, on an admin page or in one of its inlines."""
    is_many = db_field.many_to_many
    widget = LinkedRows if is_many else LinkedRow
    if "widget" not in options and db_field.name in page.get_autocomplete_fields(request):
        options["widget"] = widget(db_field, page.admin_site, using=options.get("using"))
    if is_many:
        options.setdefault("form_class", LinkedRowsField)
    options.setdefault("error_messages", {"invalid_choice": SOME_GONE if is_many else GONE})
    return options


def sound_prefill(model: type[models.Model], given: dict[str, Any]) -> dict[str, Any]:
    """What an address fills in beforehand, without links to impossible rows."""
    links = {field.name: field for field in model._meta.get_fields() if field.is_relation}
    sound = {}
    for name, value in given.items():
        link = links.get(name)
        other = link.related_model if link is not None else None
        if not (isinstance(other, type) and issubclass(other, models.Model)):
            sound[name] = value
        elif isinstance(value, list):
            sound[name] = [one for one in value if can_be_key(other, one)]
        elif can_be_key(other, value):
            sound[name] = value
    return sound


def _keys(widget: AutocompleteSelect | AutocompleteSelectMultiple, value: Any) -> list[str]:
    model = widget.field.remote_field.model
    empty = widget.choices.field.empty_values
    return [str(one) for one in value if str(one) in empty or can_be_key(model, one)]


def _is_too_big(text: str) -> bool:
    try:
        return abs(int(text)) > BIGGEST
    except ValueError:  # not a number, or one with more digits than Python reads
        return text.strip().isdecimal()
