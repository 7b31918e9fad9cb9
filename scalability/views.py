from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.visitors import profile_of
from portal.core import content_version
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import edition, prepared
from scalability.forms import CaseStudyFilter
from scalability.models import Addresses, CaseStudy, Confidence, Pillar, Topic
from scalability.pages.case_study_detail import figures_of, parts_of
from scalability.pages.hub import strategies_against
from scalability.pages.own_skills import own_skills
from scalability.pages.topics import help_for, relations_of, topics_with_ties
from scalability.schema_org import article_on, article_on_case

PAGE_SIZE = 24
FEATURED = 3
MOST_NAMED = 6  # skills and roles named by the most topics


@prepared()
def hub(request: PortalRequest) -> HttpResponse:
    version = content_version.current()
    pillars = list(Pillar.objects.published().with_topics())
    topics = Topic.objects.published()
    ties = list(Addresses.objects.published().with_evidence())
    challenges = [pillar for pillar in pillars if pillar.is_challenge]
    strategies = [pillar for pillar in pillars if not pillar.is_challenge]
    context = {
        "section": "scalability",
        "edition": edition(version),
        "challenges": challenges,
        "strategies": strategies,
        "map": strategies_against(challenges, strategies, ties),
        "ties": len(ties),
        "ties_seen": sum(tie.is_seen for tie in ties),
        "chain": Addresses.objects.chain(),
        "skills": topics.most_taken_skills()[:MOST_NAMED],
        "roles": topics.most_named_roles()[:MOST_NAMED],
        "case_studies": CaseStudy.objects.published().first_of_each_organisation()[:FEATURED],
    }
    return render(request, "scalability/hub.html", context)


@prepared()
def pillar_detail(request: PortalRequest, slug: str) -> HttpResponse:
    pillar = get_object_or_404(Pillar.objects.published(), slug=slug)
    context = {
        "section": "scalability",
        "pillar": pillar,
        "topics": topics_with_ties(pillar),
        "references": pillar.references.all(),
        "others": Pillar.objects.published().exclude(pk=pillar.pk),
    }
    return render(request, "scalability/pillar_detail.html", context)


@prepared()
def topic_detail(request: PortalRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.published().select_related("pillar"), slug=slug)
    references = topic.references.all()
    levels = _levels(request)
    context = {
        "section": "scalability",
        "topic": topic,
        "rules": topic.rules_of_thumb.select_related("source"),
        "addresses": help_for(topic),
        "relations": relations_of(topic),
        "parts": topic.parts.published().by_case_study(),
        "skills": own_skills(topic.skills.published(), levels),
        "levels": levels,
        "roles": topic.roles.published().select_related("family"),
        "references": references,
        "confidence": Confidence,
        "linked_data": article_on(topic, references, site_of(request)),
    }
    return render(request, "scalability/topic_detail.html", context)


@prepared(*CaseStudyFilter.base_fields, "page")
def case_study_list(request: PortalRequest) -> HttpResponse:
    form = CaseStudyFilter(request.GET)
    context = {
        "section": "scalability",
        "form": form,
        "page": page_of(request, form.case_studies(), PAGE_SIZE),
        "query": query_without_page(request),
    }
    return render_part(request, "scalability/case_study_list.html", context, part="results")


@prepared()
def case_study_detail(request: PortalRequest, slug: str) -> HttpResponse:
    case_study = get_object_or_404(CaseStudy.objects.published(), slug=slug)
    figures, parts = figures_of(case_study), parts_of(case_study)
    references = case_study.references.all()
    levels = _levels(request)
    context = {
        "section": "scalability",
        "case_study": case_study,
        "scale": figures.scale,
        "outcome": figures.outcome,
        "challenges": parts.challenges,
        "used": parts.used,
        "helped": parts.helped,
        "skills": own_skills(case_study.skills.published(), levels),
        "levels": levels,
        "roles": case_study.roles.published().select_related("family"),
        "references": references,
        "confidence": Confidence,
        "linked_data": article_on_case(case_study, references, site_of(request)),
    }
    return render(request, "scalability/case_study_detail.html", context)


def _levels(request: PortalRequest) -> dict[str, int]:
    profile = profile_of(request)
    return profile.levels() if profile else {}
