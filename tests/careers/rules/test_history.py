from hypothesis import given
from hypothesis import strategies as st

from careers.rules.history import (
    LevelChange,
    Point,
    Turn,
    completed,
    of_latest_days,
    readiness,
    running_total,
    turns,
)
from careers.rules.implied import implied_by, links_by_skill
from careers.rules.matching import Need, explain
from careers.rules.prerequisites import Link

NEEDS = [Need("python", "Python", 4, 5), Need("sql", "SQL", 2, 3), Need("art", "Art", 2, 2)]
CHANGES = st.lists(
    st.builds(
        LevelChange,
        day=st.integers(0, 9),
        skill=st.sampled_from(["python", "sql", "art", "juggling"]),
        level=st.none() | st.integers(0, 5),
    )
).map(lambda changes: sorted(changes, key=lambda change: change.day))
LINKS = st.lists(
    st.builds(Link, st.just("juggling"), st.sampled_from(["python", "sql"]), st.integers(1, 5))
    | st.builds(Link, st.just("python"), st.just("art"), st.integers(1, 5))
).map(links_by_skill)


def test_readiness_is_told_for_each_day_from_the_first_claim_on():
    changes = [
        LevelChange(1, "sql", 2),  # 3 of 10 rated: not enough
        LevelChange(3, "python", 2),  # 2.5 + 3 points
        LevelChange(3, "art", 1),  # and 1
        LevelChange(7, "python", 4),
    ]

    assert readiness(changes, NEEDS) == [Point(3, 65), Point(7, 90)]


def test_readiness_is_unknown_again_where_too_much_was_taken_back():
    changes = [
        LevelChange(1, "python", 4),
        LevelChange(2, "python", None),
        LevelChange(5, "python", 2),
    ]

    assert readiness(changes, NEEDS) == [Point(1, 50), Point(2, None), Point(5, 25)]


def test_readiness_counts_what_the_ratings_of_the_day_imply():
    links = links_by_skill([Link("python", "sql", 2)])
    changes = [
        LevelChange(1, "python", 4),
        LevelChange(4, "sql", 0),  # rated below what was implied
        LevelChange(6, "sql", None),
        LevelChange(7, "python", None),
    ]

    assert readiness(changes, NEEDS, links) == [
        Point(1, 80),
        Point(4, 50),
        Point(6, 80),
        Point(7, None),
    ]
    assert readiness(changes[:1], NEEDS) == [Point(1, 50)]


def test_readiness_of_nothing_claims_nothing():
    assert readiness([], NEEDS) == []
    assert readiness([LevelChange(1, "python", 4)], []) == []


@given(CHANGES, LINKS)
def test_last_readiness_is_that_of_today(changes, links):
    today = {one.skill: one.level for one in changes}
    ratings = {skill: level for skill, level in today.items() if level is not None}
    score = explain(NEEDS, ratings, implied_by(ratings, links)).score
    points = readiness(changes, NEEDS, links)

    assert (points[-1].value if points else None) == (score.readiness if score.is_enough else None)
    assert [one.day for one in points] == sorted({one.day for one in points})


def at_the_end_of(day: int, line: list[Point]) -> int | None:
    return next((point.value for point in reversed(line) if point.day <= day), None)


@given(CHANGES, st.integers(1, 12))
def test_line_of_the_latest_days_is_the_end_of_the_whole_line(changes, most):
    days = sorted({one.day for one in changes})[-most:]
    whole = readiness(changes, NEEDS)
    latest = readiness(of_latest_days(changes, most), NEEDS)

    assert {point.day for point in latest} <= set(days)
    assert [at_the_end_of(day, latest) for day in days] == [
        at_the_end_of(day, whole) for day in days
    ]


def test_turns_tell_from_what_to_what():
    changes = [
        LevelChange(1, "python", 2),
        LevelChange(1, "sql", 0),
        LevelChange(4, "python", 2),
        LevelChange(6, "python", None),
        LevelChange(7, "art", None),
    ]

    assert turns(changes) == [
        Turn(1, "python", None, 2),
        Turn(1, "sql", None, 0),
        Turn(6, "python", 2, None),
    ]


@given(CHANGES)
def test_turns_of_a_skill_join_end_to_end(changes):
    levels: dict[str, int | None] = {}
    for one in turns(changes):
        assert levels.get(one.skill) == one.before != one.level
        levels[one.skill] = one.level

    assert {skill: level for skill, level in levels.items() if level is not None} == {
        skill: level
        for skill, level in {one.skill: one.level for one in changes}.items()
        if level is not None
    }


def test_ratings_that_no_change_tells_of_are_added_on_their_day():
    told = [LevelChange(2, "python", 1), LevelChange(5, "sql", 3)]
    today = [LevelChange(2, "python", 1), LevelChange(4, "art", 2), LevelChange(6, "sql", 4)]

    assert completed(told, today) == [
        LevelChange(2, "python", 1),
        LevelChange(4, "art", 2),
        LevelChange(5, "sql", 3),
        LevelChange(6, "sql", 4),
    ]
    assert completed(told, told) == told


def test_things_are_counted_day_by_day():
    assert running_total([7, 3, 3]) == [Point(3, 2), Point(7, 3)]
    assert running_total([]) == []
