"""The pictures that go with links to a role and to a skill."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from careers.models import Requirement, Role, Skill
from careers.rules.levels import Level
from portal.core.http import PortalRequest
from portal.core.page_cache import prepared
from portal.core.social_cards import Bars, Card, Tally, draw_card

MOST_SKILLS = 5


@prepared()
def role_card(request: PortalRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    role = get_object_or_404(Role.objects.published().select_related("family"), slug=slug)
    needs = Requirement.objects.needs_of([role]).get(role.pk, [])
    rows = [(need.title, need.level) for need in needs[:MOST_SKILLS]]
    panel = Bars("What it asks most" if rows else "", rows)
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
    heading = f"Asked by {roles} role{'' if roles == 1 else 's'}"
    panel = Tally(heading, [row for row in rows[1:] if roles])
    return HttpResponse(
        draw_card(Card(skill.title, skill.definition, panel, skill.get_category_display())),
        content_type="image/png",
    )
