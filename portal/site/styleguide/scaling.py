"""Challenges, strategies and case studies, and the way from them to people."""

from typing import Any

from portal.site.pages.home import halves
from scalability.models import Addresses, CaseStudy, CaseTopic, Confidence, Figure, Pillar, Topic
from scalability.pages.case_study_detail import Help
from scalability.pages.own_skills import OwnSkill
from scalability.pages.topics import topics_with_ties

MOST, MOST_PARTS = 3, 6


def scaling_section() -> dict[str, Any]:
    pillars = list(Pillar.objects.published().with_topics())
    cards = [(pillar.is_challenge, topics_with_ties(pillar)[:1]) for pillar in pillars]
    tie = Addresses.objects.published().with_evidence().select_related("challenge").first()
    if tie is None:
        return {}
    topics = Topic.objects.published()
    return {
        "cards": [(topic, is_challenge) for is_challenge, few in cards for topic in few],
        "lines": topics.by_pillar()[:MOST],
        "challenges": [pillar for pillar in pillars if pillar.is_challenge],
        "chain": halves().chain,
        "pillars": pillars,
        "skills": topics.most_taken_skills()[:MOST],
        "roles": topics.most_named_roles()[:MOST],
        "case_studies": CaseStudy.objects.published()[:MOST],
        **_topic(tie.challenge),
        **_case_study(),
    }


def _topic(topic: Topic) -> dict[str, Any]:
    """What the page of a challenge shows if something helps against it."""
    addresses = Addresses.objects.published().of(topic).with_evidence()
    skills = list(topic.skills.published()[:MOST])
    return {
        "ties": [one.told_by(topic) for one in addresses.select_related("strategy", "challenge")],
        "relations": [
            one.told_by(topic) for one in topic.relations.select_related("topic", "other")
        ],
        "rules": topic.rules_of_thumb.select_related("source"),
        "confidence": Confidence,
        "parts": topic.parts.published().by_case_study()[:MOST_PARTS],
        "own_skills": [OwnSkill(skill, None if n else 3) for n, skill in enumerate(skills)],
        "unrated_skills": [OwnSkill(skill, None) for skill in skills],
        "levels": {"": 3},
        "owners": topic.roles.published().select_related("family")[:MOST],
        "references": topic.references.all()[:MOST],
    }


def _case_study() -> dict[str, Any]:
    told = CaseStudy.objects.published().filter(figures__about=Figure.About.OUTCOME)
    case_study = told.first() or CaseStudy.objects.published().first()
    if case_study is None:
        return {}
    parts = list(case_study.parts.published().strategies_first().select_related("topic__pillar"))
    used = [one for one in parts if one.part != CaseTopic.Part.CHALLENGE]
    ties = Addresses.objects.published().seen_in(case_study).select_related("challenge")
    outcome = case_study.figures.filter(about=Figure.About.OUTCOME).select_related("source")
    return {
        "met": [one for one in parts if one.part == CaseTopic.Part.CHALLENGE],
        "used": used,
        "helped": [
            Help(one, [tie for tie in ties if tie.strategy_id == one.topic_id]) for one in used
        ],
        "outcome": outcome,
    }
