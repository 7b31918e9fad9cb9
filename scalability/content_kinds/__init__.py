"""The scalability half of the content: its kinds, in the order in which each needs those before."""

from scalability.content_kinds.case_studies import CaseStudyKind
from scalability.content_kinds.topics import PillarKind, TopicKind

KINDS = (PillarKind(), TopicKind(), CaseStudyKind())

__all__ = ["KINDS"]
