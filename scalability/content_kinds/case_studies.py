from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from careers.models import Role, Skill, Source
from portal.core.content.kinds import Kind, Links, MarkdownFolder, replace
from portal.core.content.records import (
    Body,
    Line,
    PublishedRecord,
    RecordPart,
    Reference,
    Slug,
    SlugOf,
    Slugs,
    Text,
    Year,
    in_order,
    split_lines,
)
from scalability.models import CaseStudy, CaseTopic, Confidence, Figure, Topic


class Number(RecordPart):
    what: Text
    value: Text
    unit: Text
    note: str = ""
    confidence: Confidence
    source: SlugOf


class Played(RecordPart):
    """The part a topic played, and how."""

    topic: Slug
    how: str = ""


def _by_topic(parts: tuple[Played, ...]) -> tuple[Played, ...]:
    in_order(tuple(one.topic for one in parts))
    return tuple(sorted(parts, key=lambda one: one.topic))


Parts = Annotated[tuple[Played, ...], AfterValidator(_by_topic)]


class CaseStudyRecord(PublishedRecord):
    organisation: Text
    title: Text
    year: Year
    domain: Text
    summary: Text
    position: Annotated[int, Field(ge=0)] = 0
    scale: tuple[Number, ...] = ()
    outcome: tuple[Number, ...] = ()
    challenges: Parts = ()
    strategies: Parts = ()
    practices: Parts = ()
    result: str = ""
    people: str = ""
    lessons: Annotated[tuple[Line, ...], Field(min_length=1)]
    skills: Slugs = ()
    roles: Slugs = ()
    references: Slugs = ()
    body: Body = ""

    def refers_to(self) -> Iterator[Reference]:
        for number in self.scale:
            yield Reference("scale", "source", number.source)
        for number in self.outcome:
            yield Reference("outcome", "source", number.source)
        for key in ("challenges", "strategies", "practices"):
            for one in getattr(self, key):
                yield Reference(key, "topic", one.topic)
        for key, kind in (
            ("skills", "skill"),
            ("roles", "role"),
            ("references", "source"),
        ):
            for slug in getattr(self, key):
                yield Reference(key, kind, slug)


class CaseStudyKind(Kind[CaseStudyRecord]):
    name = "case study"
    record = CaseStudyRecord
    model = CaseStudy
    place = MarkdownFolder("scalability/content/case-studies")

    def rows(self) -> Iterable[CaseStudy]:
        rows = CaseStudy.objects.order_by("slug")
        return rows.prefetch_related(
            "figures__source", "parts__topic", "skills", "roles", "references"
        )

    def to_record(self, row: CaseStudy) -> CaseStudyRecord:
        return _record(row)

    def fields(self, record: CaseStudyRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        names = {
            *("state", "organisation", "title", "year", "domain", "summary", "position"),
            *("result", "people", "body"),
        }
        return {**record.model_dump(include=names), "lessons": "\n".join(record.lessons)}

    def link(self, row: CaseStudy, record: CaseStudyRecord, links: Links) -> None:
        row.skills.set(links.pks(Skill, record.skills))
        row.roles.set(links.pks(Role, record.roles))
        row.references.set(links.pks(Source, record.references))
        replace(
            row.parts,
            [
                CaseTopic(
                    case_study=row, topic_id=links.pk(Topic, one.topic), part=part, how=one.how
                )
                for part, played in (
                    (CaseTopic.Part.CHALLENGE, record.challenges),
                    (CaseTopic.Part.STRATEGY, record.strategies),
                    (CaseTopic.Part.PRACTICE, record.practices),
                )
                for one in played
            ],
        )
        replace(
            row.figures,
            [
                *_figures(row, Figure.About.SCALE, record.scale, links),
                *_figures(row, Figure.About.OUTCOME, record.outcome, links),
            ],
        )


def _figures(
    row: CaseStudy, about: Figure.About, numbers: Iterable[Number], links: Links
) -> Iterator[Figure]:
    for position, number in enumerate(numbers):
        yield Figure(
            case_study=row,
            about=about,
            position=position,
            source_id=links.pk(Source, number.source),
            **number.model_dump(exclude={"source"}),
        )


def _record(row: CaseStudy) -> CaseStudyRecord:
    return CaseStudyRecord(
        slug=row.slug,
        state=row.state,
        organisation=row.organisation,
        title=row.title,
        year=row.year,
        domain=row.domain,
        summary=row.summary,
        position=row.position,
        scale=_numbers(row, Figure.About.SCALE),
        outcome=_numbers(row, Figure.About.OUTCOME),
        challenges=_parts(row, CaseTopic.Part.CHALLENGE),
        strategies=_parts(row, CaseTopic.Part.STRATEGY),
        practices=_parts(row, CaseTopic.Part.PRACTICE),
        result=row.result,
        people=row.people,
        lessons=split_lines(row.lessons),
        skills=tuple(skill.slug for skill in row.skills.all()),
        roles=tuple(role.slug for role in row.roles.all()),
        references=tuple(source.slug for source in row.references.all()),
        body=row.body,
    )


def _numbers(row: CaseStudy, about: Figure.About) -> tuple[Number, ...]:
    figures = [figure for figure in row.figures.all() if figure.about == about]
    return tuple(map(Number.model_validate, figures))


def _parts(row: CaseStudy, part: str) -> tuple[Played, ...]:
    played = [one for one in row.parts.all() if one.part == part]
    return tuple(Played(topic=one.topic.slug, how=one.how) for one in played)
