"""The sum of a match as a bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.rules.matching import Line
from careers.rules.score import SIXTIETHS


@dataclass(frozen=True, slots=True)
class Slice:
    """One line of a match as a piece of the bar of all points, in sixtieths of a point.

    `start` is where it begins; `width` is its importance, at least 1 point; `filled` of it was
    earned, from 0 to `width`.
    """

    line: Line
    start: int
    width: int
    filled: int


@dataclass(frozen=True, slots=True)
class SumBar:
    """The lines of a match end to end, in sixtieths of a point; together `width`, from 0."""

    slices: tuple[Slice, ...]
    width: int

    @property
    def filled(self) -> int:
        """What was earned, from 0 to `width`."""
        return sum(one.filled for one in self.slices)

    @property
    def unknown(self) -> int:
        """What isn't known and could still be added, from 0 to `width` minus `filled`."""
        return sum(one.width for one in self.slices if not one.line.is_known)

    @property
    def possible(self) -> int:
        """What was earned and what is unknown together, from 0 to `width`."""
        return self.filled + self.unknown

    @property
    def missing(self) -> int:
        """What known skills fall short of, from 0 to `width`."""
        return self.width - self.possible


def sum_bar(lines: Sequence[Line]) -> SumBar:
    """Each line begins where the one before it ends."""
    slices: list[Slice] = []
    end = 0
    for line in lines:
        width = line.need.importance * SIXTIETHS
        slices.append(Slice(line, end, width, line.sixtieths))
        end += width
    return SumBar(tuple(slices), end)
