"""Columns that hold a folded form of other columns of their row, written with each save.

`save()` and `bulk_create()` do so; code that writes past them, such as `update(title=...)`, must
also save the rows.
"""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from portal.core.text.folding import folded, same_title, words_in

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField

# No word contains it, so no match runs from the end of one field into the next.
FIELDS_APART = " | "
PORTION = 200  # rows
SAME = "The %s with the key %s, “%s”, looks like another one. Rename one of them in the admin."

logger = logging.getLogger(__name__)


class FoldedField(Text):
    """Derived from the named columns, and never typed."""

    def __init__(self, *names: str, **options: Any) -> None:
        self.names = names
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        name, path, _, options = super().deconstruct()
        return name, path, self.names, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001
        text = self.fold(*(str(getattr(model_instance, name)) for name in self.names))
        setattr(model_instance, self.attname, text)
        return text

    def fold(self, *texts: str) -> str:
        raise NotImplementedError


class TitleKeyField(FoldedField):
    """What a title shares with all that look the same."""

    def fold(self, *texts: str) -> str:
        return " ".join(map(same_title, texts))


class WordsField(FoldedField):
    """The words, each between spaces: a search looks for a space and the beginning of a word."""

    def fold(self, *texts: str) -> str:
        return f" {' '.join(map(_words, texts))} "


class AllWordsField(FoldedField):
    """The words of each column, plus what may be written as one word: CI/CD, cicd."""

    def fold(self, *texts: str) -> str:
        words = [word for text in texts for word in words_in(folded(text))]
        as_one = dict.fromkeys(word.as_one for word in words if word.as_one != word.apart)
        return f" {FIELDS_APART.join([*map(_words, texts), *as_one])} "


def fold(row: models.Model) -> set[str]:
    """Fill in the folded columns of a row about to be checked; returns their names."""
    fields = [one for one in row._meta.concrete_fields if isinstance(one, FoldedField)]
    for field in fields:
        field.pre_save(row, add=False)
    return {field.name for field in fields}


def refold(model: type[models.Model], using: str, within: str = "") -> None:
    """Rewrite the folded columns of every row, for migrations.

    If rows turn out to look the same (within the same `within`), a curator has to tell them apart:
    all but the first get a key of their own, so that the constraint holds, and are named in the
    log.
    """
    keys = [one for one in model._meta.concrete_fields if isinstance(one, TitleKeyField)]
    seen: set[tuple[object, str]] = set()
    for rows in _portions(model._default_manager.using(using).order_by("pk")):
        for row in rows:
            names = sorted(fold(row))
            for field in keys:
                key = getattr(row, within, None), getattr(row, field.attname)
                if key in seen:
                    title = getattr(row, field.names[0])
                    logger.warning(SAME, model._meta.verbose_name, row.pk, title)
                    setattr(row, field.attname, f"{key[1]} | {row.pk}")
                seen.add(key)
        model._default_manager.using(using).bulk_update(rows, names)


def _portions(rows: "models.QuerySet[Any]") -> Iterator[list[Any]]:
    last = 0
    while portion := list(rows.filter(pk__gt=last)[:PORTION]):
        yield portion
        last = portion[-1].pk


def _words(text: str) -> str:
    return " ".join(word.apart for word in words_in(folded(text)))
