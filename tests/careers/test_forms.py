import pytest
from django.http import QueryDict

from careers.forms import ProfileFilter, RatingsForm, ResourceFilter, RoleFilter, SkillFilter
from careers.models import Skill
from tests.factories import make_profile, make_resource, make_role, make_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def python():
    return make_skill(slug="python", levels={3: "Writes programs alone."})


def chosen(**levels: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({f"level-{slug}": level for slug, level in levels.items()})
    return data


def test_ratings_are_changes_where_they_differ(python):
    skills = {name: make_skill(slug=name) for name in ("new", "same", "other", "gone", "never")}
    levels = {"same": 3, "other": 3, "gone": 3, "not-asked": 5}
    data = chosen(new="0", same="3", other="4", gone="", never="")
    form = RatingsForm(data, skills.values(), levels)

    assert form.is_valid()
    assert form.changes() == {skills["new"]: 0, skills["other"]: 4, skills["gone"]: None}


@pytest.mark.parametrize("level", ["6", "-1", "1.0", "x", " 3"])
def test_ratings_that_are_no_levels_are_refused(python, level):
    form = RatingsForm(chosen(python=level), [python])

    assert form.errors == {
        "level-python": [f"Select a valid choice. {level} is not one of the available choices."]
    }


def test_rating_row_offers_all_levels_and_none(python):
    [row] = RatingsForm(None, [python], {"python": 3}).rows()

    assert (row.skill, row.name, row.selected, row.level) == (python, "level-python", "3", 3)
    assert row.options == (
        ("", "not rated"),
        ("0", "none"),
        ("1", "aware"),
        ("2", "guided"),
        ("3", "independent"),
        ("4", "advanced"),
        ("5", "leading"),
    )


def test_rating_row_has_the_anchor_of_the_skill_or_the_meaning_of_the_level(python):
    [row] = RatingsForm(None, [python]).rows()

    assert (row.selected, row.level) == ("", None)
    assert row.choices[0] == ("", "not rated", "")
    assert row.choices[1] == ("0", "none", "You have not met it yet.")
    assert row.choices[4] == ("3", "independent", "Writes programs alone.")
    assert row.choices[5] == ("4", "advanced", "You solve its hard problems, and others ask you.")


def test_rating_row_keeps_what_was_typed_and_says_what_is_wrong(python):
    [row] = RatingsForm(chosen(python="six"), [python]).rows()

    assert (row.selected, row.level) == ("six", None)
    assert row.errors == ["Select a valid choice. six is not one of the available choices."]


def test_names_of_fields_tell_the_skills():
    data = chosen(python="3", sql="")
    data.update({"next": "/", "level-\x00": "3"})  # a NUL is more than PostgreSQL can look for

    assert RatingsForm.slugs_in(data) == ["python", "sql"]


@pytest.mark.parametrize(
    ("sort", "by_readiness"), [("readiness", True), ("pay", False), ("", False), ("luck", False)]
)
def test_role_filter_knows_whether_readiness_was_asked_for(sort, by_readiness):
    assert RoleFilter({"sort": sort}).by_readiness is by_readiness


@pytest.mark.parametrize(
    ("form", "rows"),
    [(RoleFilter, "roles"), (SkillFilter, "skills"), (ResourceFilter, "resources")],
)
def test_filter_that_is_asked_nothing_has_no_errors(form, rows):
    make_resource(teaches={make_skill(): (1, 2)})
    make_role()
    asked = form({})

    assert asked.is_valid()
    assert getattr(asked, rows)().count() == 1


def test_resource_filter_offers_every_level_one_can_go_on_from():
    assert ResourceFilter({}).fields["level"].choices == [
        ("", "Any level"),
        ("0", "0 none"),
        ("1", "1 aware"),
        ("2", "2 guided"),
        ("3", "3 independent"),
        ("4", "4 advanced"),
    ]


def test_resource_filter_holds_a_skill_and_a_level_against_the_same_lesson(python):
    sql = make_skill(slug="sql")
    make_resource(teaches={python: (0, 2), sql: (2, 4)})
    asked = {
        (skill, level): ResourceFilter({"skill": skill, "level": level}).resources().count()
        for skill in ("python", "sql")
        for level in ("0", "3")
    }

    assert asked == {
        ("python", "0"): 1,
        ("python", "3"): 0,
        ("sql", "0"): 0,
        ("sql", "3"): 1,
    }


def test_profile_filter_orders_by_how_often_a_skill_is_asked_unless_words_were_typed(python):
    often = make_skill(title="Python tooling")
    make_role(requirements={often: (3, 3)})

    assert list(ProfileFilter({}).skills_of(None)) == [often, python]
    assert list(ProfileFilter({"q": "python"}).skills_of(None)) == [python, often]


def test_profile_filter_tells_rated_from_not_rated(python):
    other = make_skill(category=Skill.Category.HUMAN)
    profile = make_profile(ratings={python: 0})
    make_profile(ratings={other: 5})  # somebody else's

    assert list(ProfileFilter({"show": "rated"}).skills_of(profile)) == [python]
    assert list(ProfileFilter({"show": "unrated"}).skills_of(profile)) == [other]
    assert list(ProfileFilter({"show": "rated", "category": "human"}).skills_of(profile)) == []


def test_profile_filter_has_no_kind():
    assert list(ProfileFilter({}).fields) == ["q", "category", "skill", "role", "show"]
