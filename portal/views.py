"""The pages of no app: home, search, what the portal says of itself, and health."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpResponse
from django.shortcuts import render

from careers.models import Family, Resource, Role, Skill, Source
from careers.rules import matching
from careers.rules.levels import LEVEL_MEANINGS
from portal.http import PortalRequest
from scalability.models import CaseStudy, Pillar, Topic

MOST_FOUND = 12

EXAMPLE = matching.explain(
    [
        matching.Need("python", "Python", level=4, importance=5),
        matching.Need("statistics", "Statistics", level=3, importance=4),
        matching.Need("communication", "Communication", level=3, importance=3),
    ],
    {"python": 3, "communication": 3, "sql": 4},
)


def home(request: PortalRequest) -> HttpResponse:
    families = list(Family.objects.with_role_counts())
    context = {
        "example": EXAMPLE,
        "families": families,
        "pillars": Pillar.objects.published(),
        "roles": sum(family.role_count for family in families),
        "skills": Skill.objects.published().count(),
        "resources": Resource.objects.published().count(),
        "topics": Topic.objects.published().count(),
        "case_studies": CaseStudy.objects.published().count(),
    }
    return render(request, "portal/home.html", context)


def search(request: PortalRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = []
    if query:
        found = [
            ("Roles", Role.objects.published().search(query)[:MOST_FOUND]),
            ("Skills", Skill.objects.published().search(query)[:MOST_FOUND]),
            ("Scaling topics", Topic.objects.published().search(query)[:MOST_FOUND]),
            ("Case studies", CaseStudy.objects.published().search(query)[:MOST_FOUND]),
            ("Resources", Resource.objects.published().search(query)[:MOST_FOUND]),
        ]
    context = {
        "search_query": query,
        "found": [(title, rows) for title, rows in found if rows],
        "most_found": MOST_FOUND,
    }
    return render(request, "portal/search.html", context)


def about_match(request: PortalRequest) -> HttpResponse:
    context = {
        "example": EXAMPLE,
        "bands": matching.BANDS.items(),
        "enough_rated": matching.ENOUGH_RATED,
        "ordering_rule": matching.ORDERING_RULE,
        "levels": LEVEL_MEANINGS.items(),
    }
    return render(request, "portal/about_match.html", context)


def about_sources(request: PortalRequest) -> HttpResponse:
    return render(request, "portal/about_sources.html", {"sources": Source.objects.all()})


def livez(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers. It asks nothing else, so that a slow database restarts no worker."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """The database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    if waiting:
        return HttpResponse("migrations wait\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
