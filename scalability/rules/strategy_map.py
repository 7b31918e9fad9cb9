"""Which strategies help against which challenges, as a matrix that shows where help is dense.

A matrix rather than a drawing of lines: with this many links it is read faster and more reliably
(Ghoniem, Fekete and Castagliola, "A Comparison of the Readability of Graphs Using Node-Link and
Matrix-Based Representations", InfoVis 2004, doi:10.1109/INFVIS.2004.1).
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

PillarT = TypeVar("PillarT")
TopicT = TypeVar("TopicT", bound=Hashable)
TieT = TypeVar("TieT")


@dataclass(frozen=True, slots=True)
class MatrixCell(Generic[TopicT, TieT]):
    """Where a challenge meets a strategy; `tie` is None if the strategy doesn't help."""

    strategy: TopicT
    tie: TieT | None


@dataclass(frozen=True, slots=True)
class MatrixRow(Generic[TopicT, TieT]):
    """A challenge, and a cell for each strategy, in the order of the columns."""

    challenge: TopicT
    cells: tuple[MatrixCell[TopicT, TieT], ...]

    @property
    def helping(self) -> tuple[MatrixCell[TopicT, TieT], ...]:
        return tuple(cell for cell in self.cells if cell.tie is not None)


class Meeting(NamedTuple):
    """Two pillars: over how many columns they meet, and how many links they have, from 0."""

    columns: int
    ties: int


@dataclass(frozen=True, slots=True)
class MatrixBand(Generic[PillarT, TopicT, TieT]):
    """The challenges of one pillar, and how it meets each pillar of strategies."""

    pillar: PillarT
    meetings: tuple[Meeting, ...]
    rows: tuple[MatrixRow[TopicT, TieT], ...]


@dataclass(frozen=True, slots=True)
class StrategyMap(Generic[PillarT, TopicT, TieT]):
    columns: tuple[tuple[PillarT, tuple[TopicT, ...]], ...]
    bands: tuple[MatrixBand[PillarT, TopicT, TieT], ...]

    @property
    def most(self) -> int:
        """The most links between any two pillars; 1 if there are none."""
        return max((one.ties for band in self.bands for one in band.meetings), default=0) or 1


def strategy_map(
    challenges: Sequence[tuple[PillarT, Sequence[TopicT]]],
    strategies: Sequence[tuple[PillarT, Sequence[TopicT]]],
    ties: Mapping[tuple[TopicT, TopicT], TieT],
) -> StrategyMap[PillarT, TopicT, TieT]:
    """The matrix of `ties`, each identified by its (challenge, strategy).

    Pillars keep their order. Within a pillar the topic with the most links comes first, so that
    widely useful strategies and challenges with many remedies meet in one corner; equals keep the
    given order. Links of topics under none of the pillars are left out, and so are pillars without
    topics.
    """
    rows = {topic for _, topics in challenges for topic in topics}
    columns = {topic for _, topics in strategies for topic in topics}
    kept = {pair: tie for pair, tie in ties.items() if pair[0] in rows and pair[1] in columns}
    counts = Counter(topic for pair in kept for topic in pair)
    ordered = [_most_tied_first(pillar, counts) for pillar in strategies if pillar[1]]
    bands = [_most_tied_first(pillar, counts) for pillar in challenges if pillar[1]]
    return StrategyMap(
        tuple(ordered),
        tuple(
            MatrixBand(
                pillar,
                tuple(_meeting(topics, others, kept) for _, others in ordered),
                tuple(_row(topic, ordered, kept) for topic in topics),
            )
            for pillar, topics in bands
        ),
    )


def _most_tied_first(
    pillar: tuple[PillarT, Sequence[TopicT]], counts: Mapping[TopicT, int]
) -> tuple[PillarT, tuple[TopicT, ...]]:
    return pillar[0], tuple(sorted(pillar[1], key=lambda topic: -counts[topic]))


def _meeting(
    topics: Sequence[TopicT],
    others: Sequence[TopicT],
    ties: Mapping[tuple[TopicT, TopicT], TieT],
) -> Meeting:
    return Meeting(len(others), sum((one, other) in ties for one in topics for other in others))


def _row(
    topic: TopicT,
    columns: Sequence[tuple[PillarT, Sequence[TopicT]]],
    ties: Mapping[tuple[TopicT, TopicT], TieT],
) -> MatrixRow[TopicT, TieT]:
    others = (other for _, topics in columns for other in topics)
    return MatrixRow(topic, tuple(MatrixCell(other, ties.get((topic, other))) for other in others))
