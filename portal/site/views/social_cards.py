"""The pictures that go with links: to the site, a role, a skill, a topic or a case study."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from careers.models import Requirement, Role, Skill
from careers.rules.levels import Level
from portal.core.http import PortalRequest
from portal.core.page_cache import prepared
from portal.core.schema_org import PROMISE
from portal.core.social_cards import Bars, Card, Connections, Figures, Marks, Tally, draw_card
from scalability.models import Addresses, CaseStudy, Topic

MOST_SKILLS = 5
SHORT = 26  # characters of a figure shown in large type


@prepared()
def card(request: PortalRequest) -> HttpResponse:  # noqa: ARG001
    """Of the site: a mark for each role."""
    roles = Role.objects.published().order_by("family__title", "title")
    families = list(roles.values_list("family", "family__mark"))
    count = len({family for family, _ in families})
    heading = f"{len(families)} roles in {count} families" if families else ""
    panel = Marks(heading, [mark for _, mark in families])
    picture = draw_card(Card("Find the AI job that fits you", PROMISE, panel))
    return HttpResponse(picture, content_type="image/png")


@prepared()
def role_card(request: PortalRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    needs = Requirement.objects.needs_of([role]).get(role.pk, [])
    rows = [(need.title, need.level) for need in needs[:MOST_SKILLS]]
    panel = Bars("What it needs most" if rows else "", rows)
    return HttpResponse(
        draw_card(Card(role.title, role.purpose, panel, role.family.title, role.family.mark)),
        content_type="image/png",
    )


@prepared()
def skill_card(request: PortalRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    skill = get_object_or_404(Skill.objects.published(), slug=slug)
    asked = skill.requirements.of_published_roles().order_by().values_list("level")
    times = dict(asked.annotate(Count("pk")))
    rows = [(f"Level {level}, {level.name.lower()}", times.get(level, 0)) for level in Level]
    roles = sum(times.values())
    heading = f"Required by {roles} role{'' if roles == 1 else 's'}"
    panel = Tally(heading, [row for row in rows[1:] if roles])
    return HttpResponse(
        draw_card(Card(skill.title, skill.definition, panel, skill.get_category_display())),
        content_type="image/png",
    )


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
