from scalability.models.case_studies import CaseStudy, CaseTopic, Figure
from scalability.models.topic_relations import Addresses, Relation, Tie
from scalability.models.topics import Confidence, Pillar, RuleOfThumb, Topic

__all__ = [
    "Addresses",
    "CaseStudy",
    "CaseTopic",
    "Confidence",
    "Figure",
    "Pillar",
    "Relation",
    "RuleOfThumb",
    "Tie",
    "Topic",
]
