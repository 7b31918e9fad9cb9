from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from careers.models import (
    Equivalent,
    Occupation,
    OccupationCode,
    OccupationTitle,
    Skill,
    Source,
    TypicalSkill,
)
from careers.models.telling import recount_telling
from careers.rules.levels import HIGHEST_TYPICAL, LOWEST_NEED
from portal.core.content.kinds import Kind, Links, OtherName, YamlFolder, replace
from portal.core.content.records import (
    Line,
    Names,
    PublishedRecord,
    RecordPart,
    Reference,
    SlugOf,
    Slugs,
    Text,
    Url,
    in_order,
    number_of,
)
from portal.core.text.folding import same_title

TypicalLevel = Annotated[int, BeforeValidator(number_of), Field(ge=LOWEST_NEED, le=HIGHEST_TYPICAL)]


class Typical(RecordPart):
    skill: SlugOf
    level: TypicalLevel
    basis: TypicalSkill.Basis
    element: str = ""
    adjusted: bool = False

    @model_validator(mode="after")
    def _element_fits_its_basis(self) -> Self:
        if self.basis == TypicalSkill.Basis.EDITORIAL:
            if self.element or self.adjusted:
                raise ValueError("What is editorial has no element and is not adjusted")
        elif not self.element:
            raise ValueError("Name the element of the source, or write 'basis: editorial'")
        return self


class Code(RecordPart):
    scheme: Equivalent.Scheme
    code: Text
    title: Text
    uri: Url | Literal[""] = ""
    match: OccupationCode.Match | Literal[""] = ""
    source: SlugOf


def _highest_first(typical: tuple[Typical, ...]) -> tuple[Typical, ...]:
    in_order(tuple(one.skill for one in typical))
    return tuple(sorted(typical, key=lambda one: (-one.level, one.skill)))


def _codes_in_order(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    in_order(tuple(f"{one.scheme} {one.code}" for one in codes))
    return tuple(sorted(codes, key=lambda one: (one.scheme, one.code)))


class OccupationRecord(PublishedRecord):
    title: Text
    group: Occupation.Group
    summary: Annotated[Line, StringConstraints(max_length=200)]
    titles: Names = ()
    codes: Annotated[tuple[Code, ...], AfterValidator(_codes_in_order)] = ()
    typical: Annotated[tuple[Typical, ...], AfterValidator(_highest_first)] = ()
    references: Slugs = ()
    bridge: Text

    @model_validator(mode="after")
    def _is_called_once_so(self) -> Self:
        seen = {same_title(self.title): self.title}
        for title in self.titles:
            other = seen.setdefault(same_title(title), title)
            if other is not title:
                raise ValueError(f"'{title}' looks like '{other}'. Remove it from the titles")
        return self

    def refers_to(self) -> Iterator[Reference]:
        for one in self.codes:
            yield Reference("codes", "source", one.source)
        for typical in self.typical:
            yield Reference("typical", "skill", typical.skill)
        for source in self.references:
            yield Reference("references", "source", source)


class OccupationKind(Kind[OccupationRecord]):
    name = "occupation"
    record = OccupationRecord
    model = Occupation
    place = YamlFolder("careers/content/occupations", stem="group")
    has_ambiguous_names = True

    def rows(self) -> Iterable[Occupation]:
        rows = Occupation.objects.order_by("slug")
        return rows.prefetch_related("titles", "codes__source", "typical__skill", "references")

    def to_record(self, row: Occupation) -> OccupationRecord:
        return OccupationRecord(
            slug=row.slug,
            state=row.state,
            title=row.title,
            group=row.group,
            summary=row.summary,
            titles=tuple(one.title for one in row.titles.all()),
            codes=tuple(map(Code.model_validate, row.codes.all())),
            typical=tuple(map(Typical.model_validate, row.typical.all())),
            references=tuple(source.slug for source in row.references.all()),
            bridge=row.bridge,
        )

    def fields(self, record: OccupationRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        return record.model_dump(include={"state", "title", "group", "summary", "bridge"})

    def other_names(self, record: OccupationRecord) -> Iterator[OtherName]:
        """The same title may stand under several occupations: readers are asked which."""
        for title in record.titles:
            yield OtherName("titles", title, is_ambiguous=True)

    def link(self, row: Occupation, record: OccupationRecord, links: Links) -> None:
        row.references.set(links.pks(Source, record.references))
        replace(row.titles, [OccupationTitle(occupation=row, title=one) for one in record.titles])
        replace(
            row.codes,
            [
                OccupationCode(
                    occupation=row,
                    source_id=links.pk(Source, one.source),
                    **one.model_dump(exclude={"source"}),
                )
                for one in record.codes
            ],
        )
        replace(
            row.typical,
            [
                TypicalSkill(
                    occupation=row,
                    skill_id=links.pk(Skill, one.skill),
                    **one.model_dump(exclude={"skill"}),
                )
                for one in record.typical
            ],
        )

    def settle(self) -> None:
        recount_telling()
