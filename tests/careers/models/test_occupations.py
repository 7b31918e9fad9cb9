import pytest

from careers.models import Occupation
from portal.core.publication import State
from tests.factories import make_occupation, make_skill

pytestmark = pytest.mark.django_db


def titles(occupations) -> list[str]:
    return [one.title for one in occupations]


@pytest.fixture
def doctors():
    make_occupation(title="Family doctor", titles=["GP", "Doctor"])
    make_occupation(title="Hospital doctor", titles=["Physician", "Doctor"])
    make_occupation(title="Front-end developer", titles=["C++ programmer"])


def test_drafts_are_not_published():
    published = make_occupation()
    make_occupation(state=State.DRAFT)

    assert list(Occupation.objects.published()) == [published]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gp", ["Family doctor"]),
        ("family DOCTOR", ["Family doctor"]),
        (" Family  doctor ", ["Family doctor"]),
        ("doctor", ["Family doctor", "Hospital doctor"]),
        ("front end developer", ["Front-end developer"]),
        ("c++ programmer", ["Front-end developer"]),
        ("c programmer", []),
        ("doc", []),
        ("doctors of the world", []),
        ("", []),
        ("?!", []),
    ],
)
def test_title_finds_each_occupation_that_is_called_so(doctors, text, found):
    assert titles(Occupation.objects.titled(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doc", ["Family doctor", "Hospital doctor"]),
        ("hosp", ["Hospital doctor"]),
        ("phys", ["Hospital doctor"]),
        ("octor", []),
        ("", []),
        ("  ", []),
        ("-", []),
    ],
)
def test_suggestions_are_those_with_words_that_begin_so(doctors, text, found):
    assert titles(Occupation.objects.suggested(text, 5)) == found


def test_suggestions_are_no_more_than_asked_and_the_best_named_first():
    make_occupation(title="Biology teacher")
    make_occupation(title="Teacher in a primary school")
    make_occupation(title="Vocational trainer", titles=["Teacher"])

    found = Occupation.objects.suggested("teacher", 2)

    assert titles(found) == ["Vocational trainer", "Teacher in a primary school"]


def test_typical_levels_hold_published_skills_only(django_assert_num_queries):
    python = make_skill(slug="python")
    hidden = make_skill(slug="hidden", state=State.DRAFT)
    nurse = make_occupation(typical={python: 2, hidden: 3})

    assert nurse.typical_levels() == {"python": 2}
    with django_assert_num_queries(3):
        [nurse] = Occupation.objects.with_typical()
        assert nurse.typical_levels() == {"python": 2}
        assert [row.skill.anchor(row.level) for row in nurse.typical.all()] == [
            "Does Python at level 2."
        ]
