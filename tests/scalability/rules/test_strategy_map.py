from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from scalability.rules.strategy_map import strategy_map

TOPICS = "abcdefgh"


@st.composite
def halves(draw, letters: str):
    """Up to four pillars that share some of the topics out among themselves."""
    homes = draw(st.lists(st.integers(0, 4), min_size=len(letters), max_size=len(letters)))
    placed = list(zip(letters, homes, strict=True))
    return [(n, [letter for letter, home in placed if home == n]) for n in range(4)]


pairs = st.sets(st.sampled_from(list(product(TOPICS.lower(), TOPICS.upper()))))
tied = pairs.map(lambda found: {pair: "".join(pair) for pair in sorted(found)})
challenges, strategies = halves(TOPICS.lower()), halves(TOPICS.upper())


def under(pillars):
    return {topic for _, topics in pillars for topic in topics}


def ties_of(row):
    return [cell.tie for cell in row.cells]


def helping(row):
    return [cell.strategy for cell in row.helping]


def test_corner_holds_what_is_tied_most():
    found = strategy_map(
        [("data", ["drift", "quality"]), ("machines", ["cost"]), ("nothing", [])],
        [("cloud", ["spot", "regions"]), ("maths", ["pruning"])],
        {
            ("quality", "regions"): 1,
            ("quality", "spot"): 2,
            ("drift", "regions"): 3,
            ("cost", "pruning"): 4,
        },
    )

    assert found.columns == (("cloud", ("regions", "spot")), ("maths", ("pruning",)))
    assert [(band.pillar, band.meetings) for band in found.bands] == [
        ("data", ((2, 3), (1, 0))),
        ("machines", ((2, 0), (1, 1))),
    ]
    assert [(row.challenge, ties_of(row), helping(row)) for row in found.bands[0].rows] == [
        ("quality", [1, 2, None], ["regions", "spot"]),
        ("drift", [3, None, None], ["regions"]),
    ]
    assert found.most == 3


def test_nothing_is_a_map_too():
    found = strategy_map([], [], {("a", "A"): 1})

    assert (found.columns, found.bands, found.most) == ((), (), 1)


@given(challenges, strategies, tied)
def test_every_tie_of_two_topics_of_the_map_is_on_it_once(challenges, strategies, ties):
    found = strategy_map(challenges, strategies, ties)

    shown = sorted(cell.tie for band in found.bands for row in band.rows for cell in row.helping)
    assert shown == sorted(
        tie
        for (one, other), tie in ties.items()
        if one in under(challenges) and other in under(strategies)
    )
    assert sum(one.ties for band in found.bands for one in band.meetings) == len(shown)


@given(challenges, strategies, tied)
def test_marks_stand_in_the_row_and_the_column_of_their_topics(challenges, strategies, ties):
    found = strategy_map(challenges, strategies, ties)

    columns = [topic for _, topics in found.columns for topic in topics]
    for band in found.bands:
        for row in band.rows:
            assert [cell.strategy for cell in row.cells] == columns
            assert ties_of(row) == [ties.get((row.challenge, column)) for column in columns]


@given(challenges, strategies, tied)
def test_topics_with_more_ties_come_first_and_equals_by_name(challenges, strategies, ties):
    found = strategy_map(challenges, strategies, ties)

    for band in found.bands:
        places = [(-len(row.helping), row.challenge) for row in band.rows]
        assert all(before < after for before, after in pairwise(places))
    cells = [ties_of(row) for band in found.bands for row in band.rows]
    start = 0
    for _, topics in found.columns:
        heights = [
            (-sum(row[start + n] is not None for row in cells), topic)
            for n, topic in enumerate(topics)
        ]
        start += len(topics)
        assert all(before < after for before, after in pairwise(heights))


@given(challenges, strategies, tied)
def test_order_of_the_ties_changes_nothing(challenges, strategies, ties):
    backwards = dict(reversed(ties.items()))

    assert strategy_map(challenges, strategies, ties) == strategy_map(
        challenges, strategies, backwards
    )
