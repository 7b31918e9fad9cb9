from datetime import date

import pytest

from careers.models import PlanChoices
from careers.models.dates import LAST_DAY
from careers.planning.dates import DateRange, dated, first_day_of


@pytest.mark.parametrize(
    ("early", "late", "said"),
    [
        (date(2027, 1, 4), date(2027, 1, 4), "4 January 2027"),
        (date(2027, 1, 4), date(2027, 3, 1), "4 January to 1 March 2027"),
        (date(2026, 12, 28), date(2027, 3, 1), "28 December 2026 to 1 March 2027"),
        (date(2027, 1, 4), LAST_DAY, "4 January 2027 to 31 December 2999 or later"),
    ],
)
def test_dates_say_the_year_once(early, late, said):
    assert str(DateRange(early, late)) == said


def test_dates_have_a_short_form():
    assert DateRange(date(2027, 1, 4), date(2027, 3, 1)).short == "4 Jan to 1 Mar 2027"


def test_plan_without_a_step_has_no_dates():
    choices = PlanChoices(start=date(2027, 1, 4))

    assert first_day_of(choices) == date(2027, 1, 4)
    assert dated([], choices) == []
