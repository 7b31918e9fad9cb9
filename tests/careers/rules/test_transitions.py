from hypothesis import given
from hypothesis import strategies as st

from careers.rules.implied import links_by_skill
from careers.rules.lessons import Hours, Lesson
from careers.rules.matching import Need
from careers.rules.prerequisites import Link
from careers.rules.transitions import distance, hours_to_close
from tests.careers.rules.matches import links, needs

JUNIOR = [Need("python", "Python", 2, 5), Need("sql", "SQL", 2, 3)]
SENIOR = [Need("python", "Python", 4, 5), Need("sql", "SQL", 2, 3), Need("design", "Design", 3, 4)]


def titles(lines):
    return [line.need.title for line in lines]


def test_distance_tells_shared_higher_and_new_apart():
    up = distance(JUNIOR, SENIOR)

    assert (titles(up.shared), titles(up.higher), titles(up.new)) == (
        ["SQL"],
        ["Python"],
        ["Design"],
    )
    assert up.levels == 2 + 3
    assert up.score.readiness == 45  # 5 x 2/4 + 3 x 2/2 + 0 of 12


def test_distance_is_not_symmetric():
    down = distance(SENIOR, JUNIOR)

    assert (distance(JUNIOR, SENIOR).levels, down.levels) == (5, 0)
    assert down.score.readiness == 100


def test_what_the_one_role_implies_is_not_new_in_the_other():
    links = links_by_skill([Link("sql", "design", 4), Link("python", "design", 1)])
    up = distance(JUNIOR, SENIOR, links)

    # SQL at 2 implies design at 2, which is one level short; Python would imply less.
    assert (titles(up.higher), titles(up.new)) == (["Python", "Design"], [])
    assert [(gap.title, gap.have) for gap in up.gaps] == [("Python", 2), ("Design", 2)]
    assert up.levels == 2 + 1


@given(needs, needs, links)
def test_links_never_make_a_way_longer(here, there, links):
    assert distance(here, there, links).levels <= distance(here, there).levels


def test_gaps_of_a_distance_start_at_the_present_level_or_from_nothing():
    gaps = distance(JUNIOR, SENIOR).gaps

    assert [(gap.title, gap.have, gap.level, gap.importance) for gap in gaps] == [
        ("Python", 2, 4, 5),
        ("Design", 0, 3, 4),
    ]


def test_hours_to_close_count_a_resource_once():
    lessons = {
        "python": [Lesson("book", "python", 2, 4, Hours(10, 20), is_free=True)],
        "design": [
            Lesson("book", "design", 0, 3, Hours(10, 20), is_free=True),
            Lesson("too high", "design", 3, 5, Hours(1, 1), is_free=True),
        ],
        "law": [Lesson("other", "law", 0, 3, Hours(1, 1), is_free=True)],
    }

    assert hours_to_close(distance(JUNIOR, SENIOR).gaps, lessons) == Hours(10, 20)
    assert hours_to_close(distance(JUNIOR, SENIOR).gaps, {}) == Hours(0, 0)
    assert hours_to_close([], lessons) == Hours(0, 0)


@given(needs)
def test_distance_from_a_role_to_itself_is_nothing(needs):
    here = distance(needs, needs)

    assert (here.levels, here.higher, here.new, here.gaps) == (0, [], [], [])
    assert here.score.readiness == (100 if needs else 0)


@given(needs.filter(bool), needs, st.data())
def test_raising_what_is_there_never_makes_the_way_longer(here, there, data):
    raised = data.draw(st.integers(0, len(here) - 1))
    need = here[raised]
    higher = [*here]
    higher[raised] = Need(need.skill, need.title, min(need.level + 1, 5), need.importance)
    before, after = distance(here, there), distance(higher, there)

    assert after.levels <= before.levels
    assert after.score.exact >= before.score.exact
    assert len(after.shared) >= len(before.shared)


@given(needs, needs)
def test_every_skill_asked_is_shared_higher_or_new(here, there):
    way = distance(here, there)
    parts = [*way.shared, *way.higher, *way.new]

    assert sorted(titles(parts)) == sorted(need.title for need in there)
    assert sum(gap.level - gap.have for gap in way.gaps) == way.levels
