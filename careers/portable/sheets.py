"""Ratings and progress as sheets, for a spreadsheet that may take a cell for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from careers.models import Profile, Rating, ResourceProgress, SkillProgress
from careers.rules.levels import Level
from portal.publication import Publication, State

BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheets that the text is UTF-8
STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
RATINGS = ["skill", "slug", "level", "word", "rated"]
PROGRESS = ["what", "title", "slug", "level", "state", "evidence", "link", "date", "changed"]


def ratings_sheet(profile: Profile | None) -> str:
    ratings = Rating.objects.filter(profile=profile).select_related("skill")
    return _sheet(
        RATINGS,
        (
            [*_named(row.skill), row.level, Level(row.level).name.lower(), row.rated.date()]
            for row in ratings.order_by("skill__slug")
        ),
    )


def progress_sheet(profile: Profile | None) -> str:
    return _sheet(PROGRESS, _progress(profile))


def _progress(profile: Profile | None) -> Iterator[list[object]]:
    resources = ResourceProgress.objects.filter(profile=profile).select_related("resource")
    for one in resources.order_by("resource__slug"):
        named = _named(one.resource)
        yield ["resource", *named, "", one.state, "", "", "", one.changed.date()]
    levels = SkillProgress.objects.filter(profile=profile).select_related("skill")
    for row in levels.order_by("skill__slug", "level"):
        proof = [row.evidence, row.evidence_url, row.on or ""]
        yield ["level", *_named(row.skill), row.level, row.state, *proof, row.changed.date()]


def _named(row: Publication) -> tuple[str, str]:
    """Title and slug; a draft, which shows nobody its title, by its slug alone."""
    title = str(row) if row.state == State.PUBLISHED else ""
    return title, str(getattr(row, "slug", ""))


def _sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_OF_FORMULAS) else text
