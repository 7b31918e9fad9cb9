"""Rows for tests: published and plausible, unlike one another where a constraint asks for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from careers.models import (
    Equivalent,
    Family,
    Occupation,
    OccupationTitle,
    Outlook,
    Pay,
    Prerequisite,
    Profile,
    Rating,
    Requirement,
    Resource,
    Role,
    RoleAlias,
    Skill,
    SkillAlias,
    SkillLevel,
    Source,
    Teaches,
    TypicalSkill,
)
from careers.models.labour import OccupationMatch
from portal.core.publication import State
from portal.models import User

numbers = count(1)


def make_user(*, email: str | None = None, password: str = "correct horse", **fields: Any) -> User:
    return User.objects.create_user(
        email or f"person{next(numbers)}@example.com", password, **fields
    )


def make_source(*, slug: str | None = None, title: str | None = None, **fields: Any) -> Source:
    names = slug_and_title("Source", slug, title)
    defaults = {
        "publisher": "A publisher",
        "url": f"https://source.example/{names['slug']}",
        "year": 2025,
        "seen": date(2026, 11, 1),
    }
    return Source.objects.create(**names, **(defaults | fields))


def make_family(*, slug: str | None = None, title: str | None = None, **fields: Any) -> Family:
    defaults = {"summary": "What these roles have in common."}
    return Family.objects.create(**slug_and_title("Family", slug, title), **(defaults | fields))


def make_skill(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    levels: Mapping[int, str] | None = None,
    aliases: Iterable[str] = (),
    prerequisites: Iterable[Skill] | Mapping[Skill, int] = (),
    **fields: Any,
) -> Skill:
    """`levels` are the anchors by level; left out, every level from 1 to 5 has one.

    `prerequisites` are taken at level 2, unless they are skill -> level.
    """
    defaults = {
        "kind": Skill.Kind.TECHNICAL,
        "category": Skill.Category.PROGRAMMING,
        "definition": "What it is, in one sentence.",
    }
    skill = Skill.objects.create(
        **slug_and_title("Skill", slug, title), state=state, **(defaults | fields)
    )
    if levels is None:
        levels = {level: f"Does {skill.title} at level {level}." for level in range(1, 6)}
    SkillLevel.objects.bulk_create(
        SkillLevel(skill=skill, level=level, anchor=anchor) for level, anchor in levels.items()
    )
    SkillAlias.objects.bulk_create(SkillAlias(skill=skill, name=name) for name in aliases)
    if not isinstance(prerequisites, Mapping):
        prerequisites = dict.fromkeys(prerequisites, 2)
    Prerequisite.objects.bulk_create(
        Prerequisite(skill=skill, needs=needs, level=level)
        for needs, level in prerequisites.items()
    )
    return skill


def make_role(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    family: Family | None = None,
    requirements: Mapping[Skill | tuple[Skill, ...], tuple[int, int]] | None = None,
    aliases: Iterable[str] = (),
    **fields: Any,
) -> Role:
    """`requirements` are skill -> (level, importance), each from 1 to 5; several skills for any."""
    defaults = {
        "purpose": "What the role is there for.",
        "tasks": "The first thing it does\nThe second thing it does",
        "entry_level": Role.EntryLevel.JUNIOR,
        "entry_route": "How people usually come in.",
    }
    role = Role.objects.create(
        **slug_and_title("Role", slug, title),
        state=state,
        family=family or make_family(),
        **(defaults | fields),
    )
    Requirement.objects.bulk_create(
        Requirement(role=role, skill=skill, level=level, importance=importance, choice=choice)
        for number, (asked, (level, importance)) in enumerate((requirements or {}).items(), start=1)
        for skills, choice in [(asked, number) if isinstance(asked, tuple) else ([asked], None)]
        for skill in skills
    )
    RoleAlias.objects.bulk_create(RoleAlias(role=role, name=name) for name in aliases)
    return _recounted(role)


def make_requirement(
    *, role: Role | None = None, skill: Skill | None = None, level: int = 3, importance: int = 3
) -> Requirement:
    """The role given has its weights counted anew."""
    role = role or make_role()
    row = Requirement.objects.create(
        role=role, skill=skill or make_skill(), level=level, importance=importance
    )
    _recounted(role)
    return row


def make_pay(*, role: Role, **fields: Any) -> Pay:
    defaults = {
        "measure": Pay.Measure.MEDIAN_ANNUAL_WAGE,
        "country": "US",
        "occupation": "15-2051 Data Scientists",
        "relation": OccupationMatch.CLOSEST_OCCUPATION,
        "amount": 100_000,
        "currency": "USD",
        "period": "2025-05",
    }
    source = fields.pop("source", None) or make_source()
    return Pay.objects.create(role=role, source=source, **(defaults | fields))


def make_outlook(*, role: Role, **fields: Any) -> Outlook:
    defaults = {
        "country": "US",
        "occupation": "15-2051 Data Scientists",
        "relation": OccupationMatch.CLOSEST_OCCUPATION,
        "percent_change": 34,
        "period": "2024-2034",
        "evidence": Outlook.Provenance.PRIMARY_PAGE,
    }
    source = fields.pop("source", None) or make_source()
    return Outlook.objects.create(role=role, source=source, **(defaults | fields))


def make_equivalent(*, role: Role, **fields: Any) -> Equivalent:
    defaults = {
        "scheme": Equivalent.Scheme.ONET,
        "code": f"15-{next(numbers):04}.00",
        "title": "Data Scientists",
        "match": Equivalent.Match.RELATED_TITLE,
    }
    return Equivalent.objects.create(role=role, **(defaults | fields))


def make_occupation(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    typical: Mapping[Skill, int] | None = None,
    titles: Iterable[str] = (),
    **fields: Any,
) -> Occupation:
    """`typical` is skill -> level from 1 to 4; `titles` are what else it is called."""
    defaults = {
        "group": Occupation.Group.HEALTH,
        "summary": "What people in it do.",
        "bridge": "People from it usually come over by a short course.",
    }
    occupation = Occupation.objects.create(
        **slug_and_title("Occupation", slug, title), state=state, **(defaults | fields)
    )
    TypicalSkill.objects.bulk_create(
        TypicalSkill(occupation=occupation, skill=skill, level=level, basis="editorial")
        for skill, level in (typical or {}).items()
    )
    OccupationTitle.objects.bulk_create(
        OccupationTitle(occupation=occupation, title=title) for title in titles
    )
    return occupation


def make_resource(
    *,
    slug: str | None = None,
    title: str | None = None,
    state: State = State.PUBLISHED,
    teaches: Mapping[Skill, tuple[int, int]] | None = None,
    **fields: Any,
) -> Resource:
    """`teaches` are skill -> (level from, level to), in the order in which they are shown."""
    names = slug_and_title("Resource", slug, title)
    defaults = {
        "by": "An author",
        "url": f"https://resource.example/{names['slug']}",
        "kind": Resource.Kind.COURSE,
        "category": Skill.Category.PROGRAMMING,
        "cost": Resource.Cost.FREE,
        "practice": Resource.Practice.NONE,
        "hours_from": 8,
        "hours_to": 12,
        "year": 2025,
    }
    resource = Resource.objects.create(**names, state=state, **(defaults | fields))
    Teaches.objects.bulk_create(
        Teaches(resource=resource, skill=skill, level_from=low, level_to=high, position=position)
        for position, (skill, (low, high)) in enumerate((teaches or {}).items())
    )
    return resource


def make_profile(
    *, ratings: Mapping[Skill, int] | None = None, member: User | None = None
) -> Profile:
    profile = Profile.objects.create(member=member)
    Rating.objects.bulk_create(
        Rating(profile=profile, skill=skill, level=level)
        for skill, level in (ratings or {}).items()
    )
    return profile


def make_visitor(
    *,
    ratings: Mapping[Skill, int] | None = None,
    member: User | None = None,
    goals: Iterable[Role] = (),
) -> Client:
    """A browser that sends its forms from this site; all that it has went through real forms."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    if member:
        client.force_login(member)
    if ratings:
        levels = {f"level-{skill.slug}": level for skill, level in ratings.items()}
        client.post(reverse("careers:ratings_save"), levels)
    for role in goals:
        client.post(reverse("careers:goal_add"), {"role": role.slug})
    return client


def make_complete_role(**fields: Any) -> Role:
    """One that may be published, as every `make_complete_…` makes."""
    return make_role(requirements={make_skill(): (3, 3)}, **fields)


def make_complete_occupation(**fields: Any) -> Occupation:
    return make_occupation(typical={make_skill(): 3}, **fields)


def slug_and_title(kind: str, slug: str | None, title: str | None) -> dict[str, str]:
    """Slug and title, each made of the other where one is missing."""
    if title is None:
        title = slug.replace("-", " ").capitalize() if slug else f"{kind} {next(numbers)}"
    return {"slug": slug or slugify(title), "title": title}


def _recounted(role: Role) -> Role:
    Role.objects.filter(pk=role.pk).recount()
    role.refresh_from_db(fields=["weight", "essential_weight"])
    return role
