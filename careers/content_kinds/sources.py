from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, Self

from pydantic import field_validator, model_validator

from careers.models import Source
from careers.models.dates import is_to_come
from portal.core.content.kinds import Kind, Links, YamlFile
from portal.core.content.records import Record, Text, Url, Year


class SourceRecord(Record):
    title: Text
    publisher: Text
    url: Url
    year: Year | None = None
    kind: Source.Kind | Literal[""] = ""
    seen: date
    review_by: date | None = None

    @model_validator(mode="after")
    def _is_seen_before_its_review(self) -> Self:
        if self.review_by and self.review_by <= self.seen:
            raise ValueError("review_by is not later than seen")
        return self

    @field_validator("seen")
    @classmethod
    def _is_not_to_come(cls, seen: date) -> date:
        if is_to_come(seen):
            raise ValueError("This date is in the future")
        return seen


class SourceKind(Kind[SourceRecord]):
    name = "source"
    record = SourceRecord
    model = Source
    place = YamlFile("careers/content/sources.yaml")
    unique = ("url",)

    def rows(self) -> Iterable[Source]:
        return Source.objects.order_by("slug")

    def to_record(self, row: Source) -> SourceRecord:
        return SourceRecord.model_validate(row)

    def fields(self, record: SourceRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(exclude={"slug"})
