from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    model_validator,
)

from careers.content_kinds.first_projects import (
    ProjectPart,
    exercises_what_is_asked,
    project_of,
    replace_project,
)
from careers.content_kinds.requirements import (
    Needed,
    most_important_first,
    needed_of,
    requirements_of,
)
from careers.models import (
    Equivalent,
    Family,
    Outlook,
    Pay,
    Role,
    RoleAlias,
    Source,
)
from careers.models.labour import OccupationMatch, Provenance, Use, plain_number
from careers.models.periods import MONTH_OR_YEAR, NOT_BEGUN, TWO_YEARS, has_begun
from careers.models.telling import recount_telling
from portal.core.content.kinds import Kind, Links, MarkdownFolder, OtherName, YamlFile, replace
from portal.core.content.records import (
    Body,
    Line,
    Names,
    PublishedRecord,
    Record,
    RecordPart,
    Reference,
    SlugOf,
    Slugs,
    Text,
    Url,
    in_order,
    number_of,
    split_lines,
)


def plainly(number: object) -> object:
    """A column holds 46.15 as a Decimal, and 135980 as 135980.00."""
    if isinstance(number, Decimal | float) and isfinite(number):
        return plain_number(number)
    return number_of(number)


def begun(period: str) -> str:
    if not has_begun(period):
        raise ValueError(NOT_BEGUN.rstrip("."))
    return period


Count = Annotated[int, Field(gt=0, le=1_000_000_000)]
Number = Annotated[int | float, BeforeValidator(plainly), Field(gt=0)]
Amount = Annotated[Number, Field(le=1_000_000_000)]
Note = Annotated[str, StringConstraints(max_length=250)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class FamilyRecord(Record):
    title: Text
    summary: Text
    mark: Family.Mark = Family.Mark.CIRCLE


class FamilyKind(Kind[FamilyRecord]):
    name = "family"
    record = FamilyRecord
    model = Family
    place = YamlFile("careers/content/families.yaml")

    def rows(self) -> Iterable[Family]:
        return Family.objects.order_by("slug")

    def to_record(self, row: Family) -> FamilyRecord:
        return FamilyRecord.model_validate(row)

    def fields(self, record: FamilyRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(exclude={"slug"})


class OfficialOccupation(RecordPart):
    scheme: Equivalent.Scheme
    code: Text
    title: Text
    uri: Url | Literal[""] = ""
    match: Equivalent.Match
    listed_as: str = ""
    source: SlugOf


class Fact(RecordPart):
    country: Country
    occupation: Text
    relation: OccupationMatch
    use: Use = Use.BESIDE


class PayFact(Fact):
    fit: Pay.Fit = Pay.Fit.FAIR
    measure: Pay.Measure
    amount: Amount
    p10: Amount | None = None
    p25: Amount | None = None
    p75: Amount | None = None
    p90: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    period: Annotated[str, Field(pattern=MONTH_OR_YEAR), AfterValidator(begun)]
    employment: Count | None = None
    standard_error: Annotated[Number, Field(le=100)] | None = None
    note: Note = ""
    evidence: Provenance | Literal[""] = ""
    source: SlugOf

    @model_validator(mode="after")
    def _median_lies_between(self) -> Self:
        if not (self.p10 or self.amount) <= self.amount <= (self.p90 or self.amount):
            raise ValueError("The amount is not between p10 and p90")
        known = [one for one in map(self.__dict__.get, Pay.PERCENTILES) if one is not None]
        if known != sorted(known):
            raise ValueError("p10, p25, amount, p75 and p90 must rise in this order")
        return self

    @model_validator(mode="after")
    def _unfit_is_a_detail(self) -> Self:
        if self.fit == Pay.Fit.NONE and self.use != Use.DETAILS:
            raise ValueError("A figure whose fit is none has the use details")
        return self


class OutlookFact(Fact):
    percent_change: Annotated[int | float, BeforeValidator(plainly), Field(ge=-100, le=1000)]
    period: Annotated[str, Field(pattern=TWO_YEARS), AfterValidator(begun)]
    annual_openings: Count | None = None
    openings_scope: str = ""
    employment: Count | None = None
    note: Note = ""
    evidence: Provenance
    source: SlugOf


def _by_code(occupations: tuple[OfficialOccupation, ...]) -> tuple[OfficialOccupation, ...]:
    in_order(tuple(f"{one.scheme} {one.code}" for one in occupations))
    return tuple(sorted(occupations, key=lambda one: (one.scheme, one.code)))


class RoleRecord(PublishedRecord):
    title: Text
    family: SlugOf
    purpose: Text
    entry_level: Role.EntryLevel
    entry_route: Text
    aliases: Names = ()
    tasks: Annotated[tuple[Line, ...], Field(min_length=1)]
    equivalents: Annotated[tuple[OfficialOccupation, ...], AfterValidator(_by_code)] = ()
    pay_note: str = ""
    pay: tuple[PayFact, ...] = ()
    outlook: tuple[OutlookFact, ...] = ()
    requirements: Annotated[tuple[Needed, ...], AfterValidator(most_important_first)] = ()
    references: Slugs = ()
    project: Annotated[ProjectPart | None, AfterValidator(exercises_what_is_asked)] = None
    body: Body = ""

    def refers_to(self) -> Iterator[Reference]:
        yield Reference("family", "family", self.family)
        for need in self.requirements:
            for skill in need.skills:
                yield Reference("requirements", "skill", skill)
        for one in self.equivalents:
            yield Reference("equivalents", "source", one.source)
        for pay in self.pay:
            yield Reference("pay", "source", pay.source)
        for outlook in self.outlook:
            yield Reference("outlook", "source", outlook.source)
        for source in self.references:
            yield Reference("references", "source", source)
        for source in self.project.sources if self.project else ():
            yield Reference("project", "source", source)


class RoleKind(Kind[RoleRecord]):
    name = "role"
    record = RoleRecord
    model = Role
    place = MarkdownFolder("careers/content/roles")

    def rows(self) -> Iterable[Role]:
        rows = Role.objects.order_by("slug").select_related("family", "first_project")
        return rows.prefetch_related(
            "aliases",
            "equivalents__source",
            "pay__source",
            "outlook__source",
            "requirements__skill",
            "references",
            "first_project__sources",
        )

    def to_record(self, row: Role) -> RoleRecord:
        return _record(row)

    def fields(self, record: RoleRecord, links: Links) -> dict[str, Any]:
        names = {"state", "title", "purpose", "entry_level", "entry_route", "pay_note", "body"}
        return {
            **record.model_dump(include=names),
            "family_id": links.pk(Family, record.family),
            "tasks": "\n".join(record.tasks),
        }

    def other_names(self, record: RoleRecord) -> Iterator[OtherName]:
        for name in record.aliases:
            yield OtherName("aliases", name)

    def link(self, row: Role, record: RoleRecord, links: Links) -> None:
        row.references.set(links.pks(Source, record.references))
        replace(row.aliases, [RoleAlias(role=row, name=name) for name in record.aliases])
        replace(
            row.equivalents,
            [
                Equivalent(
                    role=row,
                    source_id=links.pk(Source, one.source),
                    **one.model_dump(exclude={"source"}),
                )
                for one in record.equivalents
            ],
        )
        exercised = record.project.skills if record.project else ()
        asked = requirements_of(row, record.requirements, links, exercised)
        replace(row.requirements, list(asked))
        replace_project(row, record.project, links)
        replace(
            row.pay,
            [Pay(role=row, **_fact(fact, n, links)) for n, fact in enumerate(record.pay)],
        )
        replace(
            row.outlook,
            [Outlook(role=row, **_fact(fact, n, links)) for n, fact in enumerate(record.outlook)],
        )

    def settle(self) -> None:
        Role.objects.recount()
        recount_telling()
        Pay.objects.mark_superseded()
        Outlook.objects.mark_superseded()


def _fact(fact: PayFact | OutlookFact, position: int, links: Links) -> dict[str, Any]:
    values = {
        name: Decimal(str(value)) if isinstance(value, float) else value  # as it is written
        for name, value in fact.model_dump(exclude={"source"}).items()
    }
    return {**values, "position": position, "source_id": links.pk(Source, fact.source)}


def _record(row: Role) -> RoleRecord:
    return RoleRecord(
        slug=row.slug,
        state=row.state,
        title=row.title,
        family=row.family,
        purpose=row.purpose,
        entry_level=row.entry_level,
        entry_route=row.entry_route,
        aliases=tuple(alias.name for alias in row.aliases.all()),
        tasks=split_lines(row.tasks),
        pay_note=row.pay_note,
        equivalents=tuple(map(OfficialOccupation.model_validate, row.equivalents.all())),
        pay=tuple(map(PayFact.model_validate, row.pay.all())),
        outlook=tuple(map(OutlookFact.model_validate, row.outlook.all())),
        requirements=needed_of(row),
        references=tuple(source.slug for source in row.references.all()),
        project=project_of(row),
        body=row.body,
    )
