"""Every public page that a search engine may want to know of."""

from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from careers.models import Occupation, Resource, Role, Skill
from portal.core.publication import PublicationQuerySet
from scalability.models import CaseStudy, Pillar, Topic

PAGES = (
    "home",
    "careers:start",
    "careers:role_list",
    "careers:compare",
    "careers:skill_list",
    "careers:resource_list",
    "careers:occupation_list",
    "scalability:hub",
    "scalability:case_study_list",
    "about_match",
    "about_balance",
    "about_sources",
)


class PortalSitemap(Sitemap):  # type: ignore[type-arg]
    """Whole addresses at the site's own, whatever name a request was sent to."""

    def __init__(self, site: str) -> None:
        self.protocol, _, self.domain = site.partition("://")

    def get_domain(self, site: Any = None) -> str:  # noqa: ARG002 -- Django hands over its own
        return self.domain


class Pages(PortalSitemap):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Rows(PortalSitemap):
    """The published rows of one model, each at its own address."""

    def __init__(self, site: str, rows: PublicationQuerySet[Any]) -> None:
        super().__init__(site)
        self.rows = rows.published().order_by("pk")

    def items(self) -> list[Any]:
        return list(self.rows)


class Cited(Rows):
    """Rows with references; their pages say when those were last seen."""

    def items(self) -> list[Any]:
        return list(self.rows.annotate(seen=Max("references__seen")))

    def lastmod(self, item: Any) -> date | None:
        seen: date | None = item.seen
        return seen


class Roles(Cited):
    """Each has a page beside its own: where it leads."""

    def items(self) -> list[Any]:
        return [(role, name) for role in super().items() for name in ("role_detail", "transitions")]

    def location(self, item: tuple[Role, str]) -> str:
        role, name = item
        return reverse(f"careers:{name}", args=[role.slug])

    def lastmod(self, item: tuple[Role, str]) -> date | None:
        role, name = item
        return super().lastmod(role) if name == "role_detail" else None


def sections(site: str) -> "dict[str, type[Sitemap[Any]] | Sitemap[Any]]":
    return {
        "pages": Pages(site),
        "roles": Roles(site, Role.objects.all()),
        "skills": Rows(site, Skill.objects.all()),
        "resources": Rows(site, Resource.objects.all()),
        "occupations": Cited(site, Occupation.objects.all()),
        "pillars": Cited(site, Pillar.objects.all()),
        "topics": Cited(site, Topic.objects.all()),
        "case_studies": Cited(site, CaseStudy.objects.all()),
    }
