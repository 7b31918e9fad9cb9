from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from careers.models import Role, Skill, Source
from portal.core.content.kinds import Kind, Links, MarkdownFolder, Mistake, replace
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
    in_order,
    split_lines,
)
from scalability.models import Addresses, Confidence, Pillar, Relation, RuleOfThumb, Topic


class PillarRecord(PublishedRecord):
    title: Text
    kind: Pillar.Kind
    summary: Text
    position: Annotated[int, Field(ge=1)]
    references: Slugs = ()
    body: Body = ""

    def refers_to(self) -> Iterator[Reference]:
        for source in self.references:
            yield Reference("references", "source", source)


class PillarKind(Kind[PillarRecord]):
    name = "pillar"
    record = PillarRecord
    model = Pillar
    place = MarkdownFolder("scalability/content/pillars")

    def rows(self) -> Iterable[Pillar]:
        return Pillar.objects.order_by("slug").prefetch_related("references")

    def to_record(self, row: Pillar) -> PillarRecord:
        return PillarRecord(
            slug=row.slug,
            state=row.state,
            title=row.title,
            kind=row.kind,
            summary=row.summary,
            position=row.position,
            references=tuple(source.slug for source in row.references.all()),
            body=row.body,
        )

    def fields(self, record: PillarRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(exclude={"slug", "references"})

    def link(self, row: Pillar, record: PillarRecord, links: Links) -> None:
        row.references.set(links.pks(Source, record.references))


class Rule(RecordPart):
    rule: Text
    formula: str = ""
    basis: str = ""
    confidence: Confidence
    source: SlugOf


class Addressed(RecordPart):
    topic: Slug
    how: Text


class Related(RecordPart):
    topic: Slug
    kind: Relation.Kind
    how: Text


def _by_topic(ties: tuple[Addressed, ...]) -> tuple[Addressed, ...]:
    in_order(tuple(tie.topic for tie in ties))
    return tuple(sorted(ties, key=lambda tie: tie.topic))


def _by_kind(ties: tuple[Related, ...]) -> tuple[Related, ...]:
    in_order(tuple(f"{tie.kind} {tie.topic}" for tie in ties))
    return tuple(sorted(ties, key=lambda tie: (tie.kind, tie.topic)))


class TopicRecord(PublishedRecord):
    title: Text
    pillar: SlugOf
    problem: Text
    how_tackled: Annotated[tuple[Line, ...], Field(min_length=1)]
    trade_offs: Annotated[tuple[Line, ...], Field(min_length=1)]
    rules_of_thumb: tuple[Rule, ...] = ()
    addresses: Annotated[tuple[Addressed, ...], AfterValidator(_by_topic)] = ()
    relations: Annotated[tuple[Related, ...], AfterValidator(_by_kind)] = ()
    skills: Slugs = ()
    roles: Slugs = ()
    references: Slugs = ()
    body: Body = ""

    def refers_to(self) -> Iterator[Reference]:
        yield Reference("pillar", "pillar", self.pillar)
        for rule in self.rules_of_thumb:
            yield Reference("rules_of_thumb", "source", rule.source)
        for addressed in self.addresses:
            yield Reference("addresses", "topic", addressed.topic)
        for related in self.relations:
            yield Reference("relations", "topic", related.topic)
        for skill in self.skills:
            yield Reference("skills", "skill", skill)
        for role in self.roles:
            yield Reference("roles", "role", role)
        for source in self.references:
            yield Reference("references", "source", source)


class TopicKind(Kind[TopicRecord]):
    name = "topic"
    record = TopicRecord
    model = Topic
    place = MarkdownFolder("scalability/content/topics")

    def rows(self) -> Iterable[Topic]:
        rows = Topic.objects.order_by("slug").select_related("pillar")
        return rows.prefetch_related(
            "rules_of_thumb__source",
            "addresses__challenge",
            "relations__other",
            "skills",
            "roles",
            "references",
        )

    def to_record(self, row: Topic) -> TopicRecord:
        return _record(row)

    def fields(self, record: TopicRecord, links: Links) -> dict[str, Any]:
        return {
            **record.model_dump(include={"state", "title", "problem", "body"}),
            "pillar_id": links.pk(Pillar, record.pillar),
            "how_tackled": "\n".join(record.how_tackled),
            "trade_offs": "\n".join(record.trade_offs),
        }

    def link(self, row: Topic, record: TopicRecord, links: Links) -> None:
        row.skills.set(links.pks(Skill, record.skills))
        row.roles.set(links.pks(Role, record.roles))
        row.references.set(links.pks(Source, record.references))
        replace(
            row.rules_of_thumb,
            [
                RuleOfThumb(
                    topic=row,
                    position=position,
                    source_id=links.pk(Source, rule.source),
                    **rule.model_dump(exclude={"source"}),
                )
                for position, rule in enumerate(record.rules_of_thumb)
            ],
        )
        replace(
            row.addresses,
            [
                Addresses(strategy=row, challenge_id=links.pk(Topic, tie.topic), how=tie.how)
                for tie in record.addresses
            ],
        )
        replace(
            row.relations,
            [
                Relation(topic=row, kind=tie.kind, other_id=links.pk(Topic, tie.topic), how=tie.how)
                for tie in record.relations
            ],
        )

    def check(self) -> Iterator[Mistake]:
        for tie in Addresses.objects.not_strategy_to_challenge():
            yield Mistake(
                tie.strategy.slug,
                "addresses",
                f"A strategy topic addresses a challenge topic; '{tie.strategy.slug}' and "
                f"'{tie.challenge.slug}' aren't. Move the link to 'relations'.",
            )


def _record(row: Topic) -> TopicRecord:
    return TopicRecord(
        slug=row.slug,
        state=row.state,
        title=row.title,
        pillar=row.pillar,
        problem=row.problem,
        how_tackled=split_lines(row.how_tackled),
        trade_offs=split_lines(row.trade_offs),
        rules_of_thumb=tuple(map(Rule.model_validate, row.rules_of_thumb.all())),
        addresses=tuple(
            Addressed(topic=tie.challenge.slug, how=tie.how) for tie in row.addresses.all()
        ),
        relations=tuple(
            Related(topic=tie.other.slug, kind=tie.kind, how=tie.how) for tie in row.relations.all()
        ),
        skills=tuple(skill.slug for skill in row.skills.all()),
        roles=tuple(role.slug for role in row.roles.all()),
        references=tuple(source.slug for source in row.references.all()),
        body=row.body,
    )
