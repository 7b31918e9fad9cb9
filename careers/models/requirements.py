"""What is asked of requirements: needs, sums for the matches, and how roles compare."""

from collections import Counter
from collections.abc import Iterable
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Least, Lower

from careers.models.names import RoleName
from careers.models.needs import COLUMNS, SkillAsked, needs_by
from careers.models.skills import Skill
from careers.rules.balance import AskedSkill, Balance, balance
from careers.rules.needs import Alternative, Need, any_of
from portal.core.publication import is_published

if TYPE_CHECKING:
    from careers.models.roles import Requirement, Role


class Vectors(NamedTuple):
    """Of each role, skill -> importance x level; and which of the skills are tools."""

    asks: dict[RoleName, dict[int, float]]
    tools: set[int]


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def published(self) -> Self:
        """Those that ask a published skill: the only ones that count and that are shown."""
        return self.filter(is_published("skill"))

    def of_published_roles(self) -> Self:
        return self.filter(is_published("role")).select_related("role__family")

    def with_alternatives(self) -> "list[Requirement]":
        """Each with `instead`: in words what the role takes in its place, empty for nothing.

        They are those of one skill, reached from it.
        """
        rows = list(self)
        roles = {row.role_id for row in rows if row.choice}
        others: dict[tuple[int, int | None], list[Alternative]] = {}
        choices = type(self)(self.model).published().filter(role__in=roles, choice__isnull=False)
        for role, choice, slug, title in choices.order_by("pk").values_list(
            "role", "choice", "skill__slug", "skill__title"
        ):
            others.setdefault((role, choice), []).append(Alternative(slug, title))
        for row in rows:
            named = others.get((row.role_id, row.choice), [])
            row.instead = any_of([one for one in named if one.skill != row.skill.slug])
        return rows

    def most_important_first(self) -> Self:
        return self.order_by("-importance", "-level", Lower("skill__title"))

    def one_a_need(self) -> Self:
        """Of the published alternatives of a choice the first listed alone: what counts weights."""
        same = {"role": OuterRef("role"), "choice": OuterRef("choice")}
        earlier = type(self)(self.model).published().filter(**same, pk__lt=OuterRef("pk"))
        return self.published().filter(Q(choice=None) | ~Exists(earlier))

    def needs_of(self, roles: "Iterable[Role]") -> dict[int, list[Need]]:
        """What each role asks, by primary key, as the rules take it."""
        rows = self.published().filter(role__in=roles).most_important_first()
        return needs_by(
            (role, SkillAsked(*asked)) for role, *asked in rows.values_list("role", *COLUMNS)
        )

    def rank_parts_for(self, profile: int) -> "models.QuerySet[Requirement, Any]":
        """The fit of the roles: a row for each need of theirs that the profile has rated.

        The rows of a role are to be added up; a choice counts what its best alternative does. It
        touches the requirements of rated skills only.
        """
        rated = self.published().filter(skill__ratings__profile=profile).order_by()
        alone, choices = rated.filter(choice=None), rated.filter(choice__isnull=False)
        best = choices.values("role", "choice").annotate(fit=Max(_fit()))
        return alone.values("role", fit=_fit()).union(best.values("role", "fit"), all=True)

    def balances(self) -> dict[RoleName, Balance]:
        """Of each published role, how much is model development and how much the systems.

        Of a choice the first listed stands for all.
        """
        asked: dict[RoleName, list[AskedSkill]] = {}
        rows = self.one_a_need().of_published_roles().order_by("role__title")
        for slug, title, skill, category, importance in rows.values_list(
            "role__slug", "role__title", "skill__slug", "skill__category", "importance"
        ):
            one = AskedSkill(skill, category, importance)
            asked.setdefault(RoleName(slug, title), []).append(one)
        return {role: balance(skills) for role, skills in asked.items()}

    def needs_by_role(self) -> dict[RoleName, tuple[Need, ...]]:
        """What each published role asks, by title: one query, for rules that look at all roles."""
        rows = (
            self.published()
            .of_published_roles()
            .order_by("role__title", "-importance", "-level", Lower("skill__title"))
        )
        needs = needs_by(
            (RoleName(slug, title), SkillAsked(*asked))
            for slug, title, *asked in rows.values_list("role__slug", "role__title", *COLUMNS)
        )
        return {role: tuple(asked) for role, asked in needs.items()}

    def vectors(self) -> Vectors:
        """Of each published role, what similarity compares.

        A choice is spread over its k alternatives, each a root of k shorter: together they are as
        long as a need of one skill. Roles with the same choice agree in it fully, those that ask
        one of its skills in part, whichever that is.
        """
        rows = self.published().of_published_roles().order_by("role__title")
        columns = ("role__slug", "role__title", "choice", "skill_id", "skill__kind")
        asked = list(rows.values_list(*columns, F("importance") * F("level")))
        sizes = Counter((slug, choice) for slug, _, choice, *_ in asked if choice)
        asks: dict[RoleName, dict[int, float]] = {}
        tools = set()
        for slug, title, choice, skill, kind, size in asked:
            length = size / sqrt(sizes[slug, choice]) if choice else size
            asks.setdefault(RoleName(slug, title), {})[skill] = length
            if kind == Skill.Kind.TOOL:
                tools.add(skill)
        return Vectors(asks, tools)


def _fit() -> CombinedExpression:
    """`matching.Telling.fit`."""
    counted = Least(F("skill__ratings__level"), F("level"))
    return F("skill__telling") * F("importance") * counted
