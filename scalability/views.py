from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from careers.models import Skill
from careers.visitors import profile_of
from portal.core import content_version
from portal.core.http import PortalRequest, page_of, query_without_page, render_part, site_of
from portal.core.page_cache import edition, prepared
from scalability.forms import CaseStudyFilter
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Confidence,
    Figure,
    Pillar,
    Relation,
    Tie,
    Topic,
)
from scalability.rules.strategy_map import StrategyMap, strategy_map
from scalability.schema_org import article_on, article_on_case

PAGE_SIZE = 24
FEATURED = 3
MOST_NAMED = 6  # skills and roles that the most topics name


class OwnSkill(NamedTuple):
    """A skill, and how far the visitor has come with it; None: not rated."""

    skill: Skill
    level: int | None


class Help(NamedTuple):
    """What helped in a case study, and against which of the challenges it met."""

    part: CaseTopic
    against: list[Addresses]


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
        "map": _map(challenges, strategies, ties),
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
    addresses = Addresses.objects.published().of(topic).with_evidence()
    references = topic.references.all()
    relations = Relation.objects.published().of(topic).select_related("topic", "other")
    levels = _levels(request)
    context = {
        "section": "scalability",
        "topic": topic,
        "rules": topic.rules_of_thumb.select_related("source"),
        "addresses": _told(topic, addresses.select_related("strategy", "challenge")),
        "relations": sorted((one.told_by(topic) for one in relations), key=_by_words),
        "parts": topic.parts.published().by_case_study(),
        "skills": _own(topic.skills.published(), levels),
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
    references = case_study.references.all()
    figures = list(case_study.figures.select_related("source"))
    parts = list(case_study.parts.published().strategies_first().select_related("topic__pillar"))
    used = [one for one in parts if one.part != CaseTopic.Part.CHALLENGE]
    ties = Addresses.objects.published().seen_in(case_study).select_related("challenge")
    levels = _levels(request)
    context = {
        "section": "scalability",
        "case_study": case_study,
        "scale": [one for one in figures if one.about == Figure.About.SCALE],
        "outcome": [one for one in figures if one.about == Figure.About.OUTCOME],
        "challenges": [one for one in parts if one.part == CaseTopic.Part.CHALLENGE],
        "used": used,
        "helped": [_helped(one, ties) for one in used],
        "skills": _own(case_study.skills.published(), levels),
        "levels": levels,
        "roles": case_study.roles.published().select_related("family"),
        "references": references,
        "confidence": Confidence,
        "linked_data": article_on_case(case_study, references, site_of(request)),
    }
    return render(request, "scalability/case_study_detail.html", context)


def topics_with_ties(pillar: Pillar) -> QuerySet[Topic]:
    """The topics of a pillar, each with what helps against it or what it helps against."""
    here, there = (
        ("addressed_by", "strategy") if pillar.is_challenge else ("addresses", "challenge")
    )
    ties = Addresses.objects.published().with_evidence().select_related(there)
    beside = Prefetch(here, ties.order_by(f"{there}__title"), "ties")
    return pillar.topics.published().with_counts().prefetch_related(beside)


def _map(
    challenges: Sequence[Pillar], strategies: Sequence[Pillar], ties: Iterable[Addresses]
) -> StrategyMap[Pillar, Topic, Addresses]:
    rows = [(pillar, list(pillar.topics.all())) for pillar in challenges]
    columns = [(pillar, list(pillar.topics.all())) for pillar in strategies]
    topics = {topic.pk: topic for _, under in rows + columns for topic in under}
    pairs = {(topics[tie.challenge_id], topics[tie.strategy_id]): tie for tie in ties}
    return strategy_map(rows, columns, pairs)


def _told(topic: Topic, ties: Iterable[Addresses]) -> list[Tie]:
    """What is tied to a topic; what a case study has shown to work comes first."""
    return sorted((one.told_by(topic) for one in ties), key=lambda tie: not tie.is_seen)


def _levels(request: PortalRequest) -> dict[str, int]:
    profile = profile_of(request)
    return profile.levels() if profile else {}


def _own(skills: Iterable[Skill], levels: dict[str, int]) -> list[OwnSkill]:
    return [OwnSkill(skill, levels.get(skill.slug)) for skill in skills]


def _helped(part: CaseTopic, ties: Iterable[Addresses]) -> Help:
    return Help(part, [tie for tie in ties if tie.strategy_id == part.topic_id])


def _by_words(tie: Tie) -> tuple[str, str]:
    return tie.words, tie.other.title
