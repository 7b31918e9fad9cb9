"""The first project of a role, as its file says it and as rows hold it."""

from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from careers.models import FirstProject, Role, Source
from portal.core.content.kinds import Links
from portal.core.content.records import Line, RecordPart, Slugs, Text, number_of

Hours = Annotated[int, BeforeValidator(number_of), Field(ge=1, le=FirstProject.MOST_HOURS)]


class ProjectPart(RecordPart):
    title: Annotated[Line, StringConstraints(max_length=120)]
    hours_from: Hours
    hours_to: Hours
    skills: Annotated[Slugs, Field(min_length=1)]
    build: Text
    data: Text
    measure: Text
    good: Text
    sources: Slugs = ()

    @model_validator(mode="after")
    def _has_a_range_of_hours(self) -> Self:
        if self.hours_from > self.hours_to:
            raise ValueError("hours_to is lower than hours_from")
        return self


def exercises_what_is_asked(
    project: ProjectPart | None, record: ValidationInfo
) -> ProjectPart | None:
    """The project; its skills must be among the requirements, which a record names before it."""
    if project and "requirements" in record.data:
        asked = {skill for need in record.data["requirements"] for skill in need.skills}
        if other := sorted(set(project.skills) - asked):
            raise ValueError(
                f"The role does not ask '{other[0]}'. Remove it from the skills of the project, or "
                "add it to the requirements"
            )
    return project


def project_of(row: Role) -> ProjectPart | None:
    project: FirstProject | None = getattr(row, "first_project", None)
    if project is None:
        return None
    columns = ("title", "hours_from", "hours_to", "build", "data", "measure", "good")
    return ProjectPart(
        **{name: getattr(project, name) for name in columns},
        skills=tuple(one.skill.slug for one in row.requirements.all() if one.in_first_project),
        sources=tuple(source.slug for source in project.sources.all()),
    )


def replace_project(row: Role, part: ProjectPart | None, links: Links) -> None:
    FirstProject.objects.filter(role=row).delete()
    if part is None:
        return
    project = FirstProject(role=row, **part.model_dump(exclude={"skills", "sources"}))
    project.clean_fields(exclude=["role"])
    project.save()
    project.sources.set(links.pks(Source, part.sources))
