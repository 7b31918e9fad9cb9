"""How visitors may filter the case studies."""

from collections.abc import Mapping
from typing import Any

from django import forms

from scalability.models import CaseStudy, Topic
from scalability.models.case_studies import CaseStudyQuerySet


class CaseStudyFilter(forms.Form):
    challenge = forms.ChoiceField(label="Challenge met", required=False)
    domain = forms.ChoiceField(required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        topics = Topic.objects.published().met().by_pillar()
        pillars: dict[str, list[tuple[str, str]]] = {}
        for topic in topics:
            every = (topic.pillar.slug, f"Any of {topic.pillar.title}")
            pillars.setdefault(topic.pillar.title, [every]).append((topic.slug, topic.title))
        domains = CaseStudy.objects.published().domains()
        self.fields["challenge"].choices = [  # type: ignore[attr-defined]
            ("", "Any challenge"),
            *pillars.items(),
        ]
        self.fields["domain"].choices = [  # type: ignore[attr-defined]
            ("", "Any domain"),
            *((domain, domain) for domain in domains),
        ]

    def case_studies(self) -> CaseStudyQuerySet:
        """The published case studies that were asked for; all if the query is invalid."""
        case_studies = CaseStudy.objects.published()
        asked = self.cleaned_data if self.is_valid() else {}
        if challenge := asked.get("challenge"):
            case_studies = case_studies.meeting(challenge)
        if domain := asked.get("domain"):
            case_studies = case_studies.filter(domain=domain)
        return case_studies
