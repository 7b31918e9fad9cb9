from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.prerequisites import Link, find_cycle, still_to_learn

skills = st.sampled_from("abcdef")
pairs = st.lists(st.tuples(skills, skills))
links_at_levels = st.lists(st.builds(Link, skills, skills, st.integers(1, 5)))
ratings = st.dictionaries(skills, st.integers(0, 5))


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


@pytest.mark.parametrize(
    ("levels", "left"),
    [({}, [("b", "a")]), ({"a": 0}, [("b", "a")]), ({"a": 1}, [("b", "a")]), ({"a": 2}, [])],
)
def test_prerequisite_is_still_to_learn_until_the_level_of_its_link(levels, left):
    assert still_to_learn([Link("b", "a", 2)], levels) == left


@given(links_at_levels, ratings, skills)
def test_raising_a_rating_leaves_no_more_to_learn(links, levels, skill):
    raised = levels | {skill: min(levels.get(skill, 0) + 1, 5)}

    assert set(still_to_learn(links, raised)) <= set(still_to_learn(links, levels))
