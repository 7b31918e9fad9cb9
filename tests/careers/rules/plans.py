"""What tests of learning path share."""

from itertools import combinations
from operator import itemgetter

from hypothesis import strategies as st

from careers.rules.lessons import Hours, Lesson
from careers.rules.standing import Gap

SKILLS = tuple("abcdefgh")


def gap(skill: str, have: int = 0, level: int = 3, importance: int = 3) -> Gap:
    return Gap(skill, skill.upper(), have, level, importance)


def lesson(
    resource: str,
    level_from: int,
    level_to: int,
    *,
    skill: str = "a",
    hours: tuple[int, int] | None = (8, 12),
    is_free: bool = True,
) -> Lesson:
    estimate = Hours(*hours) if hours else None
    return Lesson(resource, skill, level_from, level_to, estimate, is_free)


# Few draws an example: drawing takes most of the time of these tests.
rises = st.sampled_from(list(combinations(range(6), 2)))


gap_lists = st.lists(
    st.tuples(st.sampled_from(SKILLS), rises, st.integers(1, 5)), unique_by=itemgetter(0)
).map(lambda rows: [gap(skill, *rise, importance) for skill, rise, importance in rows])


lesson_lists = st.lists(
    st.tuples(
        rises,
        st.sampled_from(SKILLS),
        st.none() | st.tuples(st.integers(1, 20), st.integers(20, 40)),
        st.booleans(),
    ),
    max_size=15,
).map(
    lambda rows: [
        lesson(f"r{number}", *rise, skill=skill, hours=hours, is_free=is_free)
        for number, (rise, skill, hours, is_free) in enumerate(rows)
    ]
)


# each skill needs only skills of later letters, so that there is no circle
prerequisites = st.lists(st.sampled_from(list(combinations(SKILLS, 2))))
