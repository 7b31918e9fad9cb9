import pytest

from careers.models import PlanChoices
from careers.planning.learners import Learner, learner_of
from careers.planning.plans import plan_for
from careers.planning.table import COLUMNS, table_of
from tests.factories import make_role, make_skill

pytestmark = pytest.mark.django_db


def test_table_of_a_plan_needs_no_request():
    role = make_role(title="Analyst", requirements={make_skill(slug="python"): (3, 5)})
    plan = plan_for(Learner({"python": 1}, PlanChoices()), [role])
    heads, row = table_of(plan)

    assert heads == COLUMNS
    assert len(row) == len(COLUMNS)
    assert row[:6] == (1, plan.steps[0].step.gap.title, 1, 3, 5, "Analyst")


def test_nothing_is_known_of_somebody_without_a_profile():
    assert learner_of(None).levels == {}
    assert list(table_of(plan_for(learner_of(None), []))) == [COLUMNS]
