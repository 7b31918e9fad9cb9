from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from careers.models import Outlook, Pay
from careers.models.labour import OccupationMatch, Use, names_occupation, plain_number
from portal.core.publication import State
from tests.factories import make_outlook, make_pay, make_role, make_source

BUREAU = {"publisher": "Bureau"}


@pytest.mark.django_db
def test_newer_edition_of_a_publisher_replaces_an_older_one():
    role, other = make_role(), make_role()
    old = make_outlook(role=role, period="2024-2034", source=make_source(**BUREAU))
    make_outlook(role=other, period="2025-2035", source=make_source(**BUREAU))
    elsewhere = make_outlook(role=role, country="GB", period="2020-2030")
    another = make_outlook(role=role, period="2020-2030", source=make_source(publisher="Office"))

    Outlook.objects.mark_superseded()

    assert list(Outlook.objects.filter(superseded=True)) == [old]
    assert {elsewhere, another} <= set(Outlook.objects.filter(superseded=False))


@pytest.mark.django_db
def test_figure_is_current_again_when_the_newer_one_is_gone():
    old = make_pay(role=make_role(), period="2024-05", source=make_source(**BUREAU))
    new = make_pay(role=make_role(), period="2025-05", source=make_source(**BUREAU))
    Pay.objects.mark_superseded()
    new.delete()

    Pay.objects.mark_superseded()

    assert list(Pay.objects.filter(superseded=False)) == [old]


@pytest.mark.django_db
def test_newer_figure_in_a_draft_replaces_none_that_is_published():
    source = make_source(**BUREAU)
    shown = make_pay(role=make_role(), period="2024-05", source=source)
    draft = make_role(state=State.DRAFT)
    old = make_pay(role=draft, period="2024-05", source=source)
    make_pay(role=draft, period="2025-05", source=source)

    Pay.objects.mark_superseded()

    assert list(Pay.objects.filter(superseded=True)) == [old]
    assert shown in Pay.objects.filter(superseded=False)


@pytest.mark.parametrize(
    ("period", "is_valid"),
    [
        ("2025", True),
        ("2025-05", True),
        ("2025-00", False),
        ("2025-13", False),
        ("2925-05", False),
        ("2925", False),
    ],
)
def test_period_of_pay_is_a_year_or_month_that_has_begun(period, is_valid):
    assert is_accepted(Pay(period=period), "period") == is_valid


@pytest.mark.parametrize(
    ("period", "is_valid"),
    [("2025-2035", True), ("2925-2935", False), ("2035-2025", False), ("2025", False)],
)
def test_period_of_outlook_is_two_years_of_which_the_first_has_begun(period, is_valid):
    assert is_accepted(Outlook(period=period), "period") == is_valid


@pytest.mark.parametrize("field", ["employment", "standard_error"])
def test_nought_is_no_figure(field):
    assert not is_accepted(Pay(**{field: 0}), field)
    assert is_accepted(Pay(**{field: 1}), field)


def is_accepted(fact, field):
    with pytest.raises(ValidationError) as error:
        fact.full_clean(validate_constraints=False)
    return field not in error.value.message_dict


@pytest.mark.django_db
def test_pay_in_another_unit_is_another_series():
    make_pay(role=make_role(), period="2024", source=make_source(**BUREAU))
    make_pay(
        role=make_role(),
        period="2025",
        measure=Pay.Measure.MEDIAN_HOURLY_WAGE,
        source=make_source(**BUREAU),
    )

    Pay.objects.mark_superseded()

    assert Pay.objects.filter(superseded=False).count() == 2


@pytest.mark.parametrize(
    ("changed", "is_of_title", "is_named"),
    [
        ({}, True, True),
        ({"relation": OccupationMatch.CLOSEST_OCCUPATION}, False, True),
        ({"fit": Pay.Fit.FAIR}, False, True),
        ({"use": Use.BESIDE}, False, True),
        ({"use": Use.DETAILS}, False, False),
        ({"superseded": True}, False, False),
    ],
)
def test_figure_of_the_title_lists_it_fits_well_and_heads_it(changed, is_of_title, is_named):
    own = {"relation": OccupationMatch.OCCUPATION_LISTS_TITLE, "fit": "good", "use": Use.HEADLINE}
    pay = Pay(**own | changed)

    assert (pay.is_of_title, pay.is_named) == (is_of_title, is_named)


@pytest.mark.parametrize(
    ("occupation", "is_named"),
    [
        ("15-2051 Data Scientists", True),
        ("19-1029.01 Bioinformatics Scientists", True),
        ("3544 Data analysts", True),
        ("Data Scientists", False),
        ("15-2051", False),
        ("", False),
    ],
)
def test_occupation_is_named_by_code_and_title(occupation, is_named):
    assert names_occupation(occupation) == is_named


@pytest.mark.parametrize(
    ("number", "shown"), [(Decimal("135980.00"), 135980), (Decimal("46.15"), 46.15), (7.0, 7)]
)
def test_plain_number_has_no_noughts_behind_the_point(number, shown):
    assert plain_number(number) == shown
    assert type(plain_number(number)) is type(shown)
