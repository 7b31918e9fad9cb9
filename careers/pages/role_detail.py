"""What is known of a role, the same for everybody; and what it asks, beside what a person has."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from careers.formats import gap_words
from careers.forms import rows_to_rate
from careers.forms.ratings import RATINGS
from careers.graphics.gap_bar import GapBar, gap_bar
from careers.models import (
    Equivalent,
    FirstProject,
    Outlook,
    Pay,
    Requirement,
    Resource,
    Role,
    Skill,
    Source,
)
from careers.models.names import RoleName
from careers.models.needs import needs_from_rows, together
from careers.models.prerequisite_graph import NO_GRAPH, prerequisite_graph
from careers.models.role_similarity import neighbours_of
from careers.models.roles import RoleAlias
from careers.pages.labour import Labour, headline_of, labour_of
from careers.pages.matches import skill_groups
from careers.pages.role_prose import RoleProse, role_prose
from careers.rules.implied import implied_by
from careers.rules.matching import Line, explain
from careers.rules.what_if import next_levels
from careers.schema_org import occupation
from portal.core.schema_org import Thing
from portal.core.text.prose import citations_in

MOST_NEIGHBOURS = 4
MOST_NEXT_LEVELS = 5
MOST_RESOURCES = 8


class AskedRow(NamedTuple):
    title: str
    url: str
    name: str  # of the field for the person's level
    selected: str
    importance: int
    bar: GapBar
    words: str


class AskedNeed(NamedTuple):
    """One skill, or several of which any will do; `choice` then says so and which one counts."""

    choice: str
    rows: list[AskedRow]


class AskedGroup(NamedTuple):
    """The essential needs of a role, or the supporting ones."""

    title: str
    meaning: str
    needs: list[AskedNeed]


class RoleFacts:
    """Read when a page first asks for them: where it has kept that part of itself, never."""

    def __init__(self, role: Role, asked: Sequence[Requirement], site: str) -> None:
        self.role = role
        self.asked = asked
        self.skills = [requirement.skill for requirement in asked]
        self.site = site

    @cached_property
    def needs(self) -> list[list[Requirement]]:
        """The requirements by need: several where any of their skills will do."""
        return together(self.asked)

    @cached_property
    def prose(self) -> RoleProse:
        return role_prose(self.role.body)

    @cached_property
    def aliases(self) -> list[RoleAlias]:
        return list(self.role.aliases.all())

    @cached_property
    def pay(self) -> list[Pay]:
        return list(self.role.pay.select_related("source"))

    @cached_property
    def outlook(self) -> list[Outlook]:
        return list(self.role.outlook.select_related("source"))

    @cached_property
    def labour(self) -> Labour:
        return labour_of(self.role.pay_note, self.pay, self.outlook)

    @property
    def pay_headline(self) -> Pay | None:
        return headline_of(self.pay)

    @property
    def outlook_headline(self) -> Outlook | None:
        return headline_of(self.outlook)

    @cached_property
    def equivalents(self) -> list[Equivalent]:
        return list(self.role.equivalents.select_related("source"))

    @cached_property
    def _sources(self) -> list[Any]:
        """Its references, what its first project works with, and what its text cites.

        In one query: they stand on every page of a role. `is_reference` and `is_data` tell them
        apart.
        """
        is_reference = Role.references.through.objects.filter(role=self.role, source=OuterRef("pk"))
        is_data = FirstProject.sources.through.objects.filter(
            firstproject__role=self.role, source=OuterRef("pk")
        )
        sources = Source.objects.annotate(
            is_reference=Exists(is_reference), is_data=Exists(is_data)
        )
        is_cited = Q(slug__in=self._citations)
        return list(sources.filter(Q(is_reference=True) | Q(is_data=True) | is_cited))

    @cached_property
    def _citations(self) -> set[str]:
        return set(citations_in(self.role.body))

    @property
    def references(self) -> list[Source]:
        return [source for source in self._sources if source.is_reference]

    @property
    def evidence_is_thin(self) -> bool:
        """Too few who define the job or hire for it were asked what it needs."""
        first_hand = sum(source.is_first_hand for source in self.references)
        return first_hand < Role.LEAST_FIRST_HAND

    @property
    def cited(self) -> list[Source]:
        """What its text cites besides."""
        return [
            source
            for source in self._sources
            if source.slug in self._citations and not source.is_reference
        ]

    @property
    def project_sources(self) -> list[Source]:
        """Where the data and the tools of its first project are."""
        return [source for source in self._sources if source.is_data]

    @property
    def project_skills(self) -> list[Skill]:
        return [one.skill for one in self.asked if one.in_first_project]

    @cached_property
    def resources(self) -> list[Resource]:
        """Those that teach the most of its skills."""
        return list(Resource.objects.published().teaching_most_of(self.skills)[:MOST_RESOURCES])

    @cached_property
    def linked_data(self) -> Thing:
        """The same for programs, with whole addresses."""
        return occupation(self.role, self.asked, self.pay, self.site)

    @cached_property
    def neighbours(self) -> list[RoleName]:
        """The roles most like it, the likest first."""
        return neighbours_of(self.role.name, MOST_NEIGHBOURS)


def role_match(
    role: Role, requirements: Sequence[Requirement], levels: Mapping[str, int]
) -> dict[str, object]:
    """What the role asks beside what a person has, and the levels that would raise it most."""
    needs = needs_from_rows(requirements)
    graph = prerequisite_graph() if levels else NO_GRAPH
    match = explain(needs, levels, implied_by(levels, graph.links))
    return {
        "groups": asked_groups(requirements, match.lines, levels),
        "choices": RATINGS,
        "need_only": not levels,
        "explanation": match,
        "gaps": skill_groups(match, graph.titles),
        "next_levels": next_levels({role: needs}, levels, MOST_NEXT_LEVELS, graph.links),
    }


def asked_groups(
    requirements: Sequence[Requirement], lines: Sequence[Line], levels: Mapping[str, int]
) -> list[AskedGroup]:
    """The needs in the order of the requirements, each beside its line of the match.

    A group without any is left out.
    """
    asked = together(requirements)
    needs = [_asked_need(rows, line, levels) for rows, line in zip(asked, lines, strict=True)]
    essential = [need for need, line in zip(needs, lines, strict=True) if line.need.is_essential]
    supporting = [
        need for need, line in zip(needs, lines, strict=True) if not line.need.is_essential
    ]
    groups = [
        AskedGroup("Essential", "importance 4 and 5", essential),
        AskedGroup("Supporting", "importance 1 to 3", supporting),
    ]
    return [group for group in groups if group.needs]


def _asked_need(
    requirements: Sequence[Requirement], line: Line, levels: Mapping[str, int]
) -> AskedNeed:
    rated = rows_to_rate([one.skill for one in requirements], levels)
    rows = [
        AskedRow(
            title=own.skill.title,
            url=own.skill.get_absolute_url(),
            name=own.name,
            selected=own.selected,
            importance=one.importance,
            bar=gap_bar(one.level, own.level, one.importance, need_only=not levels or spared),
            words="not needed" if spared else gap_words(one.level, own.level, need_only=not levels),
        )
        for one, own in zip(requirements, rated, strict=True)
        for spared in [line.is_met and own.level is None]
    ]
    counting = f"; {line.by.title} counts" if line.by else ""
    return AskedNeed(f"Any one of these {len(rows)}{counting}" if line.need.is_choice else "", rows)
