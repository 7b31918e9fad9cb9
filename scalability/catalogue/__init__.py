"""The scalability half of the content: its kinds, in the order in which each needs those before."""

from scalability.catalogue.case_studies import CaseStudyKind
from scalability.catalogue.topics import PillarKind, TopicKind

KINDS = (PillarKind(), TopicKind(), CaseStudyKind())

__all__ = ["KINDS"]
