import pytest
from django.db import IntegrityError, transaction

from careers.models import Goal, PlanChoices, ResourceProgress
from careers.rules.resource_choice import Choices
from portal.core.publication import State
from tests.factories import make_profile, make_resource, make_role, make_skill

pytestmark = pytest.mark.django_db


def test_goals_are_those_of_published_roles_in_the_order_they_were_named():
    profile, other = make_profile(), make_profile()
    roles = [make_role(title=title) for title in ("Writer", "Analyst")]
    for role in [*roles, make_role(state=State.DRAFT)]:
        profile.goals.create(role=role)
    other.goals.create(role=make_role())

    assert [goal.role for goal in profile.goals.published()] == roles


def test_role_is_a_goal_once():
    profile, role = make_profile(), make_role()
    profile.goals.create(role=role)

    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(profile=profile, role=role)


def test_choices_nobody_made_are_the_defaults():
    choices = PlanChoices.objects.of(None)

    assert (choices.hours_per_week, choices.free_only, choices.start) == (6, False, None)
    assert PlanChoices.objects.of(make_profile()).pk is None
    assert choices.with_states({}) == Choices()


def test_choices_are_a_persons_own():
    profile = make_profile()
    made = PlanChoices.objects.create(profile=profile, hours_per_week=9)
    PlanChoices.objects.create(profile=make_profile(), hours_per_week=3)

    assert PlanChoices.objects.of(profile) == made


def test_choices_and_states_become_what_the_rules_take():
    choices = PlanChoices(free_only=True, avoided_kinds=["video", "book"], language="en")
    states = {"a": "done", "b": "started", "c": "planned", "d": "dropped"}

    assert choices.with_states(states) == Choices(
        free_only=True,
        avoided_kinds=frozenset(["book", "video"]),
        language="en",
        done=frozenset("a"),
        in_hand=frozenset("bc"),
        dropped=frozenset("d"),
    )


def test_states_of_resources_are_a_persons_own():
    profile, other = make_profile(), make_profile()
    resource = make_resource(slug="a-book", teaches={make_skill(): (0, 2)})
    profile.resource_progress.create(resource=resource, state=ResourceProgress.State.STARTED)
    other.resource_progress.create(resource=resource, state=ResourceProgress.State.DONE)

    assert profile.resource_progress.states() == {"a-book": "started"}
