"""The pages of no app: home, search, what the portal says of itself, and health."""

from collections import defaultdict
from functools import reduce
from http import HTTPStatus
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from careers.models import (
    Equivalent,
    Outlook,
    Pay,
    Requirement,
    Role,
    Skill,
    Source,
)
from careers.models.sources import SourceQuerySet
from careers.rules import matching
from careers.rules.balance import ENOUGH, SIDE_OF_CATEGORY, SIDE_OF_SKILL, Side, sides_of
from careers.rules.drawing import draw_sum
from careers.rules.levels import LEVEL_MEANINGS
from careers.rules.needs import Need
from careers.views.landscape import landscape, shores, spots
from careers.visitors import profile_of
from portal.core.health_checks import Readiness
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import prepared
from portal.core.schema_org import PROMISE, website
from portal.core.search import NO_WORD, has_words
from portal.site.pages.home import halves, offer, state_of
from portal.site.search import MOST_FOUND, find, offers
from scalability.models import CaseStudy, Figure, Pillar, RuleOfThumb, Topic
from scalability.models.case_studies import CaseStudyQuerySet
from scalability.models.topics import TopicQuerySet

MOST_SOURCES = 60  # a page
readiness = Readiness(Role.objects.published)

EXAMPLE = matching.explain(
    [
        Need("python", "Python", level=4, importance=5),
        Need("statistics", "Statistics", level=3, importance=4),
        Need("communication", "Communication", level=3, importance=3),
    ],
    {"python": 3, "communication": 3, "sql": 4},
)

BOTH = frozenset(Side)
GROUPS = (
    (BOTH, "Both in one person", "Each side holds enough of the points to count as needed."),
    (
        {Side.MODEL},
        "Only model development",
        "Some of these roles build models; others choose, explain or examine them.",
    ),
    (
        {Side.SYSTEM},
        "Only system optimisation",
        "These roles build and run what models need: software, data pipelines, infrastructure.",
    ),
    (
        frozenset[Side](),
        "Neither side",
        "Other skills, such as law, product, a domain or teaching, hold most of the points.",
    ),
)


@prepared()
def home(request: PortalRequest) -> HttpResponse:
    map_ = landscape()
    profile = profile_of(request)
    levels = profile.levels() if profile else {}
    state = state_of(profile, levels, map_) if profile and levels else None
    seen = spots(map_, state.scores if state else {})
    context = {
        "example": EXAMPLE,
        "halves": halves(),
        "map": map_,
        "spots": seen,
        "shores": shores(map_, seen),
        "state": state,
        "offer": None if state else offer(),
        "linked_data": website(PROMISE, f"{reverse('search')}?q=", site_of(request)),
    }
    return render(request, "portal/home.html", context)


@prepared("q")
def search(request: PortalRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = find(query) if query else []
    context = {
        "search_query": query,
        "found": found,
        "offers": offers(query) if query and not found else [],
        "no_word": NO_WORD if query and not has_words(query) else "",
        "most_found": MOST_FOUND,
    }
    return render_part(request, "portal/search.html", context, part="results")


@prepared()
def about_match(request: PortalRequest) -> HttpResponse:
    context = {
        "example": EXAMPLE,
        "picture": draw_sum(EXAMPLE.lines),
        "bands": matching.BANDS.items(),
        "enough_rated": matching.ENOUGH_RATED,
        "ordering_rule": matching.ORDERING_RULE,
        "levels": LEVEL_MEANINGS.items(),
    }
    return render(request, "portal/about_match.html", context)


@prepared()
def about_balance(request: PortalRequest) -> HttpResponse:
    balances = Requirement.objects.balances()
    roles = sorted(balances.items(), key=lambda one: one[1].rank)
    others = Skill.objects.published().filter(slug__in=SIDE_OF_SKILL)
    topics, case_studies = Topic.objects.published(), CaseStudy.objects.published()
    context = {
        "roles": roles,
        "groups": [
            (title, text, [one for one in roles if one[1].sides == sides])
            for sides, title, text in GROUPS
        ],
        "both": sum(one.sides == BOTH for one in balances.values()),
        "topics": topics.count(),
        "topics_of_both": _taking_both(topics),
        "case_studies": case_studies.count(),
        "case_studies_of_both": _taking_both(case_studies),
        "enough": ENOUGH,
        "sides": [
            (side, _subjects(side), [one for one in others if SIDE_OF_SKILL[one.slug] == side])
            for side in Side
        ],
    }
    return render(request, "portal/about_balance.html", context)


@prepared("q", "subject", "page")
def about_sources(request: PortalRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    subject = request.GET.get("subject", "")
    sources = _cited(words)
    if subject in _citing():
        sources = sources.filter(Q(subject=subject))
    context = {
        "search_query": words,
        "no_word": NO_WORD if words and not has_words(words) else "",
        "subject": subject,
        "subjects": list(_citing()),
        "page": page_of(request, list(sources), MOST_SOURCES),
        "query": query_without_page(request),
    }
    return render_part(request, "portal/about_sources.html", context, part="results")


def livez(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers. It asks nothing else, so that a slow database restarts no worker."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """This process can serve the site: the database, its content and the static files are there."""
    problem = readiness.problem()
    status = HTTPStatus.OK if problem is None else HTTPStatus.SERVICE_UNAVAILABLE
    response = HttpResponse(f"{problem or 'ok'}\n", content_type="text/plain", status=status)
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- when it changed
    return response


def _taking_both(rows: TopicQuerySet | CaseStudyQuerySet) -> int:
    """How many topics or case studies take enough skills of each side, by the line for roles."""
    skills = defaultdict(set)
    taken = rows.each_published_skill()
    for row, slug, category in taken.values_list("pk", "skills__slug", "skills__category"):
        skills[row].add((slug, category))
    return sum(sides_of(one) == BOTH for one in skills.values())


def _subjects(side: Side) -> list[str]:
    return [Skill.Category(name).label for name, one in SIDE_OF_CATEGORY.items() if one == side]


def _cited(words: str) -> SourceQuerySet:
    """The sources of published content, each with the first `subject` that cites it, by subject;
    those that the words find.

    One that only a draft cites is nobody's business yet.
    """
    subjects = [
        When(reduce(or_, (Q(pk__in=citing) for citing in queries)), Value(subject))
        for subject, queries in _citing().items()
    ]
    asked = Source.objects.search(words) if words else Source.objects.all()
    cited = asked.annotate(subject=Case(*subjects))
    order = Case(*(When(subject=one, then=n) for n, one in enumerate(_citing())))
    return cited.filter(subject__isnull=False).order_by(order, Lower("title"), "slug")


def _citing() -> dict[str, list[QuerySet[Any, Any]]]:
    """What is published and cites sources, by its subject."""
    return {
        "Case studies": [
            CaseStudy.objects.published().values("references"),
            Figure.objects.of_published_case_studies().values("source"),
        ],
        "Challenges and strategies": [
            Topic.objects.published().values("references"),
            Pillar.objects.published().values("references"),
            RuleOfThumb.objects.of_published_topics().values("source"),
        ],
        "Pay and outlook": [
            Pay.objects.of_published_roles().values("source"),
            Outlook.objects.of_published_roles().values("source"),
        ],
        "What roles ask": [
            Role.objects.published().values("references"),
            Equivalent.objects.of_published_roles().values("source"),
        ],
    }
