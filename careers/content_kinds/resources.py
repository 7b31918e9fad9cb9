from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from careers.models import Resource, Skill, Teaches
from portal.core.content.kinds import Kind, Links, YamlFolder, replace
from portal.core.content.records import (
    Level,
    PublishedRecord,
    RecordPart,
    Reference,
    SlugOf,
    Text,
    Url,
    Year,
    in_order,
)


class Lesson(RecordPart):
    skill: SlugOf
    level_from: Annotated[int, Field(ge=0, le=5)]
    level_to: Level

    @model_validator(mode="after")
    def _goes_up(self) -> Self:
        if self.level_from >= self.level_to:
            raise ValueError("level_to is not higher than level_from")
        return self


def _each_skill_once(lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    in_order(tuple(lesson.skill for lesson in lessons))
    return lessons


class ResourceRecord(PublishedRecord):
    title: Text
    by: Text
    summary: str = ""
    url: Url
    kind: Resource.Kind
    category: Skill.Category
    cost: Resource.Cost
    practice: Resource.Practice | None = None  # a row may lack it, a file may not
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    hours_from: Annotated[int, Field(gt=0)] | None = None
    hours_to: Annotated[int, Field(gt=0)] | None = None
    year: Year | None = None
    teaches: Annotated[tuple[Lesson, ...], Field(min_length=1), AfterValidator(_each_skill_once)]

    @model_validator(mode="after")
    def _has_a_range_of_hours(self) -> Self:
        if (self.hours_from is None) != (self.hours_to is None):
            raise ValueError("Give both hours_from and hours_to, or neither")
        if (self.hours_from or 0) > (self.hours_to or 0):
            raise ValueError("hours_to is lower than hours_from")
        return self

    def refers_to(self) -> Iterator[Reference]:
        for lesson in self.teaches:
            yield Reference("teaches", "skill", lesson.skill)


class ResourceKind(Kind[ResourceRecord]):
    name = "resource"
    record = ResourceRecord
    model = Resource
    place = YamlFolder("careers/content/resources", stem="category")
    unique = ("url",)
    stated = ("practice",)

    def rows(self) -> Iterable[Resource]:
        return Resource.objects.order_by("slug").prefetch_related("teaches__skill")

    def to_record(self, row: Resource) -> ResourceRecord:
        return _record(row)

    def fields(self, record: ResourceRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(exclude={"slug", "teaches"}) | {"practice": record.practice or ""}

    def link(self, row: Resource, record: ResourceRecord, links: Links) -> None:
        replace(
            row.teaches,
            [
                Teaches(
                    resource=row,
                    skill_id=links.pk(Skill, lesson.skill),
                    level_from=lesson.level_from,
                    level_to=lesson.level_to,
                    position=position,
                )
                for position, lesson in enumerate(record.teaches)
            ],
        )


def _record(row: Resource) -> ResourceRecord:
    return ResourceRecord(
        slug=row.slug,
        state=row.state,
        title=row.title,
        by=row.by,
        summary=row.summary,
        url=row.url,
        kind=row.kind,
        category=row.category,
        cost=row.cost,
        practice=row.practice or None,
        language=row.language,
        hours_from=row.hours_from,
        hours_to=row.hours_to,
        year=row.year,
        teaches=tuple(map(Lesson.model_validate, row.teaches.all())),
    )
