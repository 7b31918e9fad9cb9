"""What readers of a text can't follow or see, given the rows that exist."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.db.models import Model

from portal.core.content.link_targets import (
    AnyModel,
    Nowhere,
    Target,
    address_of,
    addressed,
    nearest_path,
    targets_of,
)
from portal.core.content.markup import Flaw, MarkdownLink, markup_of
from portal.core.publication import PublicationQuerySet
from portal.core.text.markdown import MarkdownField, markdown_fields

NO_PLACE = "Texts have no anchors to link to. Check where this leads."


class KnownRows:
    """Which rows exist, by slug, and whether readers see them; read once for each model."""

    def __init__(self) -> None:
        self._rows: dict[AnyModel, Mapping[str, bool]] = {}

    def of(self, model: AnyModel) -> Mapping[str, bool]:
        if model not in self._rows:
            self._rows[model] = self.read(model)
        return self._rows[model]

    def expect(self, model: AnyModel, slug: str) -> None:
        """Count a row that is about to be saved: its text may link to its own page."""
        self._rows[model] = {**self.of(model), slug: True}

    def read(self, model: AnyModel) -> Mapping[str, bool]:
        rows: Any = model._default_manager.all()
        slugs = rows.order_by().values_list("slug", flat=True)
        if not isinstance(rows, PublicationQuerySet):
            return dict.fromkeys(slugs, True)
        seen = set(rows.published().order_by().values_list("slug", flat=True))
        return {slug: slug in seen for slug in slugs}


def models_with_markdown() -> list[AnyModel]:
    return [model for model in apps.get_models() if markdown_fields(model)]


def flaws_of(row: Any, known: KnownRows) -> dict[MarkdownField, list[Flaw]]:
    """The flaws in a row's texts; it reads the prefetched references if there are any."""
    found = {}
    for field in markdown_fields(type(row)):
        listed = None
        if field.references:
            listed = {source.slug for source in getattr(row, field.references).all()}
        text = getattr(row, field.attname)
        if flaws := flaws_in(text, known, page=row.get_absolute_url(), listed=listed):
            found[field] = flaws
    return found


def flaws_in(
    text: str, known: KnownRows, *, page: str = "/", listed: Collection[str] | None = None
) -> list[Flaw]:
    """The flaws in a Markdown text on a page of the site, in the order of its lines.

    `listed` are the sources among the page's references; None if the page lists whatever the text
    cites.
    """
    markup = markup_of(text)
    links = (_flaws(link, known, page, listed) for link in markup.links)
    found = [*markup.flaws, *chain.from_iterable(links)]
    return sorted(found, key=lambda flaw: flaw.line)


def mistakes(flaws: Iterable[Flaw]) -> list[Flaw]:
    return [flaw for flaw in flaws if flaw.is_mistake]


def _flaws(
    link: MarkdownLink, known: KnownRows, page: str, listed: Collection[str] | None
) -> Iterator[Flaw]:
    shown = f"[{link.words}]({link.address})"
    targets = targets_of(link.address, page)
    if isinstance(targets, Nowhere):
        hint = _meant(targets.path, known) if targets.path else ""
        yield Flaw(link.line, shown, f"{targets.text}{hint}")
        return
    if link.address.startswith("#") and not targets:
        yield Flaw(link.line, shown, NO_PLACE, is_mistake=False)
    for target in targets:
        text, is_mistake = _wrong_with(target, known, listed)
        if text:
            yield Flaw(link.line, shown, text, is_mistake)


def _wrong_with(
    target: Target, known: KnownRows, listed: Collection[str] | None
) -> tuple[str, bool]:
    """What is wrong with a link to a row, and whether it is a mistake; no text if nothing is."""
    rows = known.of(target.model)
    if target.slug not in rows:
        return f"There is no {target.kind} “{target.slug}”.{_near(target, rows)}", True
    if not rows[target.slug]:
        return f"This {target.kind} is a draft, so readers cannot follow the link.", False
    if listed is not None and target.is_source and target.slug not in listed:
        return f"“{target.slug}” is not among the references of the page. Add it there.", True
    return "", False


def _near(target: Target, rows: Mapping[str, bool]) -> str:
    near = get_close_matches(target.slug.lower(), rows, n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def _meant(path: str, known: KnownRows) -> str:
    """What a wrong address may have been meant for: a row by its name, or a page."""
    name = path.rstrip("/").rpartition("/")[2].lower()
    rows = (Target(model, name) for model in addressed().values() if name in known.of(model))
    meant = get_close_matches(path.lower(), set(map(address_of, rows)), n=1, cutoff=0)
    page = meant[0] if meant else nearest_path(path)
    return f" Did you mean {page}?" if page else ""


def texts_that_link_to(rows: Iterable[Any]) -> Iterator[tuple[Model, MarkdownField, MarkdownLink]]:
    """Every link to one of the rows, with the row whose text it is in."""
    wanted = {Target(type(row), row.slug) for row in rows}
    slugs = {target.slug for target in wanted}
    for model in models_with_markdown():
        for row in model._default_manager.order_by("pk").iterator():
            for field in markdown_fields(model):
                text = getattr(row, field.attname)
                plainly = unquote(text)
                if not any(slug in plainly for slug in slugs):
                    continue
                page = row.get_absolute_url()  # type: ignore[attr-defined]
                for link in markup_of(text).links:
                    named = targets_of(link.address, page)
                    if not isinstance(named, Nowhere) and wanted.intersection(named):
                        yield row, field, link
