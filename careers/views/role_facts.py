"""What is known of a role, the same for everybody."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from careers.linked_data import occupation
from careers.models import Equivalent, Outlook, Pay, Requirement, Resource, Role, Source
from careers.models.likeness import neighbours_of
from careers.models.roles import RoleAlias, RoleName
from careers.views.labour import Labour, headline_of, labour_of
from portal.content.prose import citations_in
from portal.linked_data import Thing

MOST_NEIGHBOURS = 4
MOST_RESOURCES = 8


class RoleFacts:
    """Read when a page first asks for them: where it has kept that part of itself, never."""

    def __init__(self, role: Role, asked: Sequence[Requirement], site: str) -> None:
        self.role = role
        self.asked = asked
        self.skills = [requirement.skill for requirement in asked]
        self.site = site

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
    def topics(self) -> "list[Any]":  # of the other half, which this one does not import
        return list(self.role.topics.published().select_related("pillar"))

    @cached_property
    def case_studies(self) -> "QuerySet[Any]":
        return self.role.case_studies.published()

    @cached_property
    def references(self) -> list[Source]:
        return list(self.role.references.all())

    @property
    def evidence_is_thin(self) -> bool:
        """Too few who define the job or hire for it were asked what it needs."""
        first_hand = sum(source.is_first_hand for source in self.references)
        return first_hand < Role.LEAST_FIRST_HAND

    @cached_property
    def cited(self) -> "QuerySet[Source]":
        """What its text cites besides."""
        if slugs := citations_in(self.role.body):
            return Source.objects.filter(slug__in=slugs).exclude(roles=self.role)
        return Source.objects.none()

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
