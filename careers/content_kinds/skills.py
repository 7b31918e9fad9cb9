from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from careers.models import Prerequisite, Skill, SkillAlias, SkillLevel
from careers.rules.prerequisites import find_cycle
from portal.core.content.kinds import Kind, Links, Mistake, OtherName, YamlFolder, replace
from portal.core.content.records import (
    Level,
    Names,
    PublishedRecord,
    RecordPart,
    Reference,
    Slug,
    Text,
    Url,
    in_order,
)


class EscoSkill(RecordPart):
    label: Text
    uri: Url
    match: Text


def _refuse_a_list(links: object) -> object:
    if isinstance(links, list | tuple):
        first = next((link for link in links if isinstance(link, str)), "python")
        text = f"These have no level. Write them as '{{{first}: 2}}', each from 1 to 5"
        raise ValueError(text)  # noqa: TRY004 -- pydantic shows no other
    return links


def _by_slug(links: dict[str, int]) -> dict[str, int]:
    return dict(sorted(links.items()))


Prerequisites = Annotated[
    dict[Slug, Level], BeforeValidator(_refuse_a_list), AfterValidator(_by_slug)
]


class SkillRecord(PublishedRecord):
    title: Text
    kind: Skill.Kind
    category: Skill.Category
    definition: Text
    aliases: Names = ()
    ambiguous_aliases: Names = ()
    prerequisites: Prerequisites = {}
    esco: EscoSkill | None = None
    levels: dict[Level, Text] = {}

    @model_validator(mode="after")
    def _has_each_alias_once(self) -> Self:
        in_order(self.aliases + self.ambiguous_aliases)
        return self

    def refers_to(self) -> Iterator[Reference]:
        for slug in self.prerequisites:
            yield Reference("prerequisites", "skill", slug)


class SkillKind(Kind[SkillRecord]):
    name = "skill"
    record = SkillRecord
    model = Skill
    place = YamlFolder("careers/content/skills", stem="category")
    has_ambiguous_names = True

    def rows(self) -> Iterable[Skill]:
        rows = Skill.objects.order_by("slug")
        return rows.prefetch_related("aliases", "levels", "needed__needs")

    def to_record(self, row: Skill) -> SkillRecord:
        return _record(row)

    def fields(self, record: SkillRecord, links: Links) -> dict[str, Any]:  # noqa: ARG002
        esco = record.esco
        return {
            "state": record.state,
            "title": record.title,
            "kind": record.kind,
            "category": record.category,
            "definition": record.definition,
            "esco_label": esco.label if esco else "",
            "esco_uri": esco.uri if esco else "",
            "esco_match": esco.match if esco else "",
        }

    def other_names(self, record: SkillRecord) -> Iterator[OtherName]:
        for name in record.aliases:
            yield OtherName("aliases", name)
        for name in record.ambiguous_aliases:
            yield OtherName("ambiguous_aliases", name, is_ambiguous=True)

    def link(self, row: Skill, record: SkillRecord, links: Links) -> None:
        clear = [SkillAlias(skill=row, name=name) for name in record.aliases]
        ambiguous = [
            SkillAlias(skill=row, name=name, ambiguous=True) for name in record.ambiguous_aliases
        ]
        replace(row.aliases, clear + ambiguous)
        replace(
            row.levels,
            [SkillLevel(skill=row, level=n, anchor=text) for n, text in record.levels.items()],
        )
        replace(
            row.needed,
            [
                Prerequisite(skill=row, needs_id=links.pk(Skill, slug), level=level)
                for slug, level in record.prerequisites.items()
            ],
        )

    def check(self) -> Iterator[Mistake]:
        if cycle := find_cycle(Prerequisite.objects.pairs()):
            text = f"The prerequisites make a circle: {' needs '.join(cycle)}. Leave one link out."
            yield Mistake(cycle[0], "prerequisites", text)


def _record(row: Skill) -> SkillRecord:
    aliases = row.aliases.all()
    return SkillRecord(
        slug=row.slug,
        state=row.state,
        title=row.title,
        kind=row.kind,
        category=row.category,
        definition=row.definition,
        aliases=tuple(alias.name for alias in aliases if not alias.ambiguous),
        ambiguous_aliases=tuple(alias.name for alias in aliases if alias.ambiguous),
        prerequisites={link.needs.slug: link.level for link in row.needed.all()},
        esco=_esco(row),
        levels={level.level: level.anchor for level in row.levels.all()},
    )


def _esco(row: Skill) -> EscoSkill | None:
    if not row.esco_uri:
        return None
    return EscoSkill(label=row.esco_label, uri=row.esco_uri, match=row.esco_match)
