import pytest
from django.test import Client
from django.urls import reverse

from careers.models import Profile
from portal.core.publication import State
from tests.factories import (
    make_family,
    make_resource,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

PRESENT = reverse("careers:present_role")


def ways_from(slug: str) -> str:
    return reverse("careers:transitions", args=[slug])


@pytest.fixture
def ladder():
    """A junior role, a senior one that asks more of the same, and one that shares nothing."""
    python, sql, design = (
        make_skill(title="Python"),
        make_skill(title="SQL"),
        make_skill(title="Design"),
    )
    make_role(slug="junior", requirements={python: (2, 5), sql: (2, 3)})
    make_role(slug="senior", requirements={python: (4, 5), sql: (2, 3), design: (3, 4)})
    art = make_family(slug="art", title="Art")
    make_role(slug="painter", family=art, requirements={make_skill(title="Colour"): (5, 5)})
    make_role(slug="hidden", title="Unseen", state=State.DRAFT, requirements={python: (1, 5)})
    make_resource(title="Deep Python", hours_from=10, hours_to=20, teaches={python: (2, 4)})
    make_resource(hours_from=5, hours_to=6, teaches={design: (0, 3)})
    make_resource(hours_from=1, hours_to=1, teaches={design: (0, 3)}, state=State.DRAFT)


def test_transitions_show_both_ways(client, ladder, headings, words):
    response = client.get(ways_from("junior"))
    text = words(response)

    assert headings(response) == ["Senior", "Painter"]
    assert "45 % ready : 1 skill carries over, 1 to raise, 1 new 5 levels to learn: 15 to" in text
    assert "15 to 26 hours of study." in text
    assert "Carries over SQL To raise Python (2 to 4) New Design (0 to 3)" in text
    assert "Readiness 5½ of 12 points = 45 %" in text
    assert "The way back: 100 % ready" in text
    assert "100 % ready : 2 skills carry over, 0 to raise, 0 new Nothing is missing." in text
    assert "Readiness 8 of 8 points = 100 %" in text
    assert "5 levels to learn; no hours are known." in text  # Colour, which nothing teaches
    assert "Unseen" not in text


def test_transitions_from_the_other_end_are_the_other_way_round(client, ladder, words):
    text = words(client.get(ways_from("senior")))

    assert text.index("2 skills carry over, 0 to raise, 0 new") < text.index("The way back")
    assert text.index("The way back") < text.index("1 skill carries over, 1 to raise, 1 new")


def test_transitions_are_filtered_by_family(client, ladder, headings):
    assert headings(client.get(ways_from("junior"), {"family": "art"})) == ["Painter"]
    assert headings(client.get(ways_from("junior"), {"family": "\x00"})) == ["Senior", "Painter"]


def test_transitions_in_a_family_without_another_role_say_so(client, ladder, words):
    text = words(client.get(ways_from("painter"), {"family": "art"}))

    assert "No other role in this family" in text


def test_transitions_of_a_role_that_asks_nothing_say_so(client, ladder, words):
    make_role(slug="empty")

    assert "No skills to start from" in words(client.get(ways_from("empty")))


def test_transitions_answer_htmx_with_the_results_alone(client, ladder):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    content = client.get(ways_from("junior"), headers=headers).content.decode()

    assert content.strip().startswith('<p id="count" role="status">')


def test_transitions_have_pages_of_eight(client, headings):
    asked = {make_skill(): (3, 3)}
    for number in range(10):
        make_role(slug=f"role-{number}", requirements=asked)

    assert len(headings(client.get(ways_from("role-0")))) == 8
    assert headings(client.get(ways_from("role-0"), {"page": 2})) == ["Role 9"]


@pytest.mark.parametrize("slug", ["hidden", "nobody"])
def test_transitions_of_what_is_not_published_are_not_found(client, ladder, slug):
    assert client.get(ways_from(slug)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_transitions_cost_the_same_for_more_rows(django_assert_num_queries, client, rows):
    python, law = make_skill(), make_skill()
    make_resource(teaches={python: (0, 3)})
    make_role(slug="here", requirements={law: (3, 3)})
    for _ in range(rows):
        make_role(requirements={python: (3, 4)})

    with django_assert_num_queries(7):
        client.get(ways_from("here"))


def test_role_leads_to_its_transitions_and_to_compare(client, ladder):
    content = client.get(reverse("careers:role_detail", args=["junior"])).content.decode()
    compare = reverse("careers:compare")

    assert f'href="{ways_from("junior")}"' in content
    assert f'href="{compare}?role=junior"' in content
    assert f'href="{compare}?role=junior&amp;role=senior"' in content


def test_present_role_is_named_and_taken_back(ladder, words):
    visitor = make_visitor()
    named = visitor.post(PRESENT, {"role": "junior", "next": ways_from("junior")}, follow=True)

    assert named.redirect_chain == [(ways_from("junior"), 302)]
    assert "Your present role: Junior." in words(named)
    assert Profile.objects.get().present_role.slug == "junior"
    assert '<option value="junior" selected>' in visitor.get(PRESENT).content.decode()
    visitor.post(PRESENT, {"role": ""})
    assert Profile.objects.get().present_role is None


def test_transitions_from_the_present_role_do_not_offer_it_again(ladder, words):
    visitor = make_visitor()
    assert "I work as Junior" in words(visitor.get(ways_from("junior")))
    visitor.post(PRESENT, {"role": "junior"})

    assert "You work as Junior. Change it" in words(visitor.get(ways_from("junior")))
    assert "I work as Junior" not in words(visitor.get(ways_from("junior")))
    assert "I work as Senior" in words(visitor.get(ways_from("senior")))


def test_present_role_of_a_member_is_kept_with_the_account(ladder):
    member = make_user()
    make_visitor(member=member).post(PRESENT, {"role": "senior"})

    assert member.profile.present_role.slug == "senior"


def test_present_role_makes_no_profile_by_reading_or_by_none(client, ladder):
    client.get(PRESENT)
    make_visitor().post(PRESENT, {"role": ""})

    assert not Profile.objects.exists()
    assert not client.cookies


@pytest.mark.parametrize("role", ["nobody", "hidden", "\x00", "x" * 5000])
def test_present_role_that_is_none_is_refused_kindly(ladder, words, role):
    response = make_visitor().post(PRESENT, {"role": role, "next": "/matches/"})

    assert response.status_code == 422
    assert "There is a problem" in words(response)
    assert "Your present role: Choose a role from the list." in words(response)
    assert '<input type="hidden" name="next" value="/matches/">' in response.content.decode()
    assert not Profile.objects.exists()


def test_present_role_is_refused_from_another_site(ladder):
    stranger = Client(headers={"Sec-Fetch-Site": "cross-site"})

    assert stranger.post(PRESENT, {"role": "junior"}).status_code == 403
    assert not Profile.objects.exists()
