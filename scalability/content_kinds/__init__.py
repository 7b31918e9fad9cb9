"""The kinds of the scalability half of the content, in an order in which each needs only earlier
ones.
"""

from scalability.content_kinds.case_studies import CaseStudyKind
from scalability.content_kinds.topics import PillarKind, TopicKind

KINDS = (PillarKind(), TopicKind(), CaseStudyKind())

__all__ = ["KINDS"]
