import pytest
from django.core.exceptions import ValidationError

from careers.models import Prerequisite, Skill
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill

pytestmark = pytest.mark.django_db


def titles(skills) -> list[str]:
    return [skill.title for skill in skills]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("python", ["Python"]),
        ("PyTh", ["Python"]),
        ("deep learn", ["Deep learning"]),
        ("dl", ["Deep learning"]),
        ("networks", ["Deep learning", "Python"]),
        ("c++", ["C++"]),
        ("(ci/cd)", ["Delivery (CI/CD)"]),
        ("cd", ["Delivery (CI/CD)"]),
        ("ython", []),
        ("_ython", []),
    ],
)
def test_search_finds_skills_by_the_beginnings_of_words(query, found):
    make_skill(title="Python", definition="A language, for networks and all else.")
    make_skill(title="Deep learning", aliases=["DL", "Neural networks"])
    make_skill(title="C++")
    make_skill(title="Delivery (CI/CD)")

    assert titles(Skill.objects.search(query)) == found


def test_search_puts_the_skill_so_named_first():
    make_skill(title="C for embedded systems")
    make_skill(title="Basic C")
    make_skill(title="Systems", aliases=["C"])
    make_skill(title="Arts", definition="C is not among them.")

    assert titles(Skill.objects.search(" c ")) == [
        "Systems",
        "C for embedded systems",
        "Basic C",
        "Arts",
    ]


def test_search_survives_null_characters():
    make_skill(title="Python")

    assert titles(Skill.objects.search("py\x00thon\x00")) == ["Python"]


def test_skill_drafts_are_not_published():
    published = make_skill()
    make_skill(state=State.DRAFT)

    assert list(Skill.objects.published()) == [published]


def test_asked_by_is_what_one_role_asks():
    python, sql = make_skill(), make_skill()
    make_role(slug="analyst", requirements={python: (3, 3)})
    make_role(slug="engineer", requirements={python: (3, 3), sql: (3, 3)})

    assert list(Skill.objects.asked_by("analyst")) == [python]
    assert list(Skill.objects.asked_by("nobody")) == []


def test_most_asked_first_counts_published_roles():
    often, once, never = make_skill(title="B"), make_skill(title="A"), make_skill(title="C")
    make_role(requirements={often: (1, 1), once: (1, 1)})
    make_role(requirements={often: (1, 1)})
    make_role(requirements={never: (1, 1)}, state=State.DRAFT)

    rows = Skill.objects.most_asked_first().values_list("title", "times_asked")

    assert list(rows) == [("B", 2), ("A", 1), ("C", 0)]


def test_most_asked_first_counts_right_beside_another_join():
    skill = make_skill()
    make_role(slug="analyst", requirements={skill: (1, 1)})
    make_role(requirements={skill: (1, 1)})
    profile = make_profile(ratings={skill: 1})

    for rows in (Skill.objects.asked_by("analyst"), Skill.objects.rated_in(profile)):
        assert list(rows.most_asked_first().values_list("times_asked", flat=True)) == [2]


def test_rated_and_not_rated_divide_the_skills():
    rated, other = make_skill(), make_skill()
    profile = make_profile(ratings={rated: 0})
    make_profile(ratings={other: 5})

    assert list(Skill.objects.rated_in(profile)) == [rated]
    assert list(Skill.objects.not_rated_in(profile)) == [other]
    assert list(Skill.objects.rated_in(None)) == []
    assert list(Skill.objects.not_rated_in(None)) == [rated, other]


def test_prerequisites_are_told_in_both_directions():
    maths = make_skill(slug="maths")
    vision = make_skill(slug="vision", prerequisites={maths: 3})

    assert list(vision.prerequisites.all()) == [maths]
    assert list(maths.leads_to.all()) == [vision]
    assert Prerequisite.objects.pairs() == [("vision", "maths")]
    assert Prerequisite.objects.named() == [("vision", "Vision", "maths", "Maths", 3)]
    assert str(Prerequisite.objects.get()) == "Vision needs Maths at 3"


@pytest.mark.parametrize("skill_count", [1, 3])
def test_anchors_take_two_queries(skill_count, django_assert_num_queries):
    for _ in range(skill_count):
        make_skill(levels={1: "Names it.", 3: "Does it."})

    with django_assert_num_queries(2):
        anchors = [
            [skill.anchor(level) for level in (0, 1, 2, 3)] for skill in Skill.objects.with_levels()
        ]

    assert anchors == [["", "Names it.", "", "Does it."]] * skill_count


def test_prerequisite_that_closes_a_circle_is_refused_and_the_circle_named():
    maths = make_skill(slug="maths")
    networks = make_skill(slug="networks", prerequisites=[maths])
    vision = make_skill(slug="vision", prerequisites=[networks])

    with pytest.raises(ValidationError) as caught:
        Prerequisite(skill=maths, needs=vision).full_clean()

    [message] = caught.value.message_dict["needs"]
    circle = message.removeprefix("This would make a circle: ").split(".")[0].split(" needs ")
    assert circle[0] == circle[-1]
    assert sorted(circle[1:]) == ["maths", "networks", "vision"]
    assert message.endswith(". Leave one link out.")


def test_prerequisite_without_a_circle_is_accepted_again_and_again():
    maths, vision = make_skill(), make_skill()
    link = Prerequisite(skill=vision, needs=maths, level=2)

    link.full_clean()
    link.save()
    link.full_clean()


def test_prerequisite_turned_round_is_no_circle_with_itself():
    maths = make_skill()
    vision = make_skill(prerequisites=[maths])
    link = Prerequisite.objects.get()

    link.skill, link.needs = maths, vision

    link.full_clean()


def test_prerequisite_without_its_ends_is_left_to_the_form():
    Prerequisite().clean()


def test_rows_of_a_skill_say_what_they_are():
    skill = make_skill(title="Python", slug="python", aliases=["Py"], levels={2: "Writes a loop."})

    assert (str(skill), str(skill.aliases.get()), str(skill.levels.get())) == (
        "Python",
        "Py",
        "2: Writes a loop.",
    )
    assert skill.get_absolute_url() == "/skills/python/"
