"""What an occupation offers, and what is kept of it once it was confirmed."""

import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Occupation, Profile
from careers.models.telling import recount_telling
from portal.core.publication import State
from tests.careers.start_views.addresses import MATCHES, NURSE, offer_of
from tests.factories import make_occupation, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db


def test_offer_begins_with_what_few_occupations_have_and_keeps_nothing(visitor, work, words):
    recount_telling()
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


def test_home_shows_the_matches_beside_the_field_once_something_is_confirmed(visitor, work, words):
    assert "Nurse" not in words(visitor.get(reverse("home"))).split("What you get")[1]
    visitor.post(NURSE, {"level-care": "2", "level-talk": "3"})
    response = visitor.get(reverse("home"))

    assert "Engineer" in words(response)
    assert 'value="Nurse"' in response.content.decode()
    Occupation.objects.update(state=State.DRAFT)
    assert 'value="Nurse"' not in visitor.get(reverse("home")).content.decode()
