"""The database keeps every promise, and says in words that a person understands which it was."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from careers.models import (
    Goal,
    LeftOut,
    Note,
    OwnLink,
    PlanChoices,
    Profile,
    RatingChange,
    ResourceProgress,
)
from tests.careers.models.broken_content import OF_CONTENT
from tests.careers.models.broken_counts import OF_COUNTS
from tests.careers.models.broken_rows import of_person, skill_progress, twice
from tests.factories import (
    make_profile,
    make_resource,
    make_role,
    make_user,
)

APPS = ("portal", "careers", "scalability")
UNNAMED = "UNIQUE constraint failed: "  # SQLite names the columns instead
OF_COLUMN = "portal_user_email_key"  # addresses are kept in one form, so the column refuses first
BUILT_IN_MESSAGE = models.BaseConstraint.default_violation_error_message


VIOLATIONS = [
    *OF_CONTENT,
    *OF_COUNTS,
    (
        "careers_ratingchange_level",
        "A level is a whole number from 0 to 5.",
        lambda: of_person(RatingChange, level=6),
    ),
    (
        "careers_goal_unique",
        "This role is already a goal.",
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
        "This skill is already excluded.",
        lambda: twice(of_person(LeftOut)),
    ),
    (
        "careers_resourceprogress_unique",
        "This resource already has a status.",
        lambda: twice(of_person(ResourceProgress, resource=make_resource(), state="done")),
    ),
    (
        "careers_resourceprogress_state",
        "A resource is planned, started, done or dropped.",
        lambda: of_person(ResourceProgress, resource=make_resource(), state="lost"),
    ),
    (
        "careers_skillprogress_unique",
        "This level of the skill already has a status.",
        lambda: twice(skill_progress()),
    ),
    (
        "careers_skillprogress_level",
        "A level to reach is a whole number from 1 to 5.",
        lambda: skill_progress(level=0),
    ),
    (
        "careers_skillprogress_state",
        "A level is either being learned or reached.",
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
        "This skill already has a note.",
        lambda: twice(of_person(Note, text="A note")),
    ),
    (
        "careers_note_text",
        "Write at least one word.",
        lambda: of_person(Note, text=""),
    ),
    (
        "careers_ownlink_unique",
        "This link is already listed for the skill.",
        lambda: twice(of_person(OwnLink, url="https://example.org/")),
    ),
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
