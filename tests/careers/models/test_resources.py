import pytest

from careers.models import Resource, Teaches
from careers.rules.lessons import Hours, Lesson
from portal.core.publication import State
from tests.factories import make_resource, make_skill

pytestmark = pytest.mark.django_db


def titles(resources) -> list[str]:
    return [resource.title for resource in resources]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("python", ["Python for all"]),
        ("lovelace", ["Deep maths"]),
        ("maths love", ["Deep maths"]),
        ("", ["Deep maths", "Python for all"]),
        ("ython", []),
        ("python\x00", ["Python for all"]),
    ],
)
def test_search_finds_resources_by_title_and_author(query, found):
    make_resource(title="Python for all", by="A university")
    make_resource(title="Deep maths", by="Ada Lovelace")

    assert titles(Resource.objects.search(query)) == found


def test_teaching_is_of_a_published_skill_from_a_level_on():
    python, sql = make_skill(slug="python"), make_skill(slug="sql")
    draft = make_skill(slug="draft", state=State.DRAFT)
    make_resource(title="Basics", teaches={python: (0, 2), sql: (3, 4)})
    make_resource(title="Craft", teaches={python: (1, 3)})
    make_resource(title="Depth", teaches={python: (3, 5)})
    make_resource(title="Secret", teaches={draft: (0, 5)})

    rows = Resource.objects
    assert titles(rows.teaching("python")) == ["Basics", "Craft", "Depth"]
    assert titles(rows.teaching("python", "0")) == ["Basics", "Craft"]
    assert titles(rows.teaching("python", "2")) == ["Craft"]
    assert titles(rows.teaching("python", "3")) == ["Depth"]
    assert titles(rows.teaching("", "3")) == ["Basics", "Depth"]
    assert titles(rows.teaching()) == ["Basics", "Craft", "Depth"]
    assert titles(rows.teaching("draft")) == []


def test_teaching_most_of_puts_what_teaches_most_first():
    python, sql, art = make_skill(), make_skill(), make_skill()
    make_resource(title="Both", teaches={python: (0, 2), sql: (0, 2)})
    make_resource(title="A single one", teaches={sql: (0, 2), art: (0, 2)})
    make_resource(title="None", teaches={art: (0, 2)})

    assert titles(Resource.objects.teaching_most_of([python, sql])) == ["Both", "A single one"]
    assert titles(Resource.objects.teaching_most_of([])) == []


@pytest.mark.parametrize("lesson_count", [1, 3])
def test_with_skills_takes_two_queries(lesson_count, django_assert_num_queries):
    skills = {make_skill(): (0, 2) for _ in range(lesson_count)}
    make_resource(teaches=skills | {make_skill(state=State.DRAFT): (0, 1)})

    with django_assert_num_queries(2):
        [resource] = Resource.objects.with_skills()
        taught = [one.skill.title for one in resource.teaches.all()]

    assert taught == [skill.title for skill in skills]


def test_teaches_are_published_with_both_of_their_ends():
    skill = make_skill()
    shown = make_resource(teaches={skill: (0, 2)})
    make_resource(teaches={make_skill(state=State.DRAFT): (0, 2)})
    make_resource(teaches={skill: (0, 2)}, state=State.DRAFT)

    assert [one.resource for one in Teaches.objects.published()] == [shown]


@pytest.mark.parametrize(
    ("cost", "is_free"), [("free", True), ("freemium", False), ("paid", False)]
)
@pytest.mark.parametrize("hours", [None, Hours(4, 9)])
def test_lesson_is_what_the_rules_take(cost, is_free, hours):
    skill = make_skill(slug="python")
    low, high = hours or (None, None)
    make_resource(slug="basics", teaches={skill: (0, 2)}, hours_from=low, hours_to=high, cost=cost)

    assert Teaches.objects.get().as_lesson() == Lesson(
        "basics", "python", 0, 2, hours, is_free, kind="course", language="en"
    )


def test_lessons_by_level_go_up():
    skill = make_skill()
    make_resource(title="C", teaches={skill: (1, 2)})
    make_resource(title="B", teaches={skill: (0, 2)})
    make_resource(title="A", teaches={skill: (0, 3)})

    assert [one.resource.title for one in Teaches.objects.by_level()] == ["B", "A", "C"]


def test_rows_of_a_resource_say_what_they_are():
    resource = make_resource(
        slug="basics", title="Basics", teaches={make_skill(title="SQL"): (0, 2)}
    )

    assert str(resource) == "Basics"
    assert str(resource.teaches.get()) == "Basics teaches SQL, 0 to 2"
    assert resource.get_absolute_url() == "/resources/basics/"


def test_lessons_by_skill_are_the_lessons_of_the_rows():
    python, sql = make_skill(), make_skill()
    make_resource(teaches={python: (0, 2), sql: (1, 3)}, kind="book", cost="paid", language="de")
    make_resource(teaches={sql: (0, 4)}, hours_from=None, hours_to=None)
    rows = Teaches.objects.published()

    lessons = rows.lessons_by_skill([python.slug, sql.slug])

    assert {one for of_skill in lessons.values() for one in of_skill} == {
        row.as_lesson() for row in rows
    }
    assert {slug: len(of_skill) for slug, of_skill in lessons.items()} == {
        python.slug: 1,
        sql.slug: 2,
    }
