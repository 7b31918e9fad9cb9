"""Where days are on a time axis, and which of them are labelled."""

from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, date, timedelta
from itertools import chain, count, islice, takewhile
from typing import NamedTuple

EDGE = 10  # percent: a label closer to an end of the axis is written inwards
MONTHS_A_YEAR = 12
WEEKS = (timedelta(days=7), timedelta(days=14))
MONTHS = (1, 2, 3, 6)


class Tick(NamedTuple):
    """A day marked on an axis: its position, from 0 to 100 percent, and its label."""

    day: date
    x: float
    label: str

    @property
    def anchor(self) -> str:
        """Which end of the label is at the tick, as SVG's text-anchor."""
        return "start" if self.x < EDGE else "end" if self.x > 100 - EDGE else "middle"


def percent_along(day: date, first: date, last: date) -> float:
    """The position of a day, in percent of the way from the first day to a later last one."""
    return round((day - first) / (last - first) * 100, 2)


def ticks(first: date, last: date, most: int) -> list[Tick]:
    """At most so many days (1 or more) within an axis, at even steps: weeks, months or years.

    The first of a month or year where the steps allow it; none if the axis has no length.
    """
    if last <= first:
        return []
    ways = (list(islice(days, most + 1)) for days in _ways(first, last))
    days = next(days for days in ways if len(days) <= most)
    return [
        Tick(day, percent_along(day, first, last), _label(day, days, is_first=number == 0))
        for number, day in enumerate(days)
    ]


def _ways(first: date, last: date) -> Iterator[Iterator[date]]:
    """The days strictly within an axis, in ever wider steps."""
    years = (MONTHS_A_YEAR * 2**doubled for doubled in count())
    weeks = (_each(first, step) for step in WEEKS)
    months = (_firsts(first, step) for step in chain(MONTHS, years))
    return (takewhile(lambda day: day < last, days) for days in chain(weeks, months))


def _each(first: date, step: timedelta) -> Iterator[date]:
    return (first + number * step for number in range(1, (date.max - first) // step + 1))


def _firsts(first: date, months: int) -> Iterator[date]:
    """The first of every so many months after a day, counted from the year 0."""
    before = first.year * MONTHS_A_YEAR + first.month - 1
    steps = range(before - before % months + months, (MAXYEAR + 1) * MONTHS_A_YEAR, months)
    return (date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1) for month in steps)


def _label(day: date, days: Sequence[date], *, is_first: bool) -> str:
    """As short as the days allow: the year goes with the first month and replaces January.

    Both together only if they aren't side by side, because phones have no room for that.
    """
    if any(one.day != 1 for one in days):
        return f"{day.day} {day:%b}"
    if day.month == 1:
        return str(day.year)
    says_year = is_first and all(one.month != 1 for one in days[:2])
    return f"{day:%b %Y}" if says_year else f"{day:%b}"
