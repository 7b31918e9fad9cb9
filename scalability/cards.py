"""The pictures that go with links to a topic and to a case study."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from portal.core.http import PortalRequest
from portal.core.page_cache import prepared
from portal.core.social_cards import Card, Connections, Figures, draw_card
from scalability.models import Addresses, CaseStudy, Topic

SHORT = 26  # characters of a figure that stand in large letters


@prepared()
def topic_card(request: PortalRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    topic = get_object_or_404(Topic.objects.published().select_related("pillar"), slug=slug)
    ties = Addresses.objects.published().of(topic).select_related("strategy", "challenge")
    linked = [tie.told_by(topic).other.title for tie in ties]
    pillar = topic.pillar
    cases = topic.case_studies.published().distinct().count()
    panel = Connections(
        heading=_heading(len(linked), is_challenge=pillar.is_challenge),
        titles=linked,
        is_challenge=pillar.is_challenge,
        footer=f"In {cases} case stud{'y' if cases == 1 else 'ies'}" if cases else "",
    )
    eyebrow = f"{pillar.get_kind_display()}: {pillar.title}"
    return HttpResponse(
        draw_card(Card(topic.title, topic.problem, panel, eyebrow)), content_type="image/png"
    )


@prepared()
def case_study_card(request: PortalRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    case_study = get_object_or_404(CaseStudy.objects.published(), slug=slug)
    figures = [(f"{one.value} {one.unit}", one.what) for one in case_study.figures.all()]
    rows = sorted(figures, key=lambda one: len(one[0]) > SHORT)  # the rest keep their order
    panel = Figures("In figures" if rows else "", rows)
    eyebrow = f"{case_study.organisation}, {case_study.year}"
    return HttpResponse(
        draw_card(Card(case_study.title, case_study.summary, panel, eyebrow)),
        content_type="image/png",
    )


def _heading(linked: int, *, is_challenge: bool) -> str:
    if is_challenge:
        return f"{linked} strateg{'y addresses' if linked == 1 else 'ies address'} it"
    return f"It addresses {linked} challenge{'' if linked == 1 else 's'}"
