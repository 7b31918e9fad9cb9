"""What tests of drafts share."""

import re
from dataclasses import dataclass

from django.urls import reverse

from careers.models import Role, Skill
from scalability.models import (
    Addresses,
    CaseStudy,
    Confidence,
    Figure,
    Pillar,
    Relation,
    RuleOfThumb,
    Topic,
)
from tests.factories import (
    make_source,
)


@dataclass
class Scene:
    """One row of each kind, all tied to one another and all published."""

    data: Pillar
    cloud: Pillar
    ingestion: Topic
    drift: Topic
    autoscaling: Topic
    keystone: CaseStudy
    streams: Skill
    engineer: Role

    def url(self, page: str) -> str:
        return {
            "hub": reverse("scalability:hub"),
            "case_study_list": reverse("scalability:case_study_list"),
            "challenge_pillar": self.data.get_absolute_url(),
            "strategy_pillar": self.cloud.get_absolute_url(),
            "challenge_topic": self.ingestion.get_absolute_url(),
            "strategy_topic": self.autoscaling.get_absolute_url(),
            "case_study": self.keystone.get_absolute_url(),
        }[page]


PAGES = {
    "hub": {
        *("data", "cloud", "ingestion", "drift", "autoscaling", "keystone", "streams", "engineer"),
    },
    "case_study_list": {"data", "ingestion", "keystone"},
    "challenge_pillar": {"data", "cloud", "ingestion", "drift"},
    "strategy_pillar": {"data", "cloud", "autoscaling"},
    "challenge_topic": {
        *("data", "ingestion", "drift", "autoscaling", "keystone", "streams", "engineer"),
    },
    "strategy_topic": {"cloud", "ingestion", "autoscaling", "keystone", "streams", "engineer"},
    "case_study": {"cloud", "ingestion", "autoscaling", "keystone", "streams", "engineer"},
}


def titles(content: str) -> list[str]:
    """The titles of the cards of a page."""
    return re.findall(r"<h[23]><a[^>]*>([^<]+)</a></h[23]>", content)


def tie(strategy: Topic, challenge: Topic) -> Addresses:
    return Addresses.objects.create(strategy=strategy, challenge=challenge, how="adds machines")


def relate(topic: Topic, kind: Relation.Kind, other: Topic) -> Relation:
    return Relation.objects.create(topic=topic, kind=kind, other=other, how=f"{kind} somehow")


def add_figure(case_study: CaseStudy, about: Figure.About, **fields) -> Figure:
    defaults = {"what": "Events", "value": "1 trillion", "unit": "events per day"}
    return Figure.objects.create(
        case_study=case_study,
        about=about,
        confidence=Confidence.HIGH,
        source=make_source(),
        **(defaults | fields),
    )


def add_rule(topic: Topic, **fields) -> RuleOfThumb:
    return RuleOfThumb.objects.create(
        topic=topic, source=make_source(), confidence=Confidence.MEDIUM, **fields
    )
