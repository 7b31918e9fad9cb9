"""Occupations in the admin, as a curator works with them."""

import pytest

from careers.models import Occupation
from portal.core.publication import State
from tests.admin_pages import act, add_page, add_row, errors, filled_in, list_of, page_of
from tests.factories import make_occupation, make_skill

pytestmark = pytest.mark.django_db


def save(curator, occupation, *titles, **fields):
    data = filled_in(curator.get(page_of(occupation))) | fields
    for title in titles:
        add_row(data, "titles", title=title)
    return curator.post(page_of(occupation), data)


def test_new_occupation_is_saved_with_its_skills_and_titles(curator):
    skill = make_skill()
    data = filled_in(curator.get(add_page(Occupation))) | {
        "title": "Baker",
        "slug": "baker",
        "group": "trades",
        "state": "published",
        "summary": "Bakes bread.",
        "bridge": "Bakers come over by way of recipes.",
    }
    add_row(data, "typical", skill=skill, level=2, basis="editorial")
    add_row(data, "titles", title="Pastry cook")

    assert curator.post(add_page(Occupation), data).status_code == 302
    baker = Occupation.objects.published().get()
    assert baker.typical_levels() == {skill.slug: 2}
    assert [one.title for one in baker.titles.all()] == ["Pastry cook"]
    assert b"Baker" in curator.get(list_of(Occupation), {"q": "pastry"}).content


def test_occupation_without_a_typical_skill_is_not_published(curator):
    draft = make_occupation(state=State.DRAFT)

    page = save(curator, draft, state="published")

    assert "typical skill" in errors(page)
    act(curator, "publish", draft)
    assert not Occupation.objects.published().exists()


@pytest.mark.parametrize(
    ("typical", "said"),
    [
        ({"level": 5, "basis": "editorial"}, "5 is not one of the available choices"),
        ({"level": 2, "basis": "onet_skill"}, "Name the element of the source"),
        ({"level": 2, "basis": "editorial", "element": "Speaking"}, "Name the element"),
    ],
)
def test_typical_skill_that_cannot_be_is_refused_in_words(curator, typical, said):
    occupation = make_occupation()
    data = filled_in(curator.get(page_of(occupation)))
    add_row(data, "typical", skill=make_skill(), **typical)

    page = curator.post(page_of(occupation), data)

    assert page.status_code == 200
    assert said in errors(page)


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["Doctor"], ""),
        (["Sister", "sister"], "is listed already"),
        (["Dentist"], "is the title of another occupation. Remove it here."),
        (["NURSE"], "This is the title of the occupation itself. Remove it here."),
        (["\u200b"], "Type a visible name"),
    ],
)
def test_titles_may_be_shared_but_not_be_the_title_of_an_occupation(curator, titles, said):
    make_occupation(title="Dentist", titles=["Doctor"])
    nurse = make_occupation(title="Nurse")

    page = save(curator, nurse, *titles)

    assert said in errors(page) if said else page.status_code == 302


def test_title_that_is_another_title_of_one_is_refused_with_its_name(curator):
    make_occupation(title="Dentist", titles=["Doctor"])

    page = save(curator, make_occupation(title="Nurse"), title="doctor")

    assert "“Doctor” is another title of “Dentist”" in errors(page)


def test_title_that_looks_like_another_is_refused(curator):
    make_occupation(title="Dentist")

    page = save(curator, make_occupation(title="Nurse"), title="DENTIST")

    assert "There is already an occupation called “Dentist”" in errors(page)


def test_skill_is_weighed_anew_when_an_occupation_lists_it(curator):
    skill, nurse = make_skill(), make_occupation(typical={make_skill(): 2})
    before = skill.telling
    data = filled_in(curator.get(page_of(nurse)))
    add_row(data, "typical", skill=skill, level=2, basis="editorial")

    curator.post(page_of(nurse), data)

    skill.refresh_from_db()
    assert skill.telling != before
