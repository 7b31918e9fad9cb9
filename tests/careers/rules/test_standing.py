from hypothesis import given
from hypothesis import strategies as st

from careers.rules.implied import Implied
from careers.rules.needs import Need
from careers.rules.standing import stand
from tests.careers.rules.matches import SKILLS, ratings, some_needs

implied = st.dictionaries(
    st.sampled_from(SKILLS), st.builds(Implied, st.integers(1, 5), st.just("z"), st.integers(2, 5))
)


def test_implied_level_is_known_and_its_gap_starts_there():
    needs = [Need("a", "A", 4, 5), Need("b", "B", 3, 3), Need("c", "C", 2, 2)]
    standing = stand({"Goal": needs}, {"a": 4}, implied={"b": Implied(2, "a", 4)})

    assert [one.skill for one in standing.met] == ["a"]
    assert [(gap.skill, gap.have) for gap in standing.gaps] == [("b", 2)]
    assert [one.skill for one in standing.unknown] == ["c"]
    assert standing.known == 80  # 8 of 10
    assert (standing.rated, standing.had, standing.asked) == (1, 4, 4)


def test_nothing_is_known_of_no_needs():
    assert stand({"Goal": []}, {"a": 4}).known == 0


@given(some_needs, ratings, implied)
def test_every_need_is_met_missing_or_unknown(needs, ratings, implied):
    standing = stand({"Goal": needs}, ratings, implied=implied)
    parts = [*standing.gaps, *standing.met, *standing.unknown]

    assert sorted(one.skill for one in parts) == sorted(need.skill for need in needs)
    assert {one.skill for one in standing.unknown} == {
        need.skill for need in needs if need.skill not in {*ratings, *implied}
    }
    assert 0 <= standing.known <= 100
    assert (standing.known == 100) is not bool(standing.unknown)


@given(some_needs, ratings, implied)
def test_own_rating_wins_over_what_is_implied(needs, ratings, implied):
    standing = stand({"Goal": needs}, ratings, implied=implied)

    assert {one.skill: one.have for one in standing.met if one.skill in ratings} == {
        need.skill: ratings[need.skill]
        for need in needs
        if need.skill in ratings and ratings[need.skill] >= need.level
    }
