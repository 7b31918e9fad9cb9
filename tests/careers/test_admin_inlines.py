import pytest

from careers.models import (
    Prerequisite,
    Skill,
)
from tests.admin_pages import add_page, add_row, errors, filled_in, page_of
from tests.factories import (
    make_role,
    make_skill,
)

pytestmark = pytest.mark.django_db


def test_new_skill_offers_the_five_levels_and_keeps_those_filled_in(curator):
    data = filled_in(curator.get(add_page(Skill)))
    assert [data[f"levels-{n}-level"] for n in range(5)] == ["1", "2", "3", "4", "5"]
    data |= {
        "title": "New",
        "slug": "new",
        "kind": "tool",
        "category": "mlops",
        "definition": "It is new.",
        "levels-1-anchor": "Uses it under guidance.",
    }
    assert curator.post(add_page(Skill), data).status_code == 302
    assert list(Skill.objects.get().levels.values_list("level", flat=True)) == [2]


def test_esco_is_filled_in_as_a_whole_or_not_at_all(curator):
    skill = make_skill()
    data = filled_in(curator.get(page_of(skill))) | {"esco_label": "something"}
    assert errors(curator.post(page_of(skill), data)).count("all three ESCO fields") == 2


def test_circle_through_saved_prerequisites_is_refused_by_name(curator):
    numpy = make_skill(title="NumPy", slug="numpy")
    python = make_skill(title="Python", slug="python", prerequisites=[numpy])
    make_skill(title="PyTorch", slug="pytorch", prerequisites=[python])
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=Skill.objects.get(slug="pytorch"), level=2)
    page = curator.post(page_of(numpy), data)
    assert "circle" in errors(page)
    assert all(name in errors(page) for name in ("numpy", "python", "pytorch"))
    assert Prerequisite.objects.count() == 2


def test_circle_closed_by_two_rows_of_the_page_is_refused_by_name(curator):
    python, numpy = make_skill(title="Python"), make_skill(title="NumPy")
    data = filled_in(curator.get(page_of(python)))
    add_row(data, "needed", needs=numpy, level=2)
    add_row(data, "needed_for", skill=numpy, level=3)
    page = curator.post(page_of(python), data)
    assert "NumPy needs Python" in errors(page)
    assert "Python needs NumPy" in errors(page)
    assert not Prerequisite.objects.exists()


def test_circle_closed_by_two_rows_of_a_new_skill_is_refused(curator):
    numpy = make_skill(title="NumPy")
    scipy = make_skill(title="SciPy", prerequisites=[numpy])
    data = filled_in(curator.get(add_page(Skill)))
    data |= {"title": "New", "slug": "new", "kind": "tool", "category": "mlops", "definition": "x"}
    add_row(data, "needed", needs=scipy, level=2)
    add_row(data, "needed_for", skill=numpy, level=3)
    assert "circle" in errors(curator.post(add_page(Skill), data))
    assert not Skill.objects.filter(slug="new").exists()


def test_prerequisites_without_a_circle_are_kept(curator):
    python, numpy, scipy = make_skill(), make_skill(), make_skill()
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=python, level=2)
    add_row(data, "needed_for", skill=scipy, level=3)
    assert curator.post(page_of(numpy), data).status_code == 302
    assert set(Prerequisite.objects.values_list("skill", "needs", "level")) == {
        (numpy.pk, python.pk, 2),
        (scipy.pk, numpy.pk, 3),
    }


def test_prerequisite_without_a_level_is_asked_for_one(curator):
    python, numpy = make_skill(), make_skill()
    data = filled_in(curator.get(page_of(numpy)))
    add_row(data, "needed", needs=python)
    assert "This field is required." in errors(curator.post(page_of(numpy), data))
    assert not Prerequisite.objects.exists()


def test_requirement_that_stands_twice_is_named(curator):
    skill = make_skill(title="Python")
    role = make_role(requirements={skill: (3, 4)})
    data = filled_in(curator.get(page_of(role)))
    add_row(data, "requirements", skill=skill, level=2, importance=2)
    assert "Python appears twice. Remove one." in errors(curator.post(page_of(role), data))


def test_level_that_stands_twice_is_named(curator):
    skill = make_skill()
    data = filled_in(curator.get(page_of(skill)))
    add_row(data, "levels", level=2, anchor="Again.")
    assert "2 guided appears twice" in errors(curator.post(page_of(skill), data))
