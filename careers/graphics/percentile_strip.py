"""Percentiles of pay as a strip, in percent of the length of the scale."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a strip, within 0 to 100 percent of its scale."""

    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What people in an occupation earn; the values rise from the 10th to the 90th percentile.

    The two ends are known together or not at all, and so are the quartiles between them.
    """

    median: float
    tenths: tuple[float, float] | None = None
    quarters: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """`most` are the middle 80 percent of people, `half` the middle half of them."""

    most: Segment
    half: Segment | None
    median: float


def draw_strip(spread: Spread, end: float) -> Strip | None:
    """On a scale from 0 to `end`, at least the greatest value; None without both ends."""
    if spread.tenths is None:
        return None
    return Strip(
        most=_segment(spread.tenths, end),
        half=_segment(spread.quarters, end) if spread.quarters else None,
        median=_at(spread.median, end),
    )


def _segment(ends: tuple[float, float], end: float) -> Segment:
    start, stop = (_at(one, end) for one in ends)
    return Segment(start, round(stop - start, 1))


def _at(value: float, end: float) -> float:
    return round(100 * value / end, 1)
