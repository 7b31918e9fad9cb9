"""The days people may enter, and sums of days that stay within the calendar."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

DAYS_A_WEEK = 7

FIRST_START, LAST_START = date(2020, 1, 1), date(2100, 12, 31)  # of a plan
FIRST_PROOF, LAST_PROOF = date(1900, 1, 1), date(2100, 12, 31)  # of what shows a level
# An hour a week for resources of thousands of hours leads further than any useful date.
LAST_DAY = date(2999, 12, 31)


def is_to_come(day: date) -> bool:
    """It isn't today anywhere on earth yet."""
    return day > localdate() + timedelta(days=1)


def not_to_come(day: date) -> None:
    if is_to_come(day):
        raise ValidationError("This date is in the future.")


def later(day: date, days: int) -> date:
    """So many days (0 or more) after a day; LAST_DAY for anything beyond it."""
    if days >= (LAST_DAY - day).days:
        return LAST_DAY
    return day + timedelta(days=days)


def first_day(start: date, week: int) -> date:
    """Of a week, counted from 1, of something that begins on a day."""
    return later(start, DAYS_A_WEEK * (week - 1))


def last_day(start: date, week: int) -> date:
    return later(start, DAYS_A_WEEK * week - 1)
