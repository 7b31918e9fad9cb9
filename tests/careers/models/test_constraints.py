"""The database keeps every promise, and says in words that a person understands which it was."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from careers.models import (
    Equivalent,
    Goal,
    LeftOut,
    Note,
    Outlook,
    OwnLink,
    Pay,
    PlanChoices,
    Prerequisite,
    Profile,
    Rating,
    RatingChange,
    Requirement,
    Resource,
    ResourceProgress,
    RoleAlias,
    SkillAlias,
    SkillLevel,
    SkillProgress,
    Source,
    Teaches,
)
from portal.models import LoadedRow, UnsentMail, User
from scalability.models import Addresses, CaseTopic, Relation
from tests.factories import (
    make_case_study,
    make_family,
    make_pillar,
    make_profile,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
)

APPS = ("portal", "careers", "scalability")
UNNAMED = "UNIQUE constraint failed: "  # SQLite names the columns instead
OF_COLUMN = "portal_user_email_key"  # addresses are kept in one form, so the column refuses first
BUILT_IN_MESSAGE = models.BaseConstraint.default_violation_error_message


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


A_LEVEL = "A level is a whole number from 1 to 5."
TIE = {"how": "Thus."}

VIOLATIONS: list[tuple[str, str, Callable[[], models.Model]]] = [
    (
        "portal_user_email_unique",
        "There is an account with this e-mail address already.",
        lambda: make_user(email="ada@example.com") and user("Ada@Example.com"),
    ),
    (
        "portal_loadedrow_unique",
        "This row is remembered already.",
        lambda: twice(LoadedRow(kind="skill", slug="python", digest="0" * 64)),
    ),
    (
        "portal_unsentmail_unique",
        "This message is kept already.",
        lambda: twice(UnsentMail(template="reset", email="ada@example.com", due=timezone.now())),
    ),
    (
        "careers_skillalias_unique",
        "The skill has this alias already.",
        lambda: twice(SkillAlias(skill=make_skill(), name="Py")),
    ),
    (
        "careers_skilllevel_unique",
        "The skill has an anchor for this level already.",
        lambda: twice(level()),
    ),
    ("careers_skilllevel_level", A_LEVEL, lambda: level(level=0)),
    ("careers_skilllevel_level", A_LEVEL, lambda: level(level=6)),
    (
        "careers_prerequisite_unique",
        "The skill has this prerequisite already.",
        lambda: twice(prerequisite()),
    ),
    (
        "careers_prerequisite_not_itself",
        "A skill cannot be its own prerequisite.",
        lambda: itself(Prerequisite, "skill", "needs", make_skill(), level=2),
    ),
    ("careers_prerequisite_level", A_LEVEL, lambda: prerequisite(level=0)),
    ("careers_prerequisite_level", A_LEVEL, lambda: prerequisite(level=6)),
    (
        "careers_rolealias_unique",
        "The role has this alias already.",
        lambda: twice(RoleAlias(role=make_role(), name="Analyst")),
    ),
    (
        "careers_requirement_unique",
        "The role asks this skill already.",
        lambda: twice(requirement()),
    ),
    ("careers_requirement_level", A_LEVEL, lambda: requirement(level=0)),
    ("careers_requirement_level", A_LEVEL, lambda: requirement(level=6)),
    (
        "careers_requirement_importance",
        "Importance is a whole number from 1 to 5.",
        lambda: requirement(importance=0),
    ),
    (
        "careers_requirement_importance",
        "Importance is a whole number from 1 to 5.",
        lambda: requirement(importance=6),
    ),
    (
        "careers_requirement_choice_number",
        "A choice is numbered 1 or higher, or empty.",
        lambda: requirement(choice=0),
    ),
    (
        "careers_equivalent_unique",
        "The role names this occupation already.",
        lambda: twice(equivalent()),
    ),
    ("careers_pay_amount", "Pay is more than nothing.", lambda: pay(amount=0)),
    (
        "careers_pay_percentiles",
        "The median lies between the two percentiles.",
        lambda: pay(p10=51),
    ),
    (
        "careers_pay_percentiles",
        "The median lies between the two percentiles.",
        lambda: pay(p10=0),
    ),
    (
        "careers_pay_percentiles",
        "The median lies between the two percentiles.",
        lambda: pay(p90=49),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles rise from the 10th to the 90th.",
        lambda: pay(p25=51),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles rise from the 10th to the 90th.",
        lambda: pay(p75=49),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles rise from the 10th to the 90th.",
        lambda: pay(p10=30, p25=29),
    ),
    (
        "careers_pay_quartiles",
        "The percentiles rise from the 10th to the 90th.",
        lambda: pay(p75=81, p90=80),
    ),
    (
        "careers_pay_unfit",
        "What does not fit the role stays in the details.",
        lambda: pay(fit="none", use="beside"),
    ),
    (
        "careers_outlook_openings",
        "Openings are more than none, or left empty.",
        lambda: outlook(annual_openings=0),
    ),
    (
        "careers_outlook_change",
        "Employment cannot fall by more than 100 percent.",
        lambda: outlook(percent_change=-101),
    ),
    ("careers_rating_unique", "The skill is rated already.", lambda: twice(rating())),
    (
        "careers_rating_level",
        "A level is a whole number from 0 to 5.",
        lambda: rating(level=6),
    ),
    (
        "careers_source_review_after_seen",
        "The review lies after the day the source was seen.",
        lambda: Source(slug="s", title="S", seen=date(2026, 1, 2), review_by=date(2026, 1, 2)),
    ),
    (
        "careers_resource_hour_range",
        "Hours lead from some to as many or more, or stay empty.",
        lambda: resource(hours_from=5, hours_to=4),
    ),
    (
        "careers_resource_hour_range",
        "Hours lead from some to as many or more, or stay empty.",
        lambda: resource(hours_from=0, hours_to=4),
    ),
    (
        "careers_teaches_unique",
        "The resource teaches this skill already.",
        lambda: twice(teaches(0, 3)),
    ),
    *(
        (
            "careers_teaches_levels",
            "A resource leads from a level up to a higher one, 0 to 5.",
            lambda levels=levels: teaches(*levels),
        )
        for levels in [(3, 3), (4, 3), (0, 6)]
    ),
    (
        "scalability_addresses_unique",
        "The strategy addresses this challenge already.",
        lambda: twice(Addresses(strategy=make_topic(), challenge=make_topic(), **TIE)),
    ),
    (
        "scalability_addresses_not_itself",
        "A topic cannot address itself.",
        lambda: itself(Addresses, "strategy", "challenge", make_topic(), **TIE),
    ),
    (
        "scalability_relation_unique",
        "The two topics are tied like this already.",
        lambda: twice(Relation(topic=make_topic(), other=make_topic(), kind="needs", **TIE)),
    ),
    (
        "scalability_relation_not_itself",
        "A topic cannot be tied to itself.",
        lambda: itself(Relation, "topic", "other", make_topic(), kind="needs", **TIE),
    ),
    (
        "scalability_casetopic_unique",
        "The topic plays this part already.",
        lambda: twice(case_topic()),
    ),
    (
        "careers_ratingchange_level",
        "A level is a whole number from 0 to 5.",
        lambda: of_person(RatingChange, level=6),
    ),
    (
        "careers_goal_unique",
        "The role is a goal already.",
        lambda: twice(of_person(Goal, role=make_role())),
    ),
    (
        "careers_planchoices_hours",
        "Hours a week are 1 to 80.",
        lambda: PlanChoices(profile=make_profile(), hours_per_week=0),
    ),
    (
        "careers_planchoices_hours",
        "Hours a week are 1 to 80.",
        lambda: PlanChoices(profile=make_profile(), hours_per_week=81),
    ),
    *(
        (
            "careers_planchoices_start",
            "Choose a date of the years 2020 to 2100, such as 2027-01-04.",
            lambda day=day: PlanChoices(profile=make_profile(), start=day),
        )
        for day in (date.min, date(2019, 12, 31), date(2101, 1, 1), date.max)
    ),
    (
        "careers_leftout_unique",
        "The skill is left out already.",
        lambda: twice(of_person(LeftOut)),
    ),
    (
        "careers_resourceprogress_unique",
        "The resource has a state already.",
        lambda: twice(of_person(ResourceProgress, resource=make_resource(), state="done")),
    ),
    (
        "careers_resourceprogress_state",
        "A resource is planned, started, done or dropped.",
        lambda: of_person(ResourceProgress, resource=make_resource(), state="lost"),
    ),
    (
        "careers_skillprogress_unique",
        "This level of the skill has a state already.",
        lambda: twice(skill_progress()),
    ),
    (
        "careers_skillprogress_level",
        "A level to reach is a whole number from 1 to 5.",
        lambda: skill_progress(level=0),
    ),
    (
        "careers_skillprogress_state",
        "A level is being learned or reached.",
        lambda: skill_progress(state="lost"),
    ),
    *(
        (
            "careers_skillprogress_on",
            "Write a day of the years 1900 to 2100: 2026-11-20.",
            lambda day=day: skill_progress(on=day),
        )
        for day in (date.min, date(1899, 12, 31), date(2101, 1, 1), date.max)
    ),
    (
        "careers_profile_identity_of_one_member",
        "Another member has this identity.",
        lambda: Profile(member=make_user(), identity=make_profile(member=make_user()).identity),
    ),
    (
        "careers_note_unique",
        "The skill has a note already.",
        lambda: twice(of_person(Note, text="A note")),
    ),
    (
        "careers_note_text",
        "There is no word in it.",
        lambda: of_person(Note, text=""),
    ),
    (
        "careers_ownlink_unique",
        "This address stands beside the skill already.",
        lambda: twice(of_person(OwnLink, url="https://example.org/")),
    ),
]


VIOLATIONS += [
    (
        name,
        f"There is a {name.split('_')[1]} already whose title looks the same.",
        partial(looking_the_same, make),
    )
    for name, make in {
        "careers_family_title": make_family,
        "careers_role_title": make_role,
        "careers_skill_title": make_skill,
        "scalability_pillar_title": make_pillar,
        "scalability_topic_title": make_topic,
    }.items()
]


each_violation = pytest.mark.parametrize(
    ("name", "message", "row"), VIOLATIONS, ids=[name for name, _, _ in VIOLATIONS]
)


def all_constraints() -> list[tuple[type[models.Model], models.BaseConstraint]]:
    return [
        (model, constraint)
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for constraint in model._meta.constraints
    ]


@pytest.mark.django_db
@each_violation
def test_constraint_is_kept_in_words_and_by_the_database(name, message, row):
    broken = row()

    with pytest.raises(ValidationError) as caught:
        broken.validate_constraints()
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError, match=f"{name}|{UNNAMED}|{OF_COLUMN}"), transaction.atomic():
        broken.save()


def test_every_constraint_is_in_the_table():
    assert {constraint.name for _, constraint in all_constraints()} == {
        name for name, _, _ in VIOLATIONS
    }


def test_every_constraint_is_named_by_app_model_and_rule():
    assert [
        constraint.name
        for model, constraint in all_constraints()
        if not constraint.name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
    ] == []


def test_every_constraint_has_a_message_for_people():
    assert [
        constraint.name
        for _, constraint in all_constraints()
        if constraint.violation_error_message == BUILT_IN_MESSAGE
    ] == []
