"""How telling each skill is, counted over the published roles and occupations."""

from collections import Counter

from django.db.models import Count

from careers.models.occupations import Occupation, TypicalSkill
from careers.models.roles import Requirement, Role
from careers.models.skills import Skill
from careers.rules.telling import telling_weight


def recount_telling() -> None:
    """Weigh each skill anew; call it after roles, requirements or occupations changed."""
    asked = Requirement.objects.of_published_roles().order_by().values_list("skill")
    had = TypicalSkill.objects.of_published_occupations().order_by().values_list("skill")
    having = Counter(dict(asked.annotate(Count("role", distinct=True))))
    having.update(dict(had.annotate(Count("occupation", distinct=True))))
    jobs = Role.objects.published().count() + Occupation.objects.published().count()
    changed = []
    for skill in Skill.objects.only("telling").order_by("pk"):
        weight = telling_weight(jobs, having[skill.pk])
        if skill.telling != weight:
            skill.telling = weight
            changed.append(skill)
    Skill.objects.bulk_update(changed, ["telling"], batch_size=500)
