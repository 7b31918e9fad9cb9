import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.implied import (
    LEAST_IMPLYING,
    NO_LINKS,
    Disagreement,
    Implied,
    disagreements,
    implied_by,
    links_by_skill,
)
from careers.rules.prerequisites import Link
from tests.careers.rules.matches import SKILLS, links, ratings

KUBERNETES = links_by_skill(
    [
        Link("kubernetes", "containers", 3),
        Link("containers", "linux", 2),
        Link("kubernetes", "networks", 2),
        Link("linux", "shell", 2),
    ]
)


def test_a_rating_implies_what_the_skill_builds_on_and_that_in_turn():
    assert implied_by({"kubernetes": 4}, KUBERNETES) == {
        "containers": Implied(3, "kubernetes", 4),
        "linux": Implied(2, "kubernetes", 4),
        "networks": Implied(2, "kubernetes", 4),
        "shell": Implied(2, "kubernetes", 4),
    }


def test_what_is_implied_is_never_above_the_rating_itself():
    assert implied_by({"kubernetes": 2}, KUBERNETES)["containers"].level == 2


@pytest.mark.parametrize("level", [0, 1])
def test_who_is_only_aware_of_a_skill_need_not_have_what_it_builds_on(level):
    assert implied_by({"kubernetes": level}, KUBERNETES) == {}


def test_what_is_implied_at_1_implies_nothing():
    weak = links_by_skill([Link("c", "b", 1), Link("b", "a", 5)])

    assert implied_by({"c": 5}, weak) == {"b": Implied(1, "c", 5)}


def test_a_rating_counts_and_passes_on_what_it_is_however_much_more_is_implied():
    found = implied_by({"kubernetes": 4, "containers": 1}, KUBERNETES)

    assert found == {"networks": Implied(2, "kubernetes", 4)}


def test_of_equal_levels_the_higher_rating_is_named_and_then_the_first_by_slug():
    both = links_by_skill([Link(skill, "maths", 2) for skill in ("vision", "audio", "text")])

    assert implied_by({"vision": 3, "audio": 2}, both)["maths"] == Implied(2, "vision", 3)
    assert implied_by({"vision": 3, "text": 3, "audio": 3}, both)["maths"].by == "audio"


def by_relaxation(ratings, links):
    """The definition, link by link, until nothing changes any more."""
    found: dict[str, Implied] = {}
    while True:
        known = {skill: Implied(level, skill, level) for skill, level in ratings.items()} | found
        best: dict[str, Implied] = {}
        for skill, one in known.items():
            for link in links.get(skill, ()) if one.level >= LEAST_IMPLYING else ():
                if link.needs not in ratings:
                    here = Implied(min(one.level, link.level), one.by, one.by_level)
                    there = best.get(link.needs, here)
                    best[link.needs] = min(
                        here, there, key=lambda one: (-one.level, -one.by_level, one.by)
                    )
        if best == found:
            return found
        found = best


@given(ratings, links)
def test_implied_is_what_the_definition_gives_link_by_link(ratings, links):
    assert implied_by(ratings, links) == by_relaxation(ratings, links)


@given(ratings, links)
def test_nothing_rated_is_implied_and_what_implies_is_rated(ratings, links):
    found = implied_by(ratings, links)

    assert not found.keys() & ratings.keys()
    assert all(ratings[one.by] == one.by_level for one in found.values())
    assert all(1 <= one.level <= one.by_level for one in found.values())


@given(ratings, links, st.data())
def test_raising_a_rating_takes_nothing_back_of_what_is_implied(ratings, links, data):
    higher = {skill: data.draw(st.integers(level, 5)) for skill, level in ratings.items()}
    before, after = implied_by(ratings, links), implied_by(higher, links)

    assert before.keys() <= after.keys()
    assert [skill for skill in before if after[skill].level < before[skill].level] == []


@given(ratings, links, st.randoms(use_true_random=False))
def test_implied_and_disagreements_do_not_depend_on_any_order(ratings, links, random):
    items, all_links = list(ratings.items()), [link for some in links.values() for link in some]
    other = dict(random.sample(items, len(items)))
    shuffled = links_by_skill(random.sample(all_links, len(all_links)))

    assert implied_by(other, shuffled) == implied_by(ratings, links)
    assert disagreements(other, shuffled) == disagreements(ratings, links)


def test_ratings_that_cannot_both_be_right_are_told_the_furthest_apart_first():
    ratings = {"kubernetes": 4, "containers": 2, "linux": 0, "networks": 2}

    assert disagreements(ratings, KUBERNETES) == [
        Disagreement("containers", 2, "linux", have=0, least=2),
        Disagreement("kubernetes", 4, "containers", have=2, least=3),
    ]


@given(ratings, links)
def test_disagreements_are_the_ratings_below_what_a_link_asks(ratings, links):
    found = {
        (one.skill, one.level, one.needs, one.have, one.least)
        for one in disagreements(ratings, links)
    }
    naive = {
        (skill, ratings[skill], link.needs, ratings[link.needs], min(ratings[skill], link.level))
        for skill in SKILLS
        for link in links.get(skill, ())
        if {skill, link.needs} <= ratings.keys()
        and ratings[skill] >= 2
        and ratings[link.needs] < min(ratings[skill], link.level)
    }
    gaps = [one.least - one.have for one in disagreements(ratings, links)]

    assert found == naive
    assert gaps == sorted(gaps, reverse=True)


def test_nothing_is_implied_without_links_or_ratings():
    assert implied_by({"kubernetes": 5}, NO_LINKS) == {}
    assert implied_by({}, KUBERNETES) == {}
    assert disagreements({}, KUBERNETES) == []
