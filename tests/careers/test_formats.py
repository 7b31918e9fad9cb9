from decimal import Decimal
from fractions import Fraction

import pytest

from careers import formats
from careers.rules.lessons import Hours
from careers.rules.levels import LEVEL_MEANINGS, Level


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(5), "5"),
        (Fraction(11, 3), "3⅔"),
        (Fraction(15, 4), "3¾"),
        (Fraction(1, 2), "½"),
        (Fraction(12, 5), "2⅖"),
        (Fraction(1, 60), "0.02"),
        (Fraction(173, 30), "5.77"),
        (Fraction(41, 12), "3.42"),
    ],
)
def test_points_are_written_as_people_do(value, shown):
    assert formats.points(value) == shown


@pytest.mark.parametrize("level", range(1, 6))
@pytest.mark.parametrize("importance", range(1, 6))
def test_points_of_one_line_are_always_exact(level, importance):
    shown = {formats.points(Fraction(importance * have, level)) for have in range(level + 1)}

    assert [one for one in shown if "." in one] == []


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (133080, "USD", "US$133,080"),
        (950, "GBP", "£950"),
        (1_000_000, "EUR", "€1,000,000"),
        (120_000, "CHF", "CHF 120,000"),
    ],
)
def test_money_has_its_sign_and_its_commas(amount, currency, shown):
    assert formats.money(amount, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2025-12", "December 2025"),
        ("2024-2034", "2024 to 2034"),
    ],
)
def test_period_is_written_in_words(value, shown):
    assert formats.period(value) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("135980.00", "US$135,980"), ("46.15", "US$46.15"), ("56.50", "US$56.50"), ("0.5", "US$0.50")],
)
def test_money_has_cents_only_where_it_has_any(amount, shown):
    assert formats.money(Decimal(amount), "USD") == shown


@pytest.mark.parametrize(
    ("change", "shown"),
    [("35.0", "+35"), ("10.2", "+10.2"), ("-4.1", "\N{MINUS SIGN}4.1"), ("0", "+0")],
)
def test_change_has_its_sign(change, shown):
    assert formats.signed(Decimal(change)) == shown


def test_country_is_named_or_else_stays_a_code():
    assert formats.country("GB") == "United Kingdom"
    assert formats.country("BR") == "BR"


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (8, 12, "8 to 12 hours"),
        (1, 1, "about 1 hour"),
        (4, 4, "about 4 hours"),
        (900, 1200, "900 to 1,200 hours"),
    ],
)
def test_hours_are_a_range_in_words(low, high, shown):
    assert formats.hours(Hours(low, high)) == shown


def test_levels_have_their_words_and_meanings():
    assert [formats.level_word(level) for level in range(6)] == [
        *("none", "aware", "guided", "independent", "advanced", "leading")
    ]
    assert [formats.level_meaning(level) for level in range(6)] == list(LEVEL_MEANINGS.values())
    assert list(LEVEL_MEANINGS) == list(Level)
