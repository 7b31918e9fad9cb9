from itertools import chain, combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.rules.lessons import Hours, Lesson
from careers.rules.resource_choice import Choices, LevelRange, choose_resources

SKILLS = "abcdef"
FREE = Choices(free_only=True)
NO_VIDEOS = Choices(avoided_kinds=frozenset(["video"]))
ENGLISH = Choices(language="en")


def lesson(
    resource: str,
    level_from: int,
    level_to: int,
    skill: str = "a",
    hours: tuple[int, int] | None = (8, 12),
    **more,
) -> Lesson:
    estimate = Hours(*hours) if hours else None
    return Lesson(resource, skill, level_from, level_to, estimate, **({"is_free": True} | more))


def lessons_of(random: Random, resources: int) -> list[Lesson]:
    """What so many resources teach: each one to three skills, in hours that they all share."""
    lessons = []
    for number in range(resources):
        low = random.randint(1, 30)
        shared = {
            "hours": (low, random.randint(low, 2 * low)),
            "is_free": random.random() < 0.7,
            "kind": random.choice(["course", "book", "video"]),
            "language": random.choice(["en", "en", "de"]),
        }
        for place, skill in enumerate(random.sample(SKILLS, random.randint(1, 3))):
            start = random.randint(0, 3)
            end = random.randint(start + 1, min(5, start + 3))
            lessons.append(lesson(f"r{number}", start, end, skill, is_main=not place, **shared))
    return lessons


def ways_of(random: Random) -> dict[str, LevelRange]:
    skills = random.sample(SKILLS, random.randint(1, len(SKILLS)))
    return {
        skill: LevelRange(have, random.randint(have + 1, 5))
        for skill in skills
        for have in [random.randint(0, 3)]
    }


def case_of(seed: int) -> tuple[dict[str, LevelRange], list[Lesson]]:
    """A case that is small enough to try every choice."""
    random = Random(seed)
    return ways_of(random), lessons_of(random, random.randint(1, 10))


cases = st.builds(case_of, st.integers(1, 10**9))


def levels(ways: dict[str, LevelRange], lessons: list[Lesson]) -> dict[str, int]:
    """How far one gets in each skill, taking a lesson whenever it is open and leads on."""
    at = {skill: way.have for skill, way in ways.items()}
    for _ in range(5):
        for one in lessons:
            if one.skill in at and one.level_from <= max(at[one.skill], 1):
                at[one.skill] = max(at[one.skill], one.level_to)
    return {skill: min(at[skill], way.level) for skill, way in ways.items()}


def taken(lessons: list[Lesson], resources) -> list[Lesson]:
    return [one for one in lessons if one.resource in resources]


def hours(lessons: list[Lesson], resources) -> int:
    """Twice the midpoints, each resource once."""
    return sum({one.resource: sum(one.hours or ()) for one in taken(lessons, resources)}.values())


def fewest_hours(ways: dict[str, LevelRange], lessons: list[Lesson]) -> int:
    """By trying every set of resources that gets as far as all of them."""
    names = sorted({one.resource for one in lessons})
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    far = levels(ways, lessons)
    return min(
        hours(lessons, chosen) for chosen in every if levels(ways, taken(lessons, chosen)) == far
    )


def test_choice_is_as_short_as_the_shortest_in_two_hundred_small_cases():
    excess = []
    for seed in range(200):
        ways, lessons = case_of(seed)
        chosen = choose_resources(ways, lessons, Choices())
        assert levels(ways, taken(lessons, chosen)) == levels(ways, lessons)
        excess.append(hours(lessons, chosen) - fewest_hours(ways, lessons))

    assert excess == [0] * 200


def test_choice_without_time_to_search_is_within_its_bound():
    """1 + 1/2 + ... + 1/9 times the best, with nine cells at most in one resource."""
    for seed in range(200):
        ways, lessons = case_of(seed)
        chosen = choose_resources(ways, lessons, Choices(), most_nodes=0)
        assert levels(ways, taken(lessons, chosen)) == levels(ways, lessons)
        assert hours(lessons, chosen) <= 2.83 * fewest_hours(ways, lessons)


def test_choice_without_time_to_search_gives_back_what_the_later_ones_cover():
    taught = {"broad": ("abcd", 4), "one": ("abe", 6), "two": ("cdf", 6)}
    dearer = {"other": ("ce", 7), "another": ("af", 7)}
    lessons = [
        lesson(name, 0, 1, skill, (each, each))
        for name, (skills, each) in (taught | dearer).items()
        for skill in skills
    ]

    # "broad" is the shortest for each skill, and then "one" and "two" are needed all the same
    ways = dict.fromkeys(SKILLS, LevelRange(0, 1))
    assert choose_resources(ways, lessons, Choices(), most_nodes=0) == {"one", "two"}


@given(cases)
def test_choice_reaches_all_that_can_be_reached_and_holds_nothing_that_could_be_spared(case):
    ways, lessons = case
    chosen = choose_resources(ways, lessons, Choices())
    far = levels(ways, lessons)

    assert levels(ways, taken(lessons, chosen)) == far
    assert [one for one in chosen if levels(ways, taken(lessons, chosen - {one})) == far] == []


@given(cases, st.sampled_from([FREE, NO_VIDEOS, ENGLISH]))
def test_narrower_choice_that_reaches_as_far_never_takes_fewer_hours(case, choices):
    ways, lessons = case
    allowed = choices.offered(lessons)
    narrow, wide = (
        choose_resources(ways, allowed, choices),
        choose_resources(ways, lessons, Choices()),
    )

    if levels(ways, allowed) == levels(ways, lessons):
        assert hours(lessons, narrow) >= hours(lessons, wide)


@given(cases, st.sampled_from(SKILLS))
def test_leaving_a_skill_out_never_adds_hours(case, skill):
    ways, lessons = case
    fewer = {one: way for one, way in ways.items() if one != skill}

    assert hours(lessons, choose_resources(fewer, lessons, Choices())) <= hours(
        lessons, choose_resources(ways, lessons, Choices())
    )


@given(cases, st.randoms(use_true_random=False))
def test_choice_does_not_depend_on_the_order_of_what_it_is_given(case, random):
    ways, lessons = case
    shuffled = dict(random.sample(list(ways.items()), len(ways)))

    assert choose_resources(
        shuffled, random.sample(lessons, len(lessons)), Choices()
    ) == choose_resources(ways, lessons, Choices())


def test_one_resource_counts_for_every_skill_it_teaches():
    both = [lesson("both", 0, 3, skill, (10, 20)) for skill in "ab"]
    single = [lesson(f"only {skill}", 0, 3, skill, (8, 10)) for skill in "ab"]

    assert choose_resources(
        {"a": LevelRange(0, 3), "b": LevelRange(1, 3)}, both + single, Choices()
    ) == {"both"}


def test_nothing_is_chosen_where_nothing_leads_on():
    assert (
        choose_resources({"a": LevelRange(1, 3)}, [lesson("for others", 2, 3)], Choices()) == set()
    )
    assert choose_resources({}, [lesson("for others", 2, 3)], Choices()) == set()


@pytest.mark.parametrize(
    ("choices", "allowed"),
    [
        (Choices(), ["paid", "film", "german", "book"]),
        (FREE, ["film", "german", "book"]),
        (NO_VIDEOS, ["paid", "german", "book"]),
        (ENGLISH, ["paid", "film", "book"]),
        (Choices(free_only=True, avoided_kinds=frozenset(["video", "book"])), ["german"]),
        (Choices(free_only=True, done=frozenset(["paid"])), ["paid", "film", "german", "book"]),
    ],
)
def test_choices_allow(choices, allowed):
    english = {"language": "en", "kind": "book"}
    lessons = [
        lesson("paid", 0, 3, **(english | {"is_free": False, "kind": "course"})),
        lesson("film", 0, 3, **(english | {"kind": "video"})),
        lesson("german", 0, 3, language="de", kind="course"),
        lesson("book", 0, 3, **english),
    ]

    assert [one.resource for one in choices.offered(lessons)] == allowed


def test_what_is_done_has_no_hours_left():
    [done, other] = Choices(done=frozenset(["done"])).offered(
        [lesson("done", 0, 3, hours=None), lesson("other", 0, 3)]
    )

    assert (done.hours, other.hours) == ((0, 0), (8, 12))


LONG = (90, 99)


@pytest.mark.parametrize(
    ("better", "worse", "choices"),
    [
        pytest.param(
            lesson("z", 0, 3, hours=LONG),
            lesson("a", 0, 3),
            Choices(dropped=frozenset("a")),
            id="was not dropped",
        ),
        pytest.param(
            lesson("z", 0, 3, hours=LONG), lesson("a", 0, 3, hours=None), None, id="is estimated"
        ),
        pytest.param(lesson("z", 0, 3, hours=(9, 9)), lesson("a", 0, 3), None, id="is shorter"),
        pytest.param(
            lesson("z", 0, 3, is_free=False, is_main=False),
            lesson("a", 0, 3),
            Choices(in_hand=frozenset("z")),
            id="is in hand",
        ),
        pytest.param(
            lesson("z", 0, 3, is_free=False),
            lesson("a", 0, 3, is_main=False),
            None,
            id="is about it",
        ),
        pytest.param(lesson("z", 0, 3), lesson("a", 0, 3, is_free=False), None, id="is free"),
        pytest.param(lesson("a", 0, 3), lesson("z", 0, 3), None, id="first by name"),
        pytest.param(
            lesson("z", 0, 3, is_free=False, hours=(0, 0)),
            lesson("a", 0, 3, hours=(1, 1)),
            Choices(done=frozenset("z")),
            id="is done",
        ),
        pytest.param(
            lesson("z", 0, 3, hours=None),
            lesson("a", 0, 2, hours=(1, 1)),
            None,
            id="carries further",
        ),
    ],
)
def test_resource_is_preferred_that(better, worse, choices):
    for offered in ([better, worse], [worse, better]):
        assert choose_resources({"a": LevelRange(0, 3)}, offered, choices or Choices()) == {
            better.resource
        }


def test_resource_that_was_dropped_is_taken_where_there_is_no_other():
    offered = [lesson("dropped", 0, 3)]

    assert choose_resources(
        {"a": LevelRange(0, 3)}, offered, Choices(dropped=frozenset(["dropped"]))
    ) == {"dropped"}
