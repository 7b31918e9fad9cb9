"""What readers can't follow or see in the texts, and what is published before it is complete."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.utils.text import capfirst

from portal.core.content.findings import Finding
from portal.core.content.kinds import Kind
from portal.core.content.markup import Flaw, typed_signs
from portal.core.content.text_checks import KnownRows, flaws_of, models_with_markdown
from portal.core.publication import Publication, shortages
from portal.core.text.markdown import markdown_fields


def text_findings(kinds: Iterable[Kind[Any]]) -> Iterator[Finding]:
    yield from _incomplete()
    flawed = list(_flawed())
    gaps = [text for row, text, flaw in flawed if row.is_published and flaw.is_mistake]
    thin = [text for row, text, flaw in flawed if row.is_published and not flaw.is_mistake]
    drafts = [text for row, text, flaw in flawed if not row.is_published and flaw.is_mistake]
    yield Finding.of("Texts with something readers can't follow or see", gaps)
    yield Finding.of("Texts with links to drafts or doubtful characters", thin, is_gap=False)
    yield Finding.of("Drafts with something readers couldn't follow or see", drafts, is_gap=False)
    yield Finding.of("Links in texts that aren't Markdown", _typed(kinds), is_gap=False)


def _incomplete() -> Iterator[Finding]:
    """One finding for each thing a kind of page must have, even if no page lacks it."""
    for model in apps.get_models():
        if issubclass(model, Publication):
            called = capfirst(str(model._meta.verbose_name_plural))
            public: Any = model._default_manager.all()
            found = list(shortages(public.published()))
            for must_have in model.must_have:
                rows = [row for one in found if one.must_have == must_have for row in one.rows]
                yield Finding.of(f"{called} published without {must_have.words}", rows)


def _flawed() -> Iterator[tuple[Any, str, Flaw]]:
    known = KnownRows()
    for model in models_with_markdown():
        lists = {field.references for field in markdown_fields(model)} - {""}
        for row in model._default_manager.prefetch_related(*lists):
            for field, flaws in flaws_of(row, known).items():
                for flaw in flaws:
                    yield row, f"{row}: {field.verbose_name}, {flaw}", flaw


def _typed(kinds: Iterable[Kind[Any]]) -> Iterator[str]:
    for kind in kinds:
        markdown = {field.name for field in markdown_fields(kind.model)}
        for slug, record in kind.present().items():
            data = record.as_json() if record else {}
            for key, text in _texts(data, ""):
                if key not in markdown:
                    for flaw in typed_signs(text):
                        yield f"{kind.name} {slug}: {key}, {flaw}"


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text in the data of a record, by its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
