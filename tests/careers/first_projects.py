"""First projects for tests."""

from collections.abc import Iterable
from typing import Any

from careers.models import FirstProject, Role, Skill, Source


def make_first_project(
    *, role: Role, skills: Iterable[Skill] = (), sources: Iterable[Source] = (), **fields: Any
) -> FirstProject:
    """`skills` are those of the role that it exercises."""
    defaults = {
        "title": "Where do wages rise?",
        "build": "A map of wages.",
        "data": "An open survey.",
        "measure": "Rows that are lost.",
        "good": "Totals agree.",
        "hours_from": 15,
        "hours_to": 25,
    }
    project = FirstProject.objects.create(role=role, **(defaults | fields))
    project.sources.set(sources)
    role.requirements.filter(skill__in=list(skills)).update(in_first_project=True)
    return project
