import pytest
from hypothesis import given

from careers.rules.learning_path import Step, build_plan, hours_of
from careers.rules.matching import Need
from careers.rules.resource_choice import Choices
from careers.rules.standing import Ask, Demand, Gap, stand
from tests.careers.rules.plans import gap, gap_lists, lesson, lesson_lists, prerequisites


def resources(steps: list[Step]) -> list[list[str]]:
    return [[one.resource for one in step.lessons] for step in steps]


@given(gap_lists, lesson_lists)
def test_lessons_carry_from_level_to_level_without_a_hole(gaps, lessons):
    for step in build_plan(gaps, [], lessons):
        at = step.gap.have
        for one in step.lessons:
            assert one.skill == step.gap.skill
            assert one.level_from <= max(at, 1)
            assert one.level_to > at
            assert at < step.gap.level
            at = one.level_to

        assert step.reached == min(at, step.gap.level)
        assert step.is_complete is (at >= step.gap.level)


@given(gap_lists, lesson_lists)
def test_lessons_stop_only_where_none_leads_on(gaps, lessons):
    for step in build_plan(gaps, [], lessons):
        leading_on = [
            one
            for one in lessons
            if one.skill == step.gap.skill
            and one.level_from <= max(step.reached, 1)
            and one.level_to > step.reached
        ]

        assert step.is_complete or leading_on == []


def test_lessons_carry_all_the_way():
    lessons = [lesson("third", 4, 5), lesson("first", 0, 2), lesson("second", 2, 4)]
    [step] = build_plan([gap("a", 0, 5)], [], lessons)

    assert resources([step]) == [["first", "second", "third"]]
    assert (step.reached, step.is_complete) == (5, True)


def test_step_counts_the_hours_that_were_estimated():
    lessons = [
        lesson("one", 0, 2, hours=(12, 20)),
        lesson("two", 2, 4, hours=None),
        lesson("three", 4, 5),
    ]
    [step] = build_plan([gap("a", 0, 5)], [], lessons)

    assert step.hours == (20, 32)


def test_lessons_are_incomplete_where_resources_stop():
    [step] = build_plan([gap("a", 0, 5)], [], [lesson("first", 0, 2), lesson("too high", 3, 5)])

    assert resources([step]) == [["first"]]
    assert (step.reached, step.is_complete) == (2, False)


def test_step_without_lessons_stays_where_the_person_is():
    [step] = build_plan([gap("a", 2, 4)], [], [lesson("other", 0, 5, skill="b")])

    assert step.lessons == ()
    assert (step.reached, step.is_complete) == (2, False)


def test_lessons_for_aware_people_take_in_beginners():
    [step] = build_plan([gap("a", 0, 3)], [], [lesson("for aware people", 1, 3)])

    assert (resources([step]), step.is_complete) == ([["for aware people"]], True)


def test_lesson_that_goes_beyond_the_need_reaches_the_need():
    [step] = build_plan([gap("a", 1, 2)], [], [lesson("to the top", 0, 5)])

    assert (step.reached, step.is_complete) == (2, True)


def needs(*asked: tuple[str, int, int]) -> list[Need]:
    return [Need(skill, skill.upper(), level, importance) for skill, level, importance in asked]


def test_goals_share_a_plan_that_asks_the_highest_of_each():
    standing = stand(
        {
            "Engineer": needs(("sql", 4, 3), ("law", 2, 2)),
            "Analyst": needs(("sql", 2, 5), ("art", 3, 4), ("talk", 3, 4)),
        },
        {"sql": 2, "art": 0, "law": 5},
    )

    assert standing.gaps == (
        Gap("sql", "SQL", have=2, level=4, importance=5, asks=(Ask("Engineer", 4, 3),)),
        Gap("art", "ART", have=0, level=3, importance=4, asks=(Ask("Analyst", 3, 4),)),
    )
    assert standing.met == (Demand("law", "LAW", (Ask("Engineer", 2, 2),), 5),)
    assert standing.unknown == (Demand("talk", "TALK", (Ask("Analyst", 3, 4),), None),)
    assert standing.left_out == ()


def test_percent_counts_the_levels_of_rated_skills_up_to_the_level_asked():
    asked = {"Engineer": needs(("sql", 4, 3), ("law", 2, 2), ("art", 5, 5), ("talk", 1, 1))}
    standing = stand(asked, {"sql": 3, "law": 5, "art": 0}, left_out=["art"])

    assert (standing.rated, standing.had, standing.asked) == (3, 5, 11)
    assert standing.percent == 45


def test_nothing_is_claimed_of_somebody_who_rated_nothing():
    standing = stand({"Engineer": needs(("sql", 4, 3))}, {"law": 3})

    assert (standing.percent, standing.gaps, len(standing.unknown)) == (None, (), 1)


def test_skill_that_is_left_out_has_no_gap():
    standing = stand({"Engineer": needs(("sql", 4, 3), ("law", 2, 4))}, {"sql": 1}, {"sql", "law"})

    assert standing.gaps == standing.met == standing.unknown == ()
    assert [one.skill for one in standing.left_out] == ["law", "sql"]


@pytest.mark.parametrize(("importance", "is_essential"), [(3, False), (4, True), (5, True)])
def test_gap_is_essential_from_importance_four_on(importance, is_essential):
    assert gap("a", importance=importance).is_essential is is_essential


def test_step_knows_the_later_steps_that_build_on_it():
    links = [("spark", "between"), ("between", "pandas"), ("pandas", "python"), ("art", "python")]
    steps = build_plan([gap("spark"), gap("python"), gap("pandas")], links, [])

    assert [(step.gap.skill, step.leads_to) for step in steps] == [
        ("python", ("PANDAS", "SPARK")),
        ("pandas", ("SPARK",)),
        ("spark", ()),
    ]


@given(gap_lists, prerequisites)
def test_steps_lead_to_later_steps_only(gaps, links):
    steps = build_plan(gaps, links, [])
    titles = [step.gap.title for step in steps]

    assert [
        step for place, step in enumerate(steps) if {*step.leads_to} - {*titles[place + 1 :]}
    ] == []


def test_stage_names_what_would_carry_as_far_from_the_same_level():
    taken, late = lesson("taken", 0, 2, hours=(1, 2)), lesson("late", 2, 4)
    longer, unknown = lesson("longer", 1, 3, hours=(9, 9)), lesson("unknown", 0, 2, hours=None)
    offered = [unknown, lesson("short of it", 0, 1), late, longer, taken]
    [step] = build_plan([gap("a", 0, 4)], [], offered)

    assert [(one.lesson, one.others) for one in step.stages] == [
        (taken, (longer, unknown)),
        (late, ()),
    ]


@given(gap_lists, lesson_lists)
def test_every_other_lesson_could_stand_in(gaps, lessons):
    for step in build_plan(gaps, [], lessons):
        at = step.gap.have
        for stage in step.stages:
            goal = min(stage.lesson.level_to, step.gap.level)
            assert all(one.carries(at) and one.level_to >= goal for one in stage.others)
            at = goal


def test_resource_that_is_done_takes_no_hours_and_leaves_the_step():
    choices = Choices(done=frozenset(["long"]))
    steps = build_plan([gap("a")], [], [lesson("long", 0, 3, hours=(90, 99))], choices)

    assert (resources(steps), hours_of(steps)) == ([["long"]], (0, 0))


def test_hours_count_a_resource_once():
    lessons = [lesson("both", 0, 3, skill=skill) for skill in "ab"] + [
        lesson("more", 3, 4, hours=(1, 2))
    ]

    assert hours_of(build_plan([gap("a", 0, 4), gap("b")], [], lessons)) == (9, 14)
