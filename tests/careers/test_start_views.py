"""The way in: what somebody does today, what it offers, and what is kept of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Occupation, Profile
from portal.core.publication import State
from tests.factories import (
    make_occupation,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

START, MATCHES = reverse("careers:start"), reverse("careers:matches")
TYPING = {"HX-Request": "true", "HX-Target": "suggested"}


def offer_of(slug: str) -> str:
    return reverse("careers:start_occupation", args=[slug])


NURSE = offer_of("nurse")


@pytest.fixture
def work():
    """Occupations, one of them hidden, and a role; "consultant" is two of them, "analyst" both."""
    care, talk, sums = make_skill(title="Care"), make_skill(title="Talk"), make_skill(title="Sums")
    hidden = make_skill(title="Hidden", state=State.DRAFT)
    make_occupation(
        title="Nurse",
        titles=["Registered nurse", "RN"],
        typical={talk: 3, care: 2, hidden: 4},
        group=Occupation.Group.HEALTH,
    )
    finance = Occupation.Group.FINANCE
    make_occupation(
        title="Accountant",
        titles=["Consultant", "Analyst"],
        typical={sums: 4, talk: 2},
        group=finance,
    )
    make_occupation(title="Auditor", titles=["consultant"], typical={talk: 1}, group=finance)
    make_occupation(title="Spy", state=State.DRAFT, typical={talk: 4})
    make_role(slug="analyst", title="Analyst", requirements={sums: (3, 5)}, aliases=["Data guru"])
    make_role(title="Engineer", requirements={sums: (3, 5), care: (2, 3)})
    return {"care": care, "talk": talk, "sums": sums}


@pytest.fixture
def visitor():
    return make_visitor()


# --- What somebody does ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "url"),
    [
        ("nurse", NURSE),
        (" NURSE ", NURSE),
        ("I'm a nurse.", NURSE),
        ("rn", NURSE),
        ("Registered-Nurse", NURSE),
        ("acc", offer_of("accountant")),
        ("Engineer", f"{reverse('careers:present_role')}?role=engineer"),
        ("data guru", f"{reverse('careers:present_role')}?role=analyst"),
    ],
)
def test_answer_with_one_meaning_leads_on(client, work, answer, url):
    response = client.get(START, {"q": answer})

    assert (response.status_code, response.headers["Location"]) == (302, url)
    assert not client.cookies
    assert not Profile.objects.exists()


def test_answer_with_several_meanings_is_asked_about(client, work, words):
    text = words(client.get(START, {"q": "consultant"}))

    assert "Which of these is your work?" in text
    assert "Accountant Finance and insurance Auditor Finance and insurance None of these?" in text
    both = words(client.get(START, {"q": "analyst"}))
    assert "Accountant Finance and insurance Analyst A role in AI None of these?" in both


@pytest.mark.parametrize(
    ("answer", "said"), [("nusre", "Nurse Health and care"), ("ward nurse", "Nurse Health")]
)
def test_answer_that_is_misspelt_or_longer_finds_what_is_like_it(client, work, words, answer, said):
    text = words(client.get(START, {"q": answer}))

    assert f"know “{answer}” by that name. Is it one of these? {said}" in text


@pytest.mark.parametrize(
    "answer", ["zzz", "spy", "?!", "\x00", "I am", "x" * 5000, "🙂", "%", "' --"]
)
def test_answer_that_nothing_is_like_is_met_kindly(client, work, words, answer):
    response = client.get(START, {"q": answer})
    text = words(response)

    assert response.status_code == 200
    assert "Spy" not in text
    assert len(text) < 3_000
    if answer != "\x00":
        assert "yet Try another name for your work" in text
        assert reverse("careers:occupation_list") in response.content.decode()
        assert reverse("careers:questions") in response.content.decode()


def test_page_before_an_answer_says_the_other_ways_in(client, work, words, options):
    response = client.get(START)
    text, content = words(response), response.content.decode()

    assert "I would rather answer questions" in text
    assert "Rate skills yourself" in text
    assert "Look at the roles first" in text
    assert "Or tick what you can do already" in text
    assert 'name="skill" value="sums"' in content
    assert "by that name" not in text


def test_page_lets_people_tick_the_most_asked_skills(client, work, words):
    make_role(requirements={work["sums"]: (3, 3)})
    content = client.get(START).content.decode()

    assert re.findall(r'name="skill" value="([^"]+)"', content) == ["sums", "care", "talk"]
    asked = client.get(reverse("careers:profile"), {"skill": ["sums", "care"]})
    assert "2 skills to rate" in words(asked)


def test_what_is_typed_is_answered_in_place_and_never_leads_away(client, work, words):
    response = client.get(START, {"q": "nurse"}, headers=TYPING)
    content = response.content.decode()

    assert response.status_code == 200
    assert "<html" not in content
    assert f'<a href="{NURSE}">Nurse</a>' in content
    assert "1 to choose from" in words(response)
    assert "HX-Request" in response["Vary"]
    none = words(client.get(START, {"q": "zzz"}, headers=TYPING))
    assert "Nothing was found." in none


def test_at_most_eight_are_suggested_and_those_titled_so_come_first(client, work):
    for number in range(12):
        make_occupation(title=f"A job {number}", titles=["Welder"], typical={work["talk"]: 1})
    make_occupation(title="Welder of ships", typical={work["talk"]: 1})
    content = client.get(START, {"q": "weld"}, headers=TYPING).content.decode()

    assert content.count('<a href="/start/') == 8
    assert content.index("Welder of ships") < content.index("A job")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("answer", "queries"), [("", 2), ("made", 6), ("consultant", 4), ("zzz", 11)]
)
def test_start_costs_the_same_for_more_rows(
    client, work, django_assert_num_queries, answer, queries, rows
):
    for number in range(2 * rows):
        make_occupation(title=f"Made {number}", typical={make_skill(): 2}, titles=["Maker"])

    with django_assert_num_queries(queries):
        client.get(START, {"q": answer})


# --- What it offers --------------------------------------------------------------------------


def test_offer_begins_with_what_few_occupations_have_and_keeps_nothing(visitor, work, words):
    response = visitor.get(NURSE)
    text = words(response)

    assert "Nurse Is this you?" in text
    assert "usually know these 2 skills" in text
    assert text.index("Does Care at level 2.") < text.index("Does Talk at level 3.")
    assert "Hidden" not in text
    assert chosen(response) == {"level-care": "2", "level-talk": "3"}
    assert not Profile.objects.exists()
    assert not visitor.cookies


def chosen(response) -> dict[str, str]:
    """The levels that the form would send as it stands."""
    inputs = [one.split(">")[0] for one in response.content.decode().split("<input")]
    found = [one for one in inputs if 'type="radio"' in one and "checked" in one]
    return {one.split('name="')[1].split('"')[0]: one.split('value="')[1][0] for one in found}


def test_offer_that_is_confirmed_leads_to_the_matches(visitor, work, words):
    response = visitor.post(NURSE, chosen(visitor.get(NURSE)), follow=True)
    own = Profile.objects.get()

    assert response.redirect_chain == [(MATCHES, 302)]
    assert "You confirmed 2 skills." in words(response)
    assert own.levels() == {"care": 2, "talk": 3}
    assert own.history.count() == 2
    assert own.occupation.slug == "nurse"


def test_offer_is_kept_as_it_was_corrected(visitor, work, words):
    sent = {"level-care": "", "level-talk": "5"}
    response = visitor.post(NURSE, sent, follow=True)

    assert "You confirmed 1 skill." in words(response)
    assert Profile.objects.get().levels() == {"talk": 5}


@pytest.mark.parametrize("sent", [{}, {"level-care": "", "level-talk": ""}, {"level-sums": "3"}])
def test_offer_of_which_nothing_is_true_keeps_no_rating(visitor, work, words, sent):
    response = visitor.post(NURSE, sent, follow=True)

    assert "You confirmed 0 skills." in words(response)
    assert Profile.objects.get().levels() == {}
    assert Profile.objects.get().occupation.slug == "nurse"


def test_offer_shows_what_was_rated_before_and_leaves_it(work, words):
    visitor = make_visitor(ratings={work["talk"]: 1, work["sums"]: 2})
    response = visitor.get(NURSE)
    rated = Profile.objects.get().ratings.get(skill=work["talk"]).rated

    assert "Talk you said" in words(response)
    assert "Care you said" not in words(response)
    assert chosen(response) == {"level-care": "2", "level-talk": "1"}
    visitor.post(NURSE, chosen(response))
    own = Profile.objects.get()
    assert own.levels() == {"care": 2, "talk": 1, "sums": 2}
    assert own.ratings.get(skill=work["talk"]).rated == rated
    visitor.post(NURSE, {"level-talk": "", "initial-level-talk": "1"})
    assert own.levels()["talk"] == 1


def test_offer_of_an_old_page_gives_way_to_what_was_rated_since(work):
    visitor = make_visitor(ratings={work["talk"]: 1})
    untouched = {"level-talk": "3", "initial-level-talk": "3"}
    visitor.post(NURSE, untouched | {"level-care": "4", "initial-level-care": "2"})
    assert Profile.objects.get().levels() == {"talk": 1, "care": 4}

    visitor.post(NURSE, {"level-talk": "2", "initial-level-talk": "3"})
    assert Profile.objects.get().levels() == {"talk": 2, "care": 4}


def test_offer_that_is_sent_twice_is_kept_once(visitor, work, words):
    sent = chosen(visitor.get(NURSE))
    first, second = (visitor.post(NURSE, sent, follow=True) for _ in range(2))
    own = Profile.objects.get()

    assert "You confirmed 2 skills." in words(first)
    assert "You confirmed 2 skills." in words(second)
    assert (own.ratings.count(), own.history.count()) == (2, 2)


@pytest.mark.parametrize("level", ["6", "-1", "x", "2.5", "\x00", "9" * 5000])
def test_level_that_is_none_is_refused_and_the_rest_kept_in_the_form(visitor, work, words, level):
    response = visitor.post(NURSE, {"level-care": level, "level-talk": "1"})

    assert response.status_code == 422
    assert "There is a problem" in words(response)
    assert 'href="#offer-care"' in response.content.decode()
    assert chosen(response)["level-talk"] == "1"
    assert not Profile.objects.exists()


def test_offer_of_a_member_is_kept_with_the_account(work):
    member = make_user()
    make_visitor(member=member).post(NURSE, {"level-care": "2"})

    assert member.profile.levels() == {"care": 2}
    assert member.profile.occupation.slug == "nurse"


def test_offer_is_refused_from_another_site(work):
    stranger = Client(headers={"Sec-Fetch-Site": "cross-site"})

    assert stranger.post(NURSE, {"level-care": "2"}).status_code == 403
    assert not Profile.objects.exists()


@pytest.mark.parametrize("slug", ["spy", "nobody"])
def test_offer_of_what_is_not_published_is_not_there(visitor, work, slug):
    assert visitor.get(offer_of(slug)).status_code == 404
    assert visitor.post(offer_of(slug), {"level-talk": "4"}).status_code == 404
    assert not Profile.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("method", "queries"), [("get", 7), ("post", 17)])
def test_offer_costs_the_same_for_more_rows(django_assert_num_queries, method, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    make_occupation(title="Nurse", typical=dict.fromkeys(skills, 2))
    visitor = make_visitor(ratings={make_skill(): 1}, member=make_user())
    sent = {f"level-{skill.slug}": "3" for skill in skills}

    with django_assert_num_queries(queries):
        getattr(visitor, method)(NURSE, sent if method == "post" else {})


# --- And on the pages around it --------------------------------------------------------------


def test_role_that_somebody_works_in_is_confirmed_and_leads_to_its_skills(visitor, work):
    page = visitor.get(f"{reverse('careers:present_role')}?role=analyst").content.decode()

    assert '<option value="analyst" selected>' in page
    asked = f"{reverse('careers:profile')}?role=analyst"
    assert f'<input type="hidden" name="next" value="{asked}">' in page
    assert f'href="{START}"' in page
    response = visitor.post(reverse("careers:present_role"), {"role": "analyst", "next": asked})
    assert response.headers["Location"] == asked


def test_home_shows_the_matches_beside_the_field_once_something_is_confirmed(visitor, work, words):
    assert "Nurse" not in words(visitor.get(reverse("home"))).split("What you get")[1]
    visitor.post(NURSE, {"level-care": "2", "level-talk": "3"})
    response = visitor.get(reverse("home"))

    assert "Engineer" in words(response)
    assert 'value="Nurse"' in response.content.decode()
    Occupation.objects.update(state=State.DRAFT)
    assert 'value="Nurse"' not in visitor.get(reverse("home")).content.decode()
