"""Every public page that a search engine may want to know of."""

from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from careers.models import Resource, Role, Skill
from portal.publication import Publication, PublicationQuerySet
from scalability.models import CaseStudy, Pillar, Topic

PAGES = (
    "home",
    "careers:role_list",
    "careers:compare",
    "careers:skill_list",
    "careers:resource_list",
    "scalability:hub",
    "scalability:case_study_list",
    "about_match",
    "about_balance",
    "about_sources",
)


class Pages(Sitemap):  # type: ignore[type-arg]
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Rows(Sitemap):  # type: ignore[type-arg]
    """The published rows of one model, each at its own address."""

    def __init__(self, rows: PublicationQuerySet[Publication]) -> None:
        self.rows = rows

    def items(self) -> QuerySet[Publication]:
        return self.rows.published().order_by("pk")


class Cited(Rows):
    """Rows with references; their pages say when those were last seen."""

    def items(self) -> QuerySet[Publication]:
        return super().items().annotate(seen=Max("references__seen"))

    def lastmod(self, item: Publication) -> date | None:
        return item.seen  # type: ignore[attr-defined, no-any-return]


class Transitions(Rows):
    def location(self, item: Publication) -> str:
        return f"{item.get_absolute_url()}transitions/"  # type: ignore[attr-defined]


def sections() -> "dict[str, type[Sitemap[Any]] | Sitemap[Any]]":
    return {
        "pages": Pages(),
        "roles": Cited(Role.objects.all()),
        "transitions": Transitions(Role.objects.all()),
        "skills": Rows(Skill.objects.all()),
        "resources": Rows(Resource.objects.all()),
        "pillars": Cited(Pillar.objects.all()),
        "topics": Cited(Topic.objects.all()),
        "case_studies": Cited(CaseStudy.objects.all()),
    }
