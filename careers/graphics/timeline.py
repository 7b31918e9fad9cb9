"""Where the bars of a timeline are, in percent of its width."""

from typing import NamedTuple

from careers.rules.schedule import Weeks

NARROWEST_BAR = 0.8  # percent: keeps a week of a long plan visible


class Bar(NamedTuple):
    """Where a bar begins and how long it is, in percent of the whole picture."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


def bar_of(weeks: Weeks, length: int) -> Bar:
    """The bar of some weeks in a picture of so many."""
    width = max((weeks.last - weeks.first + 1) * 100 / length, NARROWEST_BAR)
    return Bar(min((weeks.first - 1) * 100 / length, 100 - width), width)
