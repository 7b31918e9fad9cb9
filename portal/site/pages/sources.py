"""The sources cited by published content, grouped by what cites them."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from careers.models import (
    Equivalent,
    FirstProject,
    Occupation,
    OccupationCode,
    Outlook,
    Pay,
    Role,
    Source,
)
from careers.models.sources import SourceQuerySet
from scalability.models import CaseStudy, Figure, Pillar, RuleOfThumb, Topic


def cited(words: str) -> SourceQuerySet:
    """The sources of published content that match the words, by the first `subject` that cites
    them.

    Sources cited only by drafts stay hidden.
    """
    subjects = [
        When(reduce(or_, (Q(pk__in=citing) for citing in queries)), Value(subject))
        for subject, queries in citing().items()
    ]
    asked = Source.objects.search(words) if words else Source.objects.all()
    sources = asked.annotate(subject=Case(*subjects))
    order = Case(*(When(subject=one, then=n) for n, one in enumerate(citing())))
    return sources.filter(subject__isnull=False).order_by(order, Lower("title"), "slug")


def citing() -> dict[str, list[QuerySet[Any, Any]]]:
    """Published content that cites sources, by its subject."""
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
            FirstProject.objects.of_published_roles().values("sources"),
        ],
        "What occupations bring": [
            Occupation.objects.published().values("references"),
            OccupationCode.objects.of_published_occupations().values("source"),
        ],
    }
