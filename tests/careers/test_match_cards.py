"""What one match says: what is brought, missing, implied and to find out."""

import pytest
from django.urls import reverse

from careers.models import Prerequisite, Profile
from careers.pages.matches import TIMES
from portal.core.publication import State
from tests.factories import make_occupation, make_resource, make_role, make_skill, make_visitor

pytestmark = pytest.mark.django_db

MATCHES = reverse("careers:matches")


def test_match_with_too_little_known_says_what_is_brought_and_what_would_settle_it(words):
    python, sql, law = make_skill(title="Python"), make_skill(title="SQL"), make_skill(title="Law")
    make_role(requirements={python: (3, 3), sql: (3, 5), law: (3, 4)})
    response = make_visitor(ratings={python: 5}).get(MATCHES)
    text = words(response)

    assert "No percentage yet. You rated 1 of its 3 skills." in text
    assert "Rate 1 more" in text
    assert f'href="{reverse("careers:profile")}?skill={sql.slug}"' in response.content.decode()
    assert "You bring Python To find out SQL" in text
    assert "What would move most" not in text
    assert "%" not in text


def test_match_to_which_nothing_is_brought_says_so(words):
    python, law = make_skill(), make_skill()
    make_role(requirements={law: (3, 3)})

    assert "Nothing that you rated counts for this role yet." in words(
        make_visitor(ratings={python: 5}).get(MATCHES)
    )


def test_match_shows_one_number_and_keeps_the_others_in_why(words):
    python, law = make_skill(), make_skill()
    make_role(requirements={python: (4, 4), law: (2, 1)})
    text = words(make_visitor(ratings={python: 3, law: 1}).get(MATCHES))

    assert "Ready 70 % close" in text
    assert "Essential 3 of 4 points = 75 % Supporting ½ of 1 points = 50 %" in text
    assert "Readiness 3½ of 5 points = 70 % Known importance 5 of 5 = 100 %" in text


def test_matches_name_what_is_matched_missing_and_unknown(words):
    python, sql, law = make_skill(title="Python"), make_skill(title="SQL"), make_skill(title="Law")
    make_role(requirements={python: (3, 3), sql: (3, 5), law: (3, 1)})
    text = words(make_visitor(ratings={python: 5, sql: 0}).get(MATCHES))

    assert "You bring Python To build up SQL (0 of 3)" in text
    assert "Matched Python Missing SQL (0 of 3) Unknown Law" in text


def test_match_counts_what_a_rating_implies_and_says_from_where(words):
    kubernetes, containers = make_skill(title="Kubernetes"), make_skill(title="Containers")
    Prerequisite.objects.create(skill=kubernetes, needs=containers, level=2)
    make_role(requirements={kubernetes: (4, 5), containers: (4, 5)})
    text = words(make_visitor(ratings={kubernetes: 4}).get(MATCHES))

    assert "Ready 75 %" in text  # 5 and 5 x 2/4 of 10
    assert "Implied Containers (2, implied by Kubernetes, 4)" in text
    assert f"Containers: 5 {TIMES} 2 ÷ 4 = 2½, 2, implied by Kubernetes, 4" in text
    assert "You bring Kubernetes" in text


def test_own_rating_wins_over_what_is_implied_and_a_conflict_is_pointed_out(words):
    kubernetes, containers = make_skill(title="Kubernetes"), make_skill(title="Containers")
    Prerequisite.objects.create(skill=kubernetes, needs=containers, level=2)
    make_role(requirements={kubernetes: (4, 5), containers: (4, 5)})
    response = make_visitor(ratings={kubernetes: 4, containers: 0}).get(MATCHES)

    assert "Ready 50 %" in words(response)
    assert "You rated Kubernetes 4, and Containers , which it builds on, 0." in words(response)
    assert (
        f'href="{containers.get_absolute_url()}">Containers</a>, which' in response.content.decode()
    )


def test_ratings_that_agree_are_not_remarked_on(words):
    kubernetes, containers = make_skill(), make_skill()
    Prerequisite.objects.create(skill=kubernetes, needs=containers, level=2)
    make_role(requirements={kubernetes: (4, 5)})

    assert "may not fit together" not in words(
        make_visitor(ratings={kubernetes: 4, containers: 2}).get(MATCHES)
    )


@pytest.mark.parametrize(
    ("levels", "said"), [([3] * 6, True), ([3] * 5, False), ([3] * 5 + [2], False)]
)
def test_ratings_that_are_all_the_same_level_are_remarked_on(words, levels, said):
    ratings = {make_skill(): level for level in levels}
    make_role(requirements=dict.fromkeys(ratings, (3, 3)))
    text = words(make_visitor(ratings=ratings).get(MATCHES))

    assert ("of your ratings are the same level" in text) is said


@pytest.mark.parametrize(("level", "said"), [(1, True), (2, False)])
def test_matches_of_which_none_is_near_say_so(words, level, said):
    skill = make_skill()
    make_role(requirements={skill: (5, 5)})
    text = words(make_visitor(ratings={skill: level}).get(MATCHES))

    assert ("No role here is close yet" in text) is said
    assert ("the best fit first" in text) is not said


@pytest.mark.parametrize(("state", "said"), [(State.PUBLISHED, True), (State.DRAFT, False)])
def test_matches_tell_the_usual_way_over_from_an_occupation(words, state, said):
    skill = make_skill()
    make_role(requirements={skill: (5, 5)})
    work = make_occupation(bridge="Bakers start with recipes.", typical={skill: 1}, state=state)
    visitor = make_visitor(ratings={skill: 1})
    Profile.objects.update(occupation=work)
    text = words(visitor.get(MATCHES))

    assert ("Bakers start with recipes." in text) is said
    assert ("What carries over from your work" in text) is said


def test_first_matches_say_how_long_the_rest_takes_to_learn(words):
    python, law = make_skill(), make_skill()
    for skill, low in ((python, 10), (law, 30)):
        make_resource(hours_from=low, hours_to=2 * low, teaches={skill: (0, 5)})
    make_role(requirements={python: (4, 4), law: (4, 1)})
    text = words(make_visitor(ratings={python: 3}).get(MATCHES))

    assert "Time to learn 10 to 80 hours" in text  # Python alone, or law from 0 as well
