"""What scaling AI has to do with a role or a skill, for the pages of careers.

Those pages ask here because careers itself doesn't know about topics and case studies.
"""

from collections.abc import Sequence

from django import template
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from careers.models import Role, Skill
from scalability.models import CaseStudy, Topic

register = template.Library()


@register.simple_tag
def topics_of(row: Role | Skill) -> list[Topic]:
    """Each with its pillar."""
    return list(row.topics.published().select_related("pillar"))


@register.simple_tag
def topics_by_role(roles: Sequence[Role]) -> dict[Role, list[Topic]]:
    """In one query for all of the roles."""
    prefetch_related_objects(roles, Prefetch("topics", Topic.objects.published()))
    return {role: list(role.topics.all()) for role in roles}


@register.simple_tag
def case_studies_of(row: Role | Skill) -> QuerySet[CaseStudy]:
    return row.case_studies.published()
