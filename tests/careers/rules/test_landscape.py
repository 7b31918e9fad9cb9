from functools import partial
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.rules import landscape
from careers.rules.landscape import HexCell, steps
from careers.rules.similarity import likenesses

COLUMNS = 8

arrange = partial(landscape.arrange, columns=COLUMNS)
role_asks = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 25), max_size=8)
catalogues = st.dictionaries(st.sampled_from("klmnopqrstuv"), role_asks, max_size=12)


def families_of(roles, count=3):
    return {role: str(ord(role[-1]) % count) for role in roles}


def crowd(size, trades=12):
    """So many made-up roles: those of a trade ask much the same, some of it of other trades."""
    return {
        f"role-{number:03}": {
            **{f"{number % trades}-{skill}": 9 + (number + skill) % 5 for skill in range(6)},
            **{f"{(number * 7 + skill) % trades}-{skill}": 3 for skill in range(2)},
        }
        for number in range(size)
    }


def trades_of(roles, trades=12):
    return {role: str(int(role[-3:]) % trades) for role in roles}


def touching(map_):
    return [
        (one, other) for one, other in combinations(map_, 2) if steps(map_[one], map_[other]) == 1
    ]


@settings(max_examples=25, deadline=None)
@given(catalogues)
def test_each_role_has_a_cell_of_its_own(roles):
    map_ = arrange(roles, families_of(roles))

    assert map_.keys() == roles.keys()
    assert len(set(map_.values())) == len(roles)
    assert all(row >= 0 and 0 <= column < COLUMNS for row, column in map_.values())
    assert list(map_.values()) == sorted(map_.values())


@settings(max_examples=25, deadline=None)
@given(catalogues, st.randoms(use_true_random=False))
def test_map_is_the_same_in_whatever_order_roles_and_skills_come(roles, random):
    def shuffled(mapping):
        return dict(random.sample(list(mapping.items()), len(mapping)))

    other = {role: shuffled(asks) for role, asks in shuffled(roles).items()}

    assert arrange(other, families_of(roles)) == arrange(roles, families_of(roles))


def test_no_role_makes_no_map():
    assert arrange({}, {}) == {}


def test_one_role_stands_in_the_corner():
    assert arrange({"a": {"python": 5}}, {"a": "data"}) == {"a": HexCell(0, 0)}


def test_two_alike_roles_touch_and_a_stranger_does_not():
    roles = {"a": {"x": 5, "y": 4}, "b": {"x": 4, "y": 5}, "c": {"z": 9}}
    map_ = arrange(roles, {"a": "1", "b": "1", "c": "2"})

    assert touching(map_) == [("a", "b")] or touching(map_) == [("b", "a")]


def test_family_decides_between_roles_as_alike():
    roles = {name: {"x": 5} for name in "abcdef"}
    map_ = arrange(roles, {name: "one" if name in "ace" else "two" for name in roles})
    kin = [one in "ace" and other in "ace" for one, other in touching(map_)]

    assert sum(kin) == 3  # all three of them touch each other


def test_tools_are_what_they_are_in_similarity():
    roles = {"a": {"x": 5, "tool": 9}, "b": {"y": 5, "tool": 9}, "c": {"x": 4, "other": 9}}
    families = {"a": "1", "b": "2", "c": "3"}
    by_trade = touching(arrange(roles, families, tools={"tool", "other"}))

    assert {frozenset(pair) for pair in by_trade} == {frozenset("ac")}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 3), 3),
        ((0, 1), (1, 0), 1),
        ((0, 1), (1, 1), 1),
        ((0, 1), (1, 2), 2),
        ((1, 1), (0, 1), 1),
        ((1, 1), (0, 2), 1),
        ((1, 1), (2, 2), 1),
        ((1, 1), (2, 0), 2),
        ((0, 0), (4, 0), 4),
        ((0, 2), (4, 0), 4),
    ],
)
def test_steps_are_counted_over_rows_that_stand_half_a_tile_apart(one, other, apart):
    assert steps(HexCell(*one), HexCell(*other)) == steps(HexCell(*other), HexCell(*one)) == apart


def test_roles_that_touch_are_far_more_alike_than_any_two():
    roles = crowd(48)
    map_ = arrange(roles, trades_of(roles))
    alike = likenesses(roles)
    beside = [alike[one][other] for one, other in touching(map_)]
    any_two = [alike[one][other] for one, other in combinations(roles, 2)]

    assert sum(beside) / len(beside) > 3 * sum(any_two) / len(any_two)


def test_map_of_three_hundred_roles_is_made_within_bounds():
    roles = crowd(300, trades=30)
    begun = process_time()
    map_ = arrange(roles, trades_of(roles, 30))

    assert len(set(map_.values())) == 300
    assert process_time() - begun < 10  # it takes 1.6 s, and longer where coverage is measured


def test_exchanges_are_tried_no_more_often_than_said(monkeypatch):
    roles = crowd(24)
    monkeypatch.setattr(landscape, "EXCHANGES", 100)
    map_ = arrange(roles, trades_of(roles))

    assert len(set(map_.values())) == 24
