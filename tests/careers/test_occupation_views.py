import re

import pytest
from django.urls import reverse

from careers.models import Occupation, OccupationCode, Skill, TypicalSkill
from careers.models.telling import recount_telling
from portal.core.publication import State
from tests.factories import (
    make_occupation,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_visitor,
)

pytestmark = pytest.mark.django_db

LIST = reverse("careers:occupation_list")


def text_of(response) -> str:
    page = re.sub(r"<head>.*?</head>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def detail(client, occupation) -> str:
    response = client.get(occupation.get_absolute_url())
    assert response.status_code == 200
    return text_of(response)


def headings(response, size: str) -> list[str]:
    found = re.findall(rf"<h{size}[^>]*>(.*?)</h{size}>", response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found]


def test_list_goes_by_group_and_from_a_to_z(client):
    make_occupation(title="Welder", group=Occupation.Group.TRADES)
    make_occupation(title="Nurse", summary="Looks after patients.")
    make_occupation(title="dentist")
    make_occupation(title="Secret", state=State.DRAFT)

    response = client.get(LIST)

    groups = ["Health and care", "Skilled trades and transport"]
    assert headings(response, "2") == groups
    assert headings(response, "3") == ["dentist", "Nurse", "Welder"]
    assert "Looks after patients." in text_of(response)
    assert "3 occupations in all." in text_of(response)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=carer", ["Nurse"]),
        ("?q=nurse&group=trades", []),
        ("?group=trades", ["Welder"]),
        ("?group=nonsense", ["Nurse", "Welder"]),
        ("?q=!!", ["Nurse", "Welder"]),
    ],
)
def test_list_is_filtered_by_names_and_group(client, query, found):
    make_occupation(title="Welder", group=Occupation.Group.TRADES)
    make_occupation(title="Nurse", titles=["Carer"])

    assert headings(client.get(LIST + query), "3") == found


def test_list_says_what_to_do_where_nothing_is_found(client):
    make_occupation()

    page = text_of(client.get(f"{LIST}?q=zzz"))

    assert "No occupation is called that" in page
    assert "Answer a few questions" in page


def test_htmx_gets_the_results_alone(client):
    make_occupation(title="Nurse")

    answer = client.get(f"{LIST}?q=nurse", headers={"HX-Request": "true", "HX-Target": "results"})

    assert b"<h1>" not in answer.content
    assert b"Nurse" in answer.content


def test_page_begins_with_what_is_most_telling(client):
    common, rare = make_skill(title="Talking"), make_skill(title="Welding")
    hidden = make_skill(title="Hiding", state=State.DRAFT)
    make_occupation(typical={common: 4})
    one = make_occupation(title="Welder", typical={common: 4, rare: 2, hidden: 4})
    recount_telling()

    response = client.get(one.get_absolute_url())
    page = text_of(response)

    assert page.index("Does Welding at level 2.") < page.index("Does Talking at level 4.")
    assert "2 guided" in page
    assert "It is typical, not yours" in page
    assert "Hiding" not in page
    assert reverse("careers:start_occupation", args=[one.slug]) in response.content.decode()


def test_page_names_the_roles_of_the_match_and_what_is_missing(client):
    writing, care, code = (make_skill(title=title) for title in ("Writing", "Care", "Code"))
    make_resource(teaches={code: (0, 3)}, hours_from=10, hours_to=20)
    make_role(title="Far away", requirements={make_skill(): (3, 5)})
    make_role(title="Writer", requirements={writing: (3, 5), care: (4, 4), code: (2, 3)})
    make_role(title="Coder", requirements={code: (3, 5), writing: (1, 1)})
    make_role(title="Secret", requirements={writing: (3, 5)}, state=State.DRAFT)

    page = detail(client, make_occupation(typical={writing: 3, care: 2}))

    assert page.index("Writer") < page.index("Coder")
    assert "Far away" not in page
    assert "Secret" not in page
    assert "Enough already Writing There in part Care (2 of 4) New Code" in page
    assert "10 to 20 hours" in page


def test_percentage_is_shown_only_where_enough_is_known(client):
    known, unknown = make_skill(), make_skill()
    make_role(title="Known", requirements={known: (4, 5)})
    make_role(title="Hardly known", requirements={known: (4, 1), unknown: (4, 5)})

    page = detail(client, make_occupation(typical={known: 2}))

    assert page.count("% with exactly these skills") == 1
    assert "50 % with exactly these skills" in page.replace("&nbsp;", " ")


def test_long_lists_are_cut_and_counted(client):
    skill, others = make_skill(), [make_skill() for _ in range(8)]
    make_role(requirements={skill: (1, 5), **dict.fromkeys(others, (2, 3))})

    assert "and 2 more" in detail(client, make_occupation(typical={skill: 1}))


def test_page_without_any_role_says_the_next_step(client):
    page = detail(client, make_occupation(typical={make_skill(): 2}))

    assert "No role asks for any of these skills." in page


def test_page_says_where_its_levels_come_from(client):
    source = make_source(title="A database of occupations")
    one = make_occupation(titles=["Carer", "Aide"])
    one.references.add(source)
    for basis, element in (("onet_skill", "Speaking"), ("esco_relation", "lead a team")):
        TypicalSkill.objects.create(
            occupation=one, skill=make_skill(), level=2, basis=basis, element=element, adjusted=True
        )
    OccupationCode.objects.create(
        occupation=one, scheme="onet", code="29-1141.00", title="Nurses", source=source
    )

    page = detail(client, one)

    assert "Also called Aide, Carer" in page
    assert "O*NET rating of a skill: Speaking; the level is changed" in page
    assert "O*NET 29-1141.00" in page
    assert "USDOL/ETA has not approved, endorsed, or tested these modifications." in page
    assert "This service uses the ESCO classification" in page
    assert "A database of occupations" in page


def test_page_of_our_own_judgement_claims_no_source(client):
    page = detail(client, make_occupation(typical={make_skill(): 2}))

    assert "our judgement" in page
    assert "USDOL" not in page
    assert "In official lists" not in page


def test_draft_has_no_page(client):
    assert client.get(make_occupation(state=State.DRAFT).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_whatever_its_length(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_occupation(titles=["A", "B"])

    with django_assert_num_queries(2):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_whatever_it_holds(django_assert_num_queries, rows):
    skills = [make_skill() for _ in range(rows)]
    for _ in range(rows):
        make_role(requirements=dict.fromkeys(skills, (4, 4)))
        make_resource(teaches=dict.fromkeys(skills, (0, 4)))
    titles = [f"Title {n}" for n in range(rows)]
    one = make_occupation(typical=dict.fromkeys(skills, 2), titles=titles)
    reader = make_visitor()

    with django_assert_num_queries(11):
        reader.get(one.get_absolute_url())


def test_somebody_with_ratings_gets_the_same_page_from_what_is_kept(django_assert_num_queries):
    one = make_occupation(typical={make_skill(): 2})
    person = make_visitor(ratings={Skill.objects.get(): 3})
    person.get(one.get_absolute_url())  # with a notice about the ratings
    first = person.get(one.get_absolute_url())

    with django_assert_num_queries(2):
        assert text_of(person.get(one.get_absolute_url())) == text_of(first)
