from collections.abc import Iterator
from datetime import date
from typing import Any

from careers.models import Source
from portal.content.kinds import Kind, Links, YamlFile
from portal.content.records import Record, Text, Url, Year


class SourceRecord(Record):
    title: Text
    publisher: Text
    url: Url
    year: Year | None = None
    seen: date


class SourceKind(Kind[SourceRecord]):
    name = "source"
    record = SourceRecord
    model = Source
    place = YamlFile("careers/content/sources.yaml")
    unique = ("url",)

    def records(self) -> Iterator[SourceRecord]:
        for row in Source.objects.order_by("slug"):
            yield SourceRecord(
                slug=row.slug,
                title=row.title,
                publisher=row.publisher,
                url=row.url,
                year=row.year,
                seen=row.seen,
            )

    def fields(self, record: SourceRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(exclude={"slug"})
