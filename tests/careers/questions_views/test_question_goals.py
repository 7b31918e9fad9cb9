import re

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Goal, Profile
from portal.core.publication import State
from tests.careers.questions_views.questions import ANSWER, BEGIN, START, address, shown
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


GOALS = reverse("careers:question_goals")


def goals() -> list[str]:
    return list(Goal.objects.values_list("role__slug", flat=True))


def test_goals_and_present_role_are_kept_and_asked_about(visitor, roles, words):
    sent = {"goals": ["lawyer", "analyst"], "present": "engineer"}
    response = visitor.post(GOALS, sent, follow=True)
    profile = Profile.objects.get()

    assert response.redirect_chain == [(BEGIN, 302)]
    response = visitor.get(address())
    assert sorted(goals()) == ["analyst", "lawyer"]
    assert profile.present_role == roles["engineer"]
    assert re.search("your goal, (Lawyer|Analyst), asks it.", words(response))
    assert shown(response) in {"law", "sql"}
    again = visitor.get(START).content.decode()
    assert len(re.findall(r"checked", again)) == 2
    assert re.search(r'<option value="engineer"\s+selected', again)


def test_end_leads_to_the_plan_of_each_goal(visitor, roles):
    visitor.post(GOALS, {"goals": ["lawyer"]})
    content = visitor.get(address("python", "sql", "law")).content.decode()

    assert f'href="{reverse("careers:plan_detail", args=["lawyer"])}"' in content


def test_goals_are_taken_back(visitor, roles):
    visitor.post(GOALS, {"goals": ["lawyer"], "present": "engineer"})
    kept = Goal.objects.get().added
    visitor.post(GOALS, {"goals": ["lawyer", "analyst"], "present": ""})

    assert goals() == ["lawyer", "analyst"]
    assert Goal.objects.get(role__slug="lawyer").added == kept
    assert Profile.objects.get().present_role is None
    visitor.post(GOALS, {})
    assert goals() == []


def test_goal_that_is_no_longer_published_is_kept_but_not_shown(visitor, roles, words):
    visitor.post(GOALS, {"goals": ["lawyer"], "present": "lawyer"})
    roles["lawyer"].state = State.DRAFT
    roles["lawyer"].save()

    assert "Lawyer" not in words(visitor.get(START))
    assert "Lawyer" not in words(visitor.get(address()))
    visitor.post(GOALS, {"goals": ["analyst"]})
    assert goals() == ["lawyer", "analyst"]
    assert Profile.objects.get().present_role == roles["lawyer"]


def test_naming_nothing_makes_no_profile(visitor, roles):
    response = visitor.post(GOALS, {"present": ""})

    assert (response.status_code, response["Location"]) == (302, BEGIN)
    assert Profile.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [{"goals": ["hidden"]}, {"goals": ["nobody"]}, {"present": "hidden"}, {"present": "\x00"}],
)
def test_goals_that_cannot_be_keep_what_was_typed(visitor, roles, words, sent):
    make_role(title="Hidden", state=State.DRAFT)
    response = visitor.post(GOALS, {"goals": ["lawyer"]} | sent)

    assert response.status_code == 422
    assert "There is a problem" in words(response)
    assert '<details class="disclosure" open' in " ".join(response.content.decode().split())
    assert Profile.objects.count() == 0


@pytest.mark.parametrize("url", [ANSWER, GOALS])
def test_forms_from_elsewhere_are_refused(roles, url):
    response = Client(headers={"Sec-Fetch-Site": "cross-site"}).post(url, {"level-python": "3"})

    assert response.status_code == 403
    assert Profile.objects.count() == 0
    assert Client().get(url).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 6), ("visitor", 11), ("member", 12)])
def test_questions_cost_the_same_for_more_rows(django_assert_num_queries, who, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    other = make_skill()
    for skill in skills:
        make_role(requirements={skill: (3, 3), other: (2, 5)})
    asking = make_visitor(member=make_user() if who == "member" else None)
    if who != "reader":
        names = list(skills[0].requirements.values_list("role__slug", flat=True))
        asking.post(GOALS, {"goals": names, "present": names[0]})
        for skill in skills:
            asking.post(ANSWER, {f"level-{skill.slug}": "2"})
    trail = [skill.slug for skill in skills]

    with django_assert_num_queries(queries):
        asking.get(address(*trail))


@pytest.mark.parametrize("page", ["careers:profile", "careers:matches", "home"])
def test_pages_lead_to_the_questions(client, roles, page):
    assert f'href="{START}"' in client.get(reverse(page)).content.decode()
