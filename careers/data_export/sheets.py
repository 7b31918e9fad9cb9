"""Ratings and progress as the rows of tables, headers first."""

from collections.abc import Iterator

from careers.models import Profile, Rating, ResourceProgress, SkillProgress
from careers.rules.levels import Level
from portal.core.publication import Publication

Row = list[str | int]
RATINGS = ["skill", "slug", "level", "word", "rated"]
PROGRESS = ["what", "title", "slug", "level", "state", "evidence", "link", "date", "changed"]


def ratings_sheet(profile: Profile | None) -> Iterator[Row]:
    yield list(RATINGS)
    ratings = Rating.objects.filter(profile=profile).select_related("skill")
    for row in ratings.order_by("skill__slug"):
        word = Level(row.level).name.lower()
        yield [*_named(row.skill), row.level, word, str(row.rated.date())]


def progress_sheet(profile: Profile | None) -> Iterator[Row]:
    yield list(PROGRESS)
    resources = ResourceProgress.objects.filter(profile=profile).select_related("resource")
    for one in resources.order_by("resource__slug"):
        named = _named(one.resource)
        yield ["resource", *named, "", one.state, "", "", "", str(one.changed.date())]
    levels = SkillProgress.objects.filter(profile=profile).select_related("skill")
    for row in levels.order_by("skill__slug", "level"):
        proof = [row.evidence, row.evidence_url, str(row.on or "")]
        yield ["level", *_named(row.skill), row.level, row.state, *proof, str(row.changed.date())]


def _named(row: Publication) -> tuple[str, str]:
    """Title and slug; of a draft, whose title nobody may see, just the slug."""
    title = str(row) if row.is_published else ""
    return title, str(getattr(row, "slug", ""))
