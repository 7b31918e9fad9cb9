from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from careers.graphics.prerequisite_map import (
    MOST_IN_A_ROW,
    PASS_WIDTH,
    SKILL_WIDTH,
    PrerequisiteCell,
    PrerequisiteRow,
    prerequisite_rows,
)

NAMES = "abcdefghijkl"


@st.composite
def graphs(draw):
    """A skill and pairs without a circle: a later letter needs an earlier one."""
    size = draw(st.integers(1, len(NAMES)))
    names = draw(st.permutations(NAMES[:size]))
    pairs = [(names[n], names[m]) for n in range(size) for m in range(n)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return names[-1], chosen


def reached(skill, pairs):
    direct = {needed for one, needed in pairs if one == skill}
    return direct.union(*(reached(one, pairs) for one in direct))


def skills(row):
    return [cell.skill for cell in row.cells if not cell.passes]


def middles(row):
    """The cells by their x, told by the widths alone."""
    widths = [PASS_WIDTH if cell.passes else SKILL_WIDTH for cell in row.cells]
    starts = [sum(widths[:number]) for number in range(len(widths))]
    return {
        round((start + width / 2) * 100 / sum(widths), 1): cell
        for start, width, cell in zip(starts, widths, row.cells, strict=True)
    }


def drawn(rows):
    """(skill, prerequisite) as somebody reads them who follows the lines down."""
    links = set()
    for row, below in pairwise(rows):
        links |= {(middles(below)[end], middles(row)[start]) for start, end in row.links}
    return {
        (lower.skill, upper.skill)
        for lower, upper in links
        if not lower.passes and lower.skill != upper.skill
    }


def test_skill_that_needs_nothing_stands_alone():
    assert prerequisite_rows("python", [("sql", "python")]) == (
        PrerequisiteRow((PrerequisiteCell("python", 0, passes=False),), ()),
    )


def test_rows_lead_from_what_is_needed_first_to_the_skill():
    rows = prerequisite_rows("c", [("c", "b"), ("b", "a")])

    assert [skills(row) for row in rows] == [["a"], ["b"], ["c"]]
    assert [row.links for row in rows] == [((50.0, 50.0),), ((50.0, 50.0),), ()]


def test_link_that_others_imply_is_left_out():
    assert prerequisite_rows("c", [("c", "b"), ("b", "a"), ("c", "a")]) == prerequisite_rows(
        "c", [("c", "b"), ("b", "a")]
    )


def test_long_link_passes_the_rows_between():
    rows = prerequisite_rows("d", [("d", "c"), ("c", "b"), ("b", "a"), ("d", "y"), ("y", "a")])

    assert [skills(row) for row in rows] == [["a"], ["b"], ["y", "c"], ["d"]]
    assert rows[1].cells == (
        PrerequisiteCell("a", 2, passes=True),
        PrerequisiteCell("b", 2, passes=False),
    )
    assert rows[0].links == ((50.0, 5.0), (50.0, 55.0))
    assert rows[1].links == ((5.0, 25.0), (55.0, 75.0))


def test_links_do_not_cross_where_they_need_not():
    rows = prerequisite_rows("z", [("z", "p"), ("z", "q"), ("p", "b"), ("q", "a")])

    assert [skills(row) for row in rows] == [["a", "b"], ["q", "p"], ["z"]]


def test_skills_for_which_a_row_has_no_room_stand_further_up():
    rows = prerequisite_rows("z", [("z", one) for one in "abcd"])

    assert [skills(row) for row in rows] == [["d"], ["a", "b", "c"], ["z"]]
    assert [cell for cell in rows[1].cells if cell.passes] == [
        PrerequisiteCell("d", 1, passes=True)
    ]


@given(graphs())
def test_picture_holds_the_skill_and_all_that_it_builds_on_once(graph):
    skill, pairs = graph
    rows = prerequisite_rows(skill, pairs)

    assert sorted(one for row in rows for one in skills(row)) == sorted(
        {skill} | reached(skill, pairs)
    )
    assert skills(rows[-1]) == [skill]
    assert max(len(skills(row)) for row in rows) <= MOST_IN_A_ROW


@given(graphs())
def test_every_skill_stands_below_all_that_it_needs(graph):
    skill, pairs = graph
    row_of = {
        one: number
        for number, row in enumerate(prerequisite_rows(skill, pairs))
        for one in skills(row)
    }

    assert [
        (one, needed) for one, needed in pairs if one in row_of and row_of[needed] >= row_of[one]
    ] == []


@given(graphs())
def test_lines_say_what_needs_what_and_nothing_else(graph):
    skill, pairs = graph
    lines = drawn(prerequisite_rows(skill, pairs))

    assert lines <= set(pairs)
    assert {one: reached(one, lines) for one in reached(skill, pairs)} == {
        one: reached(one, pairs) for one in reached(skill, pairs)
    }


@given(graphs(), st.randoms())
def test_picture_does_not_hang_on_the_order_of_the_pairs(graph, random):
    skill, pairs = graph
    shuffled = random.sample(pairs, len(pairs))

    assert prerequisite_rows(skill, shuffled) == prerequisite_rows(skill, pairs)
