"""Other names of roles and skills: none may be mistaken for the name of another row."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from portal.admin.content import AnyForm, RowFormSet
from portal.core.text.folding import same_title
from portal.core.text.unique_titles import NO_NAME_TO_SEE, looks_like

SHARED = "Remove one of them, or mark both as ambiguous."


class NamedForm(AnyForm):
    """A role or a skill, whose title may not be another name of a different one."""

    def clean(self) -> None:
        super().clean()
        title = self.cleaned_data.get("title", "")
        for alias in _names_of_others(self.instance, [same_title(title)]):
            if alias.name_key == _owner(alias).title_key:
                continue  # the title itself is taken, which the model reports
            said = f"“{alias.name}” is already another name of “{_owner(alias)}”"
            words = looks_like(title, said)
            self.add_error("title", f"{words}. Choose another title, or remove the name there.")


class OtherNameFormSet(RowFormSet):
    """Checks the names on the page against one another and against those of other rows."""

    def clean(self) -> None:
        forms: dict[str, AnyForm] = {}
        for form in self.kept():
            if name := form.cleaned_data.get("name"):
                first = forms.setdefault(same_title(name), form)
                if not same_title(name):
                    form.add_error("name", NO_NAME_TO_SEE)
                elif first is not form:
                    said = looks_like(name, f"“{first.cleaned_data['name']}” is listed already")
                    form.add_error("name", f"{said}. Remove one of them.")
        for key, problem in dict(self._taken(forms)).items():
            forms[key].add_error("name", problem)
        super().clean()  # afterwards: it skips rows with errors

    def _taken(self, forms: dict[str, AnyForm]) -> Iterator[tuple[str, str]]:
        """The keys of names that other rows have, with what is wrong and what to do."""
        kind = self.instance._meta.verbose_name
        for title, key in _titles_of_others(self.instance, forms):
            words = looks_like(_typed(forms[key]), f"“{title}” is the title of another {kind}")
            yield key, f"{words}. Remove it here."
        for alias in _names_of_others(self.instance, forms):
            form, is_ambiguous = forms[alias.name_key], getattr(alias, "ambiguous", None)
            if is_ambiguous and form.cleaned_data.get("ambiguous"):
                continue
            words = looks_like(
                _typed(form), f"“{alias.name}” is already another name of “{_owner(alias)}”"
            )
            remedy = "Remove one of them." if is_ambiguous is None else SHARED
            yield alias.name_key, f"{words}. {remedy}"


def _typed(form: AnyForm) -> str:
    return str(form.cleaned_data["name"])


def _owner(alias: Any) -> Any:
    return alias.skill if hasattr(alias, "skill") else alias.role


def _titles_of_others(row: Any, keys: Iterable[str]) -> QuerySet[Any, Any]:
    others = type(row)._default_manager.exclude(pk=row.pk).filter(title_key__in=keys)
    titles: QuerySet[Any, Any] = others.values_list("title", "title_key")
    return titles


def _names_of_others(row: Any, keys: Iterable[str]) -> QuerySet[Any, Any]:
    relation = row._meta.get_field("aliases")
    owner = relation.field.name
    names = relation.related_model._default_manager.filter(name_key__in=keys)
    others: QuerySet[Any, Any] = names.exclude(**{owner: row.pk}).select_related(owner)
    return others
