import re

import pytest
from django.urls import reverse

from careers.models import Profile, Rating
from portal.core.publication import State
from tests.careers.questions_views.questions import ANSWER, START, address, shown
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


def pointed(response) -> list[str]:
    """The roles that the answers point to, in order."""
    part = response.content.decode().split('<ol class="pointed">')[1].split("</ol>")[0]
    return re.findall(r"<a[^>]*>([^<]+)</a>", part)


def levels() -> list[tuple[str, int]]:
    return list(Rating.objects.values_list("skill__slug", "level").order_by("skill__slug"))


def test_start_says_what_it_is_and_offers_published_roles(client, roles, words, options):
    make_role(title="Hidden", state=State.DRAFT)
    response = client.get(START)

    assert response.status_code == 200
    assert "No account is needed." in words(response)
    assert options(response, "present") == [
        "None of these, or not yet",
        "Analyst",
        "Engineer",
        "Lawyer",
    ]
    assert "Hidden" not in words(response)


def test_page_shows_how_far_one_has_come(visitor, roles, words):
    def cells(response) -> list[str]:
        return re.findall(r'<rect\s+class="([^"]*)"', response.content.decode())

    visitor.post(ANSWER, {"level-python": "3", "asked": ""})
    page = visitor.get(address("python", "law"))
    assert "Question 3. 1 answered, 1 skipped." in words(page)
    assert cells(page) == ["given", "skipped", "now", *[""] * 9]

    again = visitor.get(address("python", "law", again="python"))
    assert "Question 1. 1 answered, 1 skipped." in words(again)
    assert cells(again) == ["now", "skipped", *[""] * 10]


def test_first_question_claims_nothing_and_says_why_it_is_asked(client, roles, words):
    response = client.get(address())

    assert shown(response) in {"python", "sql"}
    assert "Nothing answered yet." in words(response)
    assert "2 of the 3 roles ask it" in words(response)
    assert "About 12 more" in words(response)
    assert "Nothing yet: your first answer makes a start." in words(response)
    assert "%" not in words(response)


def test_reading_questions_makes_neither_profile_nor_cookie(client, roles):
    for page in (START, address(), address("python", again="python"), address("python", "sql")):
        assert client.get(page).status_code == 200

    assert dict(client.cookies) == {}
    assert Profile.objects.count() == 0


@pytest.mark.parametrize("signed_in", [False, True])
def test_answer_is_a_rating_and_the_next_question_follows(roles, words, signed_in):
    visitor = make_visitor(member=make_user() if signed_in else None)
    first = shown(visitor.get(address()))
    response = visitor.post(ANSWER, {"asked": "", f"level-{first}": "4"}, follow=True)

    assert response.redirect_chain == [(address(first), 302)]
    assert levels() == [(first, 4)]
    assert shown(response) != first
    assert "1 answered." in words(response)
    assert pointed(response) == ["Engineer", "Analyst"]


@pytest.mark.parametrize("sent", [{"skip": "1", "level-python": "4"}, {"level-python": ""}])
def test_skipped_skill_is_not_rated_and_not_asked_again(visitor, roles, words, sent):
    response = visitor.post(ANSWER, {"asked": "", **sent}, follow=True)

    assert response.redirect_chain == [(address("python"), 302)]
    assert (levels(), Profile.objects.count()) == ([], 0)
    assert shown(response) != "python"
    assert "Nothing answered yet, 1 skipped." in words(response)


def test_skipping_everything_ends_without_a_claim(client, roles, words):
    response = client.get(address("python", "sql", "law"))

    assert "There is nothing to ask" in words(response)
    assert "Rate your skills" in words(response)
    assert "See your matches" not in words(response)


def test_site_without_roles_has_nothing_to_ask(client, words):
    assert "There is nothing to ask" in words(client.get(address()))


def test_answers_lead_to_the_end_and_to_the_matches(skills, roles, words):
    ratings = {skills["python"]: 4, skills["sql"]: 2, skills["law"]: 0}
    response = make_visitor(ratings=ratings).get(address("python", "sql", "law"))

    assert "Nothing more would change the order" in words(response)
    assert pointed(response)[0] == "Engineer"
    assert "At least 100 % ready" in words(response)
    assert f'href="{reverse("careers:matches")}"' in response.content.decode()


def test_readiness_is_shown_only_where_enough_is_rated(skills, words):
    a, b, c = (make_skill() for _ in range(3))
    make_role(title="Broad", requirements=dict.fromkeys([skills["python"], a, b, c], (3, 3)))
    response = make_visitor(ratings={skills["python"]: 3}).get(address("python"))

    assert pointed(response) == ["Broad"]
    assert "To know how ready you are, rate" in words(response)
    assert "%" not in words(response)


def test_earlier_answer_is_changed_by_going_back(roles, skills, words):
    visitor = make_visitor(ratings={skills["python"]: 4, skills["sql"]: 2})
    page = visitor.get(address("python", "sql"))
    back = visitor.get(address("python", "sql", again="python"))
    sent = {"asked": "python,sql", "initial-level-python": "4", "level-python": "1"}
    response = visitor.post(ANSWER, sent, follow=True)

    assert address("python", "sql", again="sql").replace("&", "&amp;") in page.content.decode()
    assert shown(back) == "python"
    assert response.redirect_chain == [(address("python", "sql"), 302)]
    assert levels() == [("python", 1), ("sql", 2)]


def test_what_was_rated_elsewhere_is_not_asked(roles, skills):
    visitor = make_visitor(ratings={skills["python"]: 4})

    assert shown(visitor.get(address())) in {"sql", "law"}


@pytest.mark.parametrize("level", ["6", "-1", "3\x00", "many", "9" * 400])
def test_answer_that_is_no_level_is_asked_again_and_nothing_is_lost(visitor, roles, words, level):
    response = visitor.post(ANSWER, {"asked": "sql", "level-python": level})

    assert response.status_code == 422
    assert (levels(), Profile.objects.count()) == ([], 0)
    assert shown(response) == "python"
    assert "There is a problem Choose a level from the list" in words(response)
    assert 'href="#id_level-python_0"' in response.content.decode()
    assert '<input type="hidden" name="asked" value="sql">' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "asked=%00",
        "asked=nobody,../etc,<b>",
        "asked=python&again=%00",
        "asked=python&again=nobody",
        "asked=" + "x" * 5000,
        "asked=" + ",".join(map(str, range(1000))),
        "asked=hidden&again=hidden",
    ],
)
def test_odd_addresses_ask_on(client, roles, query):
    make_skill(slug="hidden", state=State.DRAFT)
    response = client.get(f"{START}?{query}")

    assert response.status_code == 200
    assert "hidden" not in re.findall(r"initial-level-([^\"]+)", response.content.decode())


@pytest.mark.parametrize("name", ["level-hidden", "level-nobody", "level-\x00", "python"])
def test_answer_about_no_published_skill_changes_nothing(visitor, roles, name):
    make_skill(slug="hidden", state=State.DRAFT)
    response = visitor.post(ANSWER, {"asked": "sql", name: "3"})

    assert (response.status_code, response["Location"]) == (302, address("sql"))
    assert levels() == []
