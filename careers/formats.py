"""Numbers of careers as people write them: points, money, levels, periods and hours."""

from decimal import Decimal
from fractions import Fraction

from django.utils.dates import MONTHS

from careers.models.labour import plain_number
from careers.rules.lessons import Hours
from careers.rules.levels import LEVEL_MEANINGS, Level

COUNTRIES = {
    "AU": "Australia",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "GB": "United Kingdom",
    "IN": "India",
    "NL": "Netherlands",
    "SG": "Singapore",
    "US": "United States",
}
SYMBOLS = {"USD": "US$", "GBP": "£", "EUR": "€"}
VULGAR = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
    Fraction(1, 5): "⅕",
    Fraction(2, 5): "⅖",
    Fraction(3, 5): "⅗",
    Fraction(4, 5): "⅘",
}


def points(value: Fraction) -> str:
    """Points as a person writes them: 3⅔ exactly; sums without such a fraction to two places."""
    whole, rest = divmod(value, 1)
    if not rest:
        return str(whole)
    if rest in VULGAR:
        return f"{whole or ''}{VULGAR[rest]}"
    return f"{float(value):.2f}"


def money(amount: Decimal, currency: str) -> str:
    """Whole amounts without cents, others with both places."""
    number = plain_number(amount)
    digits = f"{number:,}" if isinstance(number, int) else f"{number:,.2f}"
    return f"{SYMBOLS.get(currency, currency + ' ')}{digits}"


def signed(change: Decimal) -> str:
    """A change with its sign, and without a zero after the point: +35, +10.2."""
    return f"{plain_number(change):+}".replace("-", "\N{MINUS SIGN}")


def country(code: str) -> str:
    """A country as people call it; its code if it isn't one of these."""
    return COUNTRIES.get(code, code)


def period(value: str) -> str:
    """A period as people write it: 2025-05 is May 2025, 2024-2034 is 2024 to 2034."""
    start, dash, rest = value.partition("-")
    if dash and len(rest) == len("05"):
        return f"{MONTHS[int(rest)]} {start}"
    return f"{start} to {rest}" if dash else start


def hours(estimate: Hours) -> str:
    """A range of hours in words: 8 to 12 hours; about 1 hour."""
    if estimate.low != estimate.high:
        return f"{estimate.low:,} to {estimate.high:,} hours"
    return f"about {estimate.low:,} hour{'' if estimate.low == 1 else 's'}"


def level_word(level: int) -> str:
    return Level(level).name.lower()


def level_meaning(level: int) -> str:
    return LEVEL_MEANINGS[Level(level)]


def gap_words(need: int, have: int | None = None, *, need_only: bool = False) -> str:
    """The words beside a bar: what is needed, and how much of it a person has."""
    if need_only:
        return f"needs {need}"
    if have is None:
        return f"needs {need}, not rated"
    return f"you {have}, needs {need}" if have > need else f"you {have} of {need}"
