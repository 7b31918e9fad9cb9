"""Rows that a constraint may be broken with."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import models

from careers.models import (
    Equivalent,
    FirstProject,
    OccupationCode,
    Outlook,
    Pay,
    Prerequisite,
    Rating,
    Requirement,
    Resource,
    SkillLevel,
    SkillProgress,
    Teaches,
    TypicalSkill,
)
from portal.models import User
from scalability.models import CaseTopic
from tests.factories import (
    make_occupation,
    make_profile,
    make_resource,
    make_role,
    make_skill,
    make_source,
)
from tests.scalability.factories import make_case_study, make_topic


def again(row: models.Model) -> models.Model:
    """Another row that says the same."""
    row.pk = None
    row._state.adding = True  # noqa: SLF001 -- Django's way to copy a row
    return row


def level(**values: int) -> models.Model:
    return SkillLevel(skill=make_skill(levels={}), anchor="Does it.", **{"level": 3} | values)


def prerequisite(level: int = 2) -> models.Model:
    return Prerequisite(skill=make_skill(), needs=make_skill(), level=level)


def requirement(**values: int) -> models.Model:
    values = {"level": 3, "importance": 3} | values
    return Requirement(role=make_role(), skill=make_skill(), **values)


def typical(**values: object) -> models.Model:
    values = {"level": 3, "basis": "editorial"} | values
    return TypicalSkill(occupation=make_occupation(), skill=make_skill(), **values)


def occupation_code() -> models.Model:
    return OccupationCode(
        occupation=make_occupation(),
        scheme="onet",
        code="29-1141.00",
        title="Registered Nurses",
        source=make_source(),
    )


def rating(**values: int) -> models.Model:
    return Rating(profile=make_profile(), skill=make_skill(), **{"level": 3} | values)


def of_person(model: type[models.Model], **values: object) -> models.Model:
    """A row of a person's own about a skill, unless it is about something else."""
    about = {} if {"role", "resource"} & values.keys() else {"skill": make_skill()}
    return model(profile=make_profile(), **about | values)


def skill_progress(**values: object) -> models.Model:
    return of_person(SkillProgress, **{"level": 3, "state": "learning"} | values)


def resource(**values: int) -> models.Model:
    return Resource(
        slug="another",
        title="Another",
        by="Somebody",
        url="https://resource.example/another",
        kind="book",
        category="programming",
        cost="free",
        **values,
    )


def teaches(level_from: int, level_to: int) -> models.Model:
    values = {"level_from": level_from, "level_to": level_to}
    return Teaches(resource=make_resource(), skill=make_skill(), **values)


def labour_fact(model: type[models.Model], **values: object) -> models.Model:
    return model(
        role=make_role(),
        country="US",
        occupation="Data scientists",
        relation="closest_occupation",
        source=make_source(),
        **values,
    )


def pay(**values: int | str | None) -> models.Model:
    fact = {"measure": "median_annual_wage", "currency": "USD", "period": "2025-05"}
    return labour_fact(Pay, **fact | {"amount": 50} | values)


def outlook(**values: int | None) -> models.Model:
    fact = {"period": "2024-2034", "evidence": "primary_page", "percent_change": 3}
    return labour_fact(Outlook, **fact | values)


def first_project(hours_from: int = 15, hours_to: int = 25) -> models.Model:
    return FirstProject(
        role=make_role(),
        title="A project",
        build="A report.",
        data="Open data.",
        measure="Errors.",
        good="It can be repeated.",
        hours_from=hours_from,
        hours_to=hours_to,
    )


def equivalent() -> models.Model:
    values = {"scheme": "esco", "code": "2511.1", "title": "Data engineer", "match": "exact"}
    return Equivalent(role=make_role(), **values)


def user(email: str) -> models.Model:
    return User(email=email, password="unusable", last_login=datetime(2026, 1, 1, tzinfo=UTC))


def case_topic() -> models.Model:
    return CaseTopic(case_study=make_case_study(), topic=make_topic(), part="challenge")


def looking_the_same(make: Callable[..., models.Model]) -> models.Model:
    row = again(make(title="Python"))
    row.slug, row.title = "other", "PYTHON"
    return row


def twice(row: models.Model) -> models.Model:
    row.save()
    return again(row)


def itself(model: type[models.Model], one: str, other: str, row: models.Model, **values: str):
    return model(**{one: row, other: row}, **values)
