"""The résumé claims what the person said, and nothing else."""

import json

import pytest
from django.urls import reverse

from careers.data_export.resume import SCHEMA, SUMMARY, resume_of
from careers.models import Profile
from portal.core.publication import State
from tests.factories import make_profile, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

RESUME, EXPORT = reverse("careers:data_resume"), reverse("careers:data_profile")


def skills_of(profile) -> list[dict]:
    return resume_of(profile)["skills"]


def test_resume_holds_skills_with_their_level_and_category_the_highest_first():
    python = make_skill(slug="python", title="Python", aliases=["Py"])
    sql = make_skill(slug="sql", title="SQL")
    visitor = make_visitor(ratings={python: 3, sql: 5})
    resume = json.loads(visitor.get(RESUME).content)

    assert resume == {
        "$schema": SCHEMA,
        "basics": {
            "name": "",
            "label": "",
            "summary": SUMMARY,
            "location": {},
            "profiles": [],
        },
        "skills": [
            {"name": "SQL", "level": "Leading", "keywords": ["Programming"]},
            {"name": "Python", "level": "Independent", "keywords": ["Programming"]},
        ],
    }
    assert json.loads(visitor.get(EXPORT).content)["resume"] == resume


@pytest.mark.parametrize(
    ("level", "claimed"),
    [(0, []), (1, []), (2, ["Guided"]), (3, ["Independent"]), (4, ["Advanced"]), (5, ["Leading"])],
)
def test_skill_below_level_2_is_no_claim(level, claimed):
    profile = make_profile(ratings={make_skill(): level})

    assert [skill["level"] for skill in skills_of(profile)] == claimed


def test_what_a_skill_is_searched_for_is_no_claim():
    management = make_skill(title="Project management", aliases=["pmp", "prince2"])

    assert "pmp" not in json.dumps(resume_of(make_profile(ratings={management: 5})))


def test_skills_that_a_rated_one_builds_on_are_no_claim():
    python = make_skill(slug="python")
    pandas = make_skill(title="Pandas", prerequisites={python: 4})

    assert [skill["name"] for skill in skills_of(make_profile(ratings={pandas: 5}))] == ["Pandas"]


def test_skill_that_is_a_draft_is_not_shown():
    assert skills_of(make_profile(ratings={make_skill(state=State.DRAFT): 4})) == []


@pytest.mark.parametrize(("state", "label"), [(State.PUBLISHED, "ML engineer"), (State.DRAFT, "")])
def test_label_is_the_role_that_the_person_named_as_theirs(state, label):
    profile = make_profile()
    profile.work_as(make_role(title="ML engineer", state=state))

    assert resume_of(Profile.objects.get())["basics"]["label"] == label


def test_resume_of_nobody_says_nothing():
    resume = resume_of(None)

    assert resume["skills"] == []
    assert set(map(str, resume["basics"].values())) == {"", "{}", "[]"}


def test_goals_and_marks_are_no_claim():
    python, role = make_skill(title="Python"), make_role(title="ML engineer")
    profile = make_profile(ratings={python: 1})
    profile.goals.create(role=role)
    profile.skill_progress.create(skill=python, level=4, state="learning")

    assert skills_of(profile) == []
    assert "ML engineer" not in json.dumps(resume_of(profile))


@pytest.mark.parametrize("rows", [1, 3])
def test_resume_costs_the_same_for_more_skills(django_assert_num_queries, rows):
    profile = make_profile(ratings={make_skill(): 2 for _ in range(rows)})

    with django_assert_num_queries(1):
        resume_of(profile)
