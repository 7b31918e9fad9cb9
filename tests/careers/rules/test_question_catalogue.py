import pytest

from careers.rules.needs import Need
from careers.rules.posterior import Told
from careers.rules.question_catalogue import Origin, prepare
from careers.rules.questions import assess

NEEDS = {"Analyst": (Need("sql", "SQL", 3, 4),), "Lawyer": (Need("law", "Law", 3, 4),)}


@pytest.mark.parametrize("slug", ["finance", "banker", "Analyst"])
def test_occupation_may_be_called_like_a_field_or_a_role(slug):
    catalogue = prepare(NEEDS, [Origin(slug, "finance", {"sql": 2})])

    found = assess(catalogue, {"sql": 3}, told=Told(slug, ("finance",), ()))

    assert found.top == ("Analyst",)
