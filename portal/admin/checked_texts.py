"""What an admin form refuses to save or publish because of its texts, and what it only warns of.

It refuses what this save would break. Problems from before are only mentioned, because somebody
else may have caused them: a linked page is gone, or the check is newer than the text.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from portal.core.content.markup import Flaw, typed_signs
from portal.core.content.text_checks import KnownRows, flaws_in, flaws_of, mistakes
from portal.core.publication import MustHave, Publication, State
from portal.core.text.markdown import MarkdownField, markdown_fields

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
else:
    AnyForm = forms.ModelForm


def checked(form: Any) -> Any:
    """The same form, which checks its texts and what a published row must have."""

    class CheckedForm(form, _Checks):  # type: ignore[misc]
        pass

    return CheckedForm


def refuse_to_publish(must_have: MustHave, drafts: str = "") -> str:
    if drafts:
        return (
            f"This cannot be published while {must_have.drafts_only} ({drafts}). Publish one "
            "first, or keep this as a draft."
        )
    return f"This cannot be published without {must_have.words}. Add it, or keep it as a draft."


def was_short(row: Any, must_have: MustHave) -> bool:
    """Whether readers could already see the row while it lacked this."""
    if not row.pk:
        return False
    rows = type(row)._default_manager.marked_published().filter(pk=row.pk)
    return must_have.lacking(rows).exists()


def typed_links(form: AnyForm) -> Iterator[str]:
    """Markdown in those texts of a form that aren't Markdown."""
    for field in form._meta.model._meta.fields:
        is_text = isinstance(field, models.CharField | models.TextField)
        text = form.cleaned_data.get(field.name)
        if is_text and not isinstance(field, MarkdownField) and isinstance(text, str):
            for flaw in typed_signs(text):
                yield f"{field.verbose_name}, {flaw}"


class _Checks(AnyForm):
    said: list[str]

    def clean(self) -> Any:
        cleaned = super().clean()
        self.said = []
        if issubclass(self._meta.model, Publication):
            self._check_what_it_must_have()
            self._check_texts()
        self.said += typed_links(self)
        return cleaned

    @property
    def _is_new_to_readers(self) -> bool:
        was_seen = self.instance.pk and self.instance.is_published
        return bool(self._will_be_seen and not was_seen)

    @property
    def _will_be_seen(self) -> bool:
        state = self.cleaned_data.get("state", self.instance.state)
        return bool(state == State.PUBLISHED)

    def _check_what_it_must_have(self) -> None:
        for must_have in self._meta.model.must_have:
            is_missing = not self.cleaned_data.get(must_have.name, "in an inline, or wrong")
            if self._will_be_seen and is_missing and not was_short(self.instance, must_have):
                self.add_error(must_have.name, refuse_to_publish(must_have))

    def _check_texts(self) -> None:
        known = KnownRows()
        if slug := self.cleaned_data.get("slug"):
            known.expect(self._meta.model, slug)
        fields = [one for one in markdown_fields(self._meta.model) if one.name in self.cleaned_data]
        for field in fields:
            before = set() if self._is_new_to_readers else self._flaws_before(field, known)
            for flaw in self._flaws_now(field, known):
                if flaw.is_mistake and (flaw.shown, flaw.text) not in before:
                    self.add_error(field.name, capfirst(str(flaw)))
                else:
                    self.said.append(f"{field.verbose_name}, {flaw}")

    def _flaws_now(self, field: MarkdownField, known: KnownRows) -> list[Flaw]:
        row = self.instance
        slug = row.slug or self.cleaned_data.get("slug") or "new"
        page = type(row)(slug=slug).get_absolute_url()
        listed = None
        if field.references in self.cleaned_data:
            listed = {source.slug for source in self.cleaned_data[field.references]}
        return flaws_in(self.cleaned_data[field.name], known, page=page, listed=listed)

    def _flaws_before(self, field: MarkdownField, known: KnownRows) -> set[tuple[str, str]]:
        if not self.instance.pk:
            return set()
        flaws = mistakes(flaws_of(self.instance, known).get(field, []))
        return {(flaw.shown, flaw.text) for flaw in flaws}
