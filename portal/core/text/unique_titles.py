"""Titles that nobody could tell apart: the second is refused with the name of the first."""

from django.core.exceptions import ValidationError
from django.db import models

from portal.core.text.folding import same_title

NOTHING_TO_SEE = "Type a visible title: this one has only spaces or invisible characters."
NO_NAME_TO_SEE = "Type a visible name: this one has only spaces or invisible characters."


def refuse_same_title(row: models.Model) -> None:
    """Raise ValidationError where another row of the model has a title that looks the same."""
    title = getattr(row, "title", "")
    key = same_title(title)
    if title and not key:
        raise ValidationError({"title": NOTHING_TO_SEE})
    others = type(row)._default_manager.exclude(pk=row.pk).filter(title_key=key)
    if title and (other := others.values_list("title", flat=True).first()):
        kind = str(row._meta.verbose_name)
        article = "an" if kind[0] in "aeiou" else "a"
        words = looks_like(title, f"There is {article} {kind} called “{other}” already")
        raise ValidationError({"title": f"{words}. Choose another title."})


def looks_like(name: str, said: str) -> str:
    """What is said of the name that is there, with the one that looks the same if it differs."""
    return said if f"“{name}”" in said else f"{said}, and “{name}” looks the same"
