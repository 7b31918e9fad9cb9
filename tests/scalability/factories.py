from collections.abc import Iterable, Mapping
from typing import Any

from careers.models import (
    Role,
    Skill,
)
from portal.core.publication import State
from scalability.models import CaseStudy, CaseTopic, Confidence, Figure, Pillar, Topic
from tests.factories import make_source, numbers, slug_and_title


def make_pillar(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    kind: Pillar.Kind = Pillar.Kind.CHALLENGE,
    **fields: Any,
) -> Pillar:
    defaults = {"summary": "What the pillar is about.", "position": next(numbers)}
    names = slug_and_title("Pillar", slug, title)
    return Pillar.objects.create(**names, state=state, kind=kind, **(defaults | fields))


def make_topic(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    pillar: Pillar | None = None,
    skills: Iterable[Skill] = (),
    roles: Iterable[Role] = (),
    **fields: Any,
) -> Topic:
    """A topic of a challenge pillar, unless another `pillar` is given."""
    defaults = {
        "problem": "What is hard about it.",
        "how_tackled": "The first way\nThe second way",
        "trade_offs": "The first price\nThe second price",
    }
    topic = Topic.objects.create(
        **slug_and_title("Topic", slug, title),
        state=state,
        pillar=pillar or make_pillar(),
        **(defaults | fields),
    )
    topic.skills.set(skills)
    topic.roles.set(roles)
    return topic


def make_case_study(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    parts: Mapping[Topic, CaseTopic.Part] | None = None,
    skills: Iterable[Skill] = (),
    roles: Iterable[Role] = (),
    **fields: Any,
) -> CaseStudy:
    """`parts` are topic -> the part that it played."""
    defaults = {
        "organisation": "An organisation",
        "year": 2025,
        "domain": "retail",
        "summary": "What it met and did.",
        "lessons": "The first lesson\nThe second lesson",
    }
    case_study = CaseStudy.objects.create(
        **slug_and_title("Case study", slug, title), state=state, **(defaults | fields)
    )
    CaseTopic.objects.bulk_create(
        CaseTopic(case_study=case_study, topic=topic, part=part)
        for topic, part in (parts or {}).items()
    )
    case_study.skills.set(skills)
    case_study.roles.set(roles)
    return case_study


def make_complete_topic(**fields: Any) -> Topic:
    topic = make_topic(**({"body": "Why it is hard."} | fields))
    topic.references.add(make_source())
    return topic


def make_complete_case_study(**fields: Any) -> CaseStudy:
    parts = {make_complete_topic(): CaseTopic.Part.CHALLENGE}
    case_study = make_case_study(**({"parts": parts} | fields))
    case_study.references.add(make_source())
    Figure.objects.create(
        case_study=case_study,
        about=Figure.About.SCALE,
        what="Requests",
        value="over 20",
        unit="a day",
        confidence=Confidence.HIGH,
        source=make_source(),
    )
    return case_study
