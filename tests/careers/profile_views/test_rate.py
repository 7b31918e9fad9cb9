from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from careers.models import Profile, Rating
from portal.core.publication import State
from tests.careers.profile_views.profiles import PROFILE, RATE, checked
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


def levels() -> list[tuple[str, int]]:
    return list(Rating.objects.values_list("skill__slug", "level").order_by("skill__slug"))


def test_reading_makes_neither_profile_nor_cookie(visitor, skills):
    pages = [PROFILE, reverse("careers:matches"), skills["python"].get_absolute_url()]

    assert [visitor.get(page).status_code for page in pages] == [200, 200, 200]
    assert dict(visitor.cookies) == {}
    assert Profile.objects.count() == 0


def test_first_rating_makes_a_profile_and_a_session(visitor, skills, words):
    response = visitor.post(RATE, {"level-python": "3"}, follow=True)

    assert response.redirect_chain == [(PROFILE, 302)]
    assert levels() == [("python", 3)]
    assert Profile.objects.get().member is None
    assert set(visitor.cookies) >= {"sessionid"}
    assert "1 rating saved." in words(response)


def test_rating_of_a_member_makes_the_members_profile(skills):
    member = make_user()
    visitor = make_visitor(member=member)
    visitor.post(RATE, {"level-python": "3"})

    assert Profile.objects.get().member == member
    assert levels() == [("python", 3)]


def test_twelve_ratings_are_saved_at_once(visitor, words):
    sent = {f"level-{make_skill().slug}": str(number % 6) for number in range(12)}
    response = visitor.post(RATE, sent, follow=True)

    assert sorted(levels()) == sorted(
        (name.removeprefix("level-"), int(level)) for name, level in sent.items()
    )
    assert "12 ratings saved." in words(response)


def test_rating_what_is_unchanged_keeps_its_date(skills, words):
    visitor = make_visitor(ratings={skills["python"]: 3, skills["writing"]: 2})
    long_ago = timezone.now() - timedelta(days=400)
    Rating.objects.update(rated=long_ago)
    response = visitor.post(RATE, {"level-python": "3", "level-writing": "4"}, follow=True)

    assert levels() == [("python", 3), ("writing", 4)]
    assert Rating.objects.get(skill=skills["python"]).rated == long_ago
    assert Rating.objects.get(skill=skills["writing"]).rated > long_ago + timedelta(days=399)
    assert "1 rating saved." in words(response)


def test_rating_nothing_makes_no_profile(visitor, skills, words):
    response = visitor.post(RATE, {"level-python": "", "level-writing": ""}, follow=True)

    assert "Nothing was changed." in words(response)
    assert (Profile.objects.count(), levels()) == (0, [])


def test_rating_is_taken_back(skills):
    visitor = make_visitor(ratings={skills["python"]: 3, skills["writing"]: 2})
    visitor.post(RATE, {"level-python": ""})

    assert levels() == [("writing", 2)]


def test_rating_leaves_out_unknown_and_unpublished_skills(visitor, skills):
    make_skill(slug="hidden", state=State.DRAFT)
    others = dict.fromkeys(["level-hidden", "level-unknown", "level-", "level-\x00", "python"], "5")
    response = visitor.post(RATE, others | {"level-writing": "2"})

    assert response.status_code == 302
    assert levels() == [("writing", 2)]


@pytest.mark.parametrize("level", ["6", "-1", "2.5", "three", "3\x00", "\uff11"])
def test_rating_that_is_no_level_saves_nothing_and_keeps_the_rest(visitor, skills, words, level):
    sent = {"level-python": "4", "level-writing": level, "next": "/roles/"}
    response = visitor.post(RATE, sent)
    text = words(response)

    assert response.status_code == 422
    assert (Profile.objects.count(), levels()) == (0, [])
    assert "Nothing has been saved yet. Choose a level from the list for: Writing" in text
    assert checked(response) == ["level-python=4"]
    assert '<input type="hidden" name="next" value="/roles/">' in response.content.decode()
    assert 'href="#id_level-writing_0"' in response.content.decode()
    assert 'id="id_level-writing_0"' in response.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a sister site"),
        pytest.param({}, id="no header"),
        pytest.param({"Origin": "https://evil.example"}, id="old browser"),
    ],
)
def test_rating_from_elsewhere_is_refused(skills, headers):
    response = Client(headers=headers).post(RATE, {"level-python": "3"})

    assert response.status_code == 403
    assert (Profile.objects.count(), levels()) == (0, [])
    assert dict(response.cookies) == {}


def test_rating_from_an_old_browser_is_accepted(skills):
    response = Client(headers={"Origin": "http://testserver"}).post(RATE, {"level-python": "3"})

    assert response.status_code == 302
    assert levels() == [("python", 3)]


def test_rating_answers_htmx_with_what_was_saved(visitor, skills, words):
    headers = {"HX-Request": "true", "HX-Target": "saved"}
    first = visitor.post(RATE, {"level-python": "3"}, headers=headers)
    second = visitor.post(RATE, {"level-python": ""}, headers=headers)

    assert first.content.decode().strip().startswith('<div id="saved"')
    assert "Saved. 1 of 3 skills rated. See your matches" in words(first)
    assert "Saved. You haven\u2019t rated any skills yet." in words(second)


def test_rating_that_was_taken_back_can_be_given_again(skills, words):
    visitor = make_visitor(ratings={skills["python"]: 3})
    sent = {"level-python": "", "next": "/profile/?q=py"}
    part = visitor.post(RATE, sent, headers={"HX-Request": "true", "HX-Target": "saved"})
    content = part.content.decode()

    assert "Python is no longer rated. Undo: make it 3 independent again" in words(part)
    assert '<input type="hidden" name="next" value="/profile/?q=py#rate-python">' in content
    assert '<input type="hidden" name="level-python" value="3">' in content


def test_rating_leads_htmx_back_to_any_other_page_than_the_profile(visitor, skills):
    headers = {"HX-Request": "true", "HX-Target": "own-level"}
    response = visitor.post(RATE, {"level-python": "3", "next": "/skills/python/"}, headers=headers)

    assert (response.status_code, response["Location"]) == (302, "/skills/python/")


@pytest.mark.parametrize(
    ("asked", "goes_to"),
    [
        ("/roles/engineer/#gap", "/roles/engineer/#gap"),
        ("/profile/?page=2&q=a", "/profile/?page=2&q=a"),
        ("", PROFILE),
        ("https://evil.example/", PROFILE),
        ("//evil.example/", PROFILE),
        ("/\\evil.example/", PROFILE),
        ("http:///evil.example/", PROFILE),
        ("javascript:alert(1)", PROFILE),
        ("/a\r\nSet-Cookie: b=c", "/a%0D%0ASet-Cookie:%20b=c"),
        ("home", PROFILE),
        ("nowhere", PROFILE),
    ],
)
def test_rating_goes_back_to_pages_of_this_site_only(visitor, skills, asked, goes_to):
    response = visitor.post(RATE, {"level-python": "3", "next": asked})

    assert (response.status_code, response["Location"]) == (302, goes_to)


def test_rating_is_sent_and_never_read(client):
    response = client.get(RATE)

    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_old_page_takes_back_nothing_that_was_rated_since():
    python = make_skill(slug="python")
    make_skill(slug="sql")
    visitor = make_visitor(ratings={python: 2})
    old_page = {
        "level-python": "2",
        "initial-level-python": "2",
        "level-sql": "",
        "initial-level-sql": "",
    }
    visitor.post(RATE, {**old_page, "level-sql": "4"})
    visitor.post(RATE, {**old_page, "level-python": "3"})

    assert Profile.objects.get().levels() == {"python": 3, "sql": 4}


@pytest.mark.parametrize("page", ["profile", "skill", "role"])
def test_every_form_says_what_it_showed(page):
    python = make_skill(slug="python")
    role = make_role(requirements={python: (3, 5)})
    url = {
        "profile": reverse("careers:profile"),
        "skill": python.get_absolute_url(),
        "role": role.get_absolute_url(),
    }[page]
    content = make_visitor(ratings={python: 2}).get(url).content.decode()

    assert '<input type="hidden" name="initial-level-python" value="2">' in content
