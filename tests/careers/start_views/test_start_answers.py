"""What somebody says they do today, and where it leads."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Profile
from portal.models import NothingFound
from tests.careers.start_views.addresses import NURSE, START, offer_of
from tests.factories import make_occupation, make_role, make_skill

pytestmark = pytest.mark.django_db

TYPING = {"HX-Request": "true", "HX-Target": "suggested"}


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


def test_work_that_is_not_known_is_counted_once_it_was_sent(work):
    """Not while it is typed, nor what is known: curators read which occupations are missing."""
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    for answer in ("beekeeper", "I am a beekeeper", "nusre", "nurse", "consultant", "?!", ""):
        browser.get(START, {"q": answer}, headers=TYPING)
        browser.get(START, {"q": answer})
    counted = NothingFound.objects.filter(place=NothingFound.Place.START)

    assert sorted(row.days.get().times for row in counted) == [1, 2]


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


def test_role_that_somebody_works_in_is_confirmed_and_leads_to_its_skills(visitor, work):
    page = visitor.get(f"{reverse('careers:present_role')}?role=analyst").content.decode()

    assert '<option value="analyst" selected>' in page
    asked = f"{reverse('careers:profile')}?role=analyst"
    assert f'<input type="hidden" name="next" value="{asked}">' in page
    assert f'href="{START}"' in page
    response = visitor.post(reverse("careers:present_role"), {"role": "analyst", "next": asked})
    assert response.headers["Location"] == asked
