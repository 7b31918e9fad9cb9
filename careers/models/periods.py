"""When a figure is from: a year, a month, or two years for a projection."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.timezone import localdate

Validators = list[Callable[[str], None]]

MONTH_OR_YEAR = r"^\d{4}(-(0[1-9]|1[0-2]))?$"
TWO_YEARS = r"^\d{4}-\d{4}$"
NOT_BEGUN = "The period has not begun; it would replace all older figures."


def has_begun(period: str) -> bool:
    """A year, a month, or two years, the first of which counts."""
    start = period if re.match(MONTH_OR_YEAR, period) else period[:4]
    return start <= localdate().strftime("%Y-%m")[: len(start)]


def refuse_future(period: str) -> None:
    if not has_begun(period):
        raise ValidationError(NOT_BEGUN)


# For columns.
PAST: Validators = [
    RegexValidator(MONTH_OR_YEAR, "A period is a year or a month: 2025-05."),
    refuse_future,
]
PROJECTED: Validators = [
    RegexValidator(TWO_YEARS, "A period is two years: 2024-2034."),
    refuse_future,
]
