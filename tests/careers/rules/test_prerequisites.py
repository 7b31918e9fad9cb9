from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.prerequisites import find_cycle

pairs = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")))


@pytest.mark.parametrize(
    ("links", "cycle"),
    [
        ([], ()),
        ([("b", "a"), ("c", "b"), ("c", "a")], ()),
        ([("a", "a")], ("a", "a")),
    ],
)
def test_find_cycle_finds_what_there_is(links, cycle):
    assert find_cycle(links) == cycle


def test_find_cycle_names_each_skill_before_what_it_needs():
    cycle = find_cycle([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")])

    assert cycle[0] == cycle[-1]
    assert set(pairwise(cycle)) == {("a", "b"), ("b", "c"), ("c", "a")}


@given(pairs)
def test_find_cycle_follows_links_that_are_there(links):
    assert set(pairwise(find_cycle(links))) <= set(links)


@given(pairs)
def test_find_cycle_finds_one_exactly_where_a_skill_needs_itself_in_the_end(links):
    reached = set(links)
    for middle in "abcdef":
        reached |= {(a, b) for a, m in reached if m == middle for n, b in reached if n == middle}

    assert bool(find_cycle(links)) == any((skill, skill) in reached for skill in "abcdef")


@given(pairs)
def test_find_cycle_finds_the_same_each_time(links):
    assert find_cycle(links) == find_cycle(list(links))
