import re

import pytest
from django.urls import reverse

from careers.models import Source
from careers.models.prerequisite_graph import prerequisite_graph
from careers.models.role_similarity import neighbours_of
from portal.core.publication import State
from tests.careers.first_projects import make_first_project
from tests.factories import (
    make_equivalent,
    make_outlook,
    make_pay,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_user,
    make_visitor,
)
from tests.scalability.factories import make_case_study, make_topic

pytestmark = pytest.mark.django_db


KEPT = 8  # queries for what the page of a role keeps of itself until the content changes


def test_source_that_the_text_of_a_role_cites_is_listed_with_its_address(client):
    make_source(slug="act", title="The act", url="https://law.example/act")
    role = make_role(body="It is banned, [they say](/about/sources/#act).")
    html = client.get(role.get_absolute_url()).content.decode()

    assert '<a href="#source-act"' in html
    assert html.split('id="source-act"')[1].index("https://law.example/act") < 100


def test_role_detail_shows_all_that_is_known_of_the_role(client, engineer, words):
    response = client.get(engineer.get_absolute_url())
    text = words(response)

    assert response.status_code == 200
    assert [
        part
        for part in (
            *("Engineer", "Building", "Builds what lasts.", "Mends", "From an apprenticeship."),
            *("Also called Builder, Maker", "Essential", "Supporting"),
            *("importance 5 needs 3", "importance 2 needs 2"),
            *("O*NET 15-1252.00", "ESCO 2512.1", "engineer of software"),
            *("US$133,080", "US$80,000", "US$208,620", "+34 %", "129,200", "Survey of wages"),
            *("seen 1 November 2026", "Learn Python", "Slow pipelines", "Faster at last"),
            *("Neighbour", "It is hard <script>alert(1)</script>."),
        )
        if part not in text
    ] == []
    assert "Stranger" not in text
    assert "<script>alert" not in response.content.decode()


def test_role_detail_tells_a_day_before_what_the_job_asks(client, words):
    body = "Intro.\n\n## A day in the work\n\nThe shift begins.\n\n## Beside others\n\nNear.\n\n"
    role = make_role(
        body=f"{body}## Ways in and ways on\n\nBy night school.",
        requirements={make_skill(): (3, 4)},
    )
    content = client.get(role.get_absolute_url()).content.decode()
    parts = ["The shift begins.", 'id="requirements"', 'id="gap"', 'id="pay"', "By night school."]

    assert [content.index(part) for part in parts] == sorted(map(content.index, parts))
    assert content.count("A day in the work") == content.count("The shift begins.") == 1
    assert content.index("By night school.") < content.index("Intro.") < content.index("Near.")
    assert "Ways in and ways on" not in content


def test_role_detail_names_the_descriptions_and_releases_it_rests_on(client, words):
    role = make_role()
    role.references.add(make_source(title="An advert"))
    make_equivalent(role=role, title="Coders", source=make_source(title="Release 1"))
    make_equivalent(role=role, title="Testers", source=None)
    text = words(client.get(role.get_absolute_url()))

    assert "Compared with these descriptions of the job An advert" in text
    assert text.index("Coders") < text.index("Release 1") < text.index("Testers")


def test_role_detail_without_ratings_claims_nothing(client, engineer, words):
    text = words(client.get(engineer.get_absolute_url()))
    gap = text[text.rindex("How ready you are") : text.rindex("Pay and outlook")]

    assert "Choose your levels above" in gap
    assert "%" not in gap
    assert "not rated" not in gap


def test_role_detail_shows_a_visitor_their_gap(engineer, words):
    visitor = make_visitor(ratings={row.skill: 2 for row in engineer.requirements.all()})
    response = visitor.get(engineer.get_absolute_url())
    text = words(response)

    assert "Missing (1) Python" in text
    assert "Matched (1) Writing" in text
    assert "Unknown (0)" in text
    assert '<data value="16/3">5⅓</data>' in response.content.decode()
    assert "5⅓ ÷ 7 = 76 %" in text


def test_role_detail_names_what_would_settle_the_match(engineer, words):
    visitor = make_visitor(ratings={engineer.requirements.get(skill__slug="writing").skill: 5})
    text = words(visitor.get(engineer.get_absolute_url()))
    gap = text[text.rindex("How ready you are") : text.rindex("Pay and outlook")]

    assert "Not enough rated." in gap
    assert "Rate Python to find out." in gap
    assert "%" not in gap


def test_saving_levels_with_htmx_answers_with_what_changes_and_says_so(engineer, words):
    sent = {f"level-{row.skill.slug}": "2" for row in engineer.requirements.all()}
    response = make_visitor().post(
        reverse("careers:ratings_save"),
        {**sent, "next": f"{engineer.get_absolute_url()}#gap"},
        headers={
            "HX-Request": "true",
            "HX-Target": "requirements",
            "Sec-Fetch-Site": "same-origin",
        },
        follow=True,
    )
    content, text = response.content.decode(), words(response)

    assert "<html" not in content
    assert content.strip().startswith('<section class="section" id="requirements">')
    swapped = re.findall(r'id="(\w+)"(?: data-saved)? data-hx-swap-oob="true"', content)
    assert swapped == ["saved", "gap", "near"]
    assert "2 ratings saved. Your readiness: 76 %, stretch." in text
    assert "Missing (1) Python (2 of 3)" in text
    assert "Learn Python" not in text


@pytest.mark.parametrize("slug", ["hidden", "unknown"])
def test_role_detail_of_what_is_not_published_is_not_found(client, slug):
    make_role(slug="hidden", state=State.DRAFT)

    assert client.get(reverse("careers:role_detail", args=[slug])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 11), ("visitor", 14), ("member", 15)])
def test_role_detail_costs_the_same_for_more_rows(
    client, django_assert_num_queries, who, queries, rows
):
    skills = [make_skill() for _ in range(rows)]
    role = make_role(
        requirements=dict.fromkeys(skills, (3, 4)), aliases=[str(skill) for skill in skills]
    )
    for skill in skills:
        make_role(requirements={skill: (3, 3)})
        make_resource(teaches={skill: (1, 3)})
        make_topic(roles=[role])
        make_case_study(roles=[role])
        make_pay(role=role)
        make_outlook(role=role)
        make_equivalent(role=role)
    make_first_project(role=role, skills=skills, sources=[make_source() for _ in skills])
    asking = {
        "reader": lambda: client,
        "visitor": lambda: make_visitor(ratings=dict.fromkeys(skills, 2)),
        "member": lambda: make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user()),
    }[who]()
    neighbours_of(role.name, 4)  # kept until the content changes
    prerequisite_graph()

    with django_assert_num_queries(queries):
        asking.get(role.get_absolute_url())
    with django_assert_num_queries(queries - KEPT):
        asking.get(role.get_absolute_url())


def test_role_detail_says_who_describes_the_job(client, words):
    role = make_role()
    official = make_source(title="A standard", kind=Source.Kind.OFFICIAL)
    advert = make_source(title="An advert", kind=Source.Kind.EMPLOYER)
    role.references.set([official, advert])
    text = words(client.get(role.get_absolute_url()))

    assert "· official or professional standard" in text
    assert "· employer's advert or description" in text
    assert "Thin evidence" not in text


def test_role_detail_says_that_its_evidence_is_thin(client, words):
    role = make_role()
    guide = make_source(title="A guide", kind=Source.Kind.GUIDE)
    advert = make_source(title="An advert", kind=Source.Kind.EMPLOYER)
    role.references.set([guide, advert])
    text = words(client.get(role.get_absolute_url()))

    assert "Thin evidence: fewer than two of these come from an employer" in text


def test_role_detail_shows_an_edit_to_whoever_asks_next(engineer, words):
    visitor = make_visitor(ratings={engineer.requirements.first().skill: 2})
    visitor.get(engineer.get_absolute_url())
    engineer.aliases.filter(name="Maker").update(name="Mender")
    make_topic(title="New topic", roles=[engineer])
    text = words(visitor.get(engineer.get_absolute_url()))

    assert "Also called Builder, Mender" in text
    assert "New topic" in text


def test_role_names_the_steps_that_raise_readiness_most(words):
    python, sql, law = make_skill(title="Python"), make_skill(title="SQL"), make_skill(title="Law")
    role = make_role(requirements={python: (4, 5), sql: (2, 3), law: (3, 2)})
    text = words(make_visitor(ratings={python: 2, sql: 0}).get(role.get_absolute_url()))

    assert (
        "What would raise your readiness most Each skill one level higher, all others as they are. "
        "SQL to level 1: +1½ of 10 points, 25 % to 40 %. Resources for SQL "
        "Python to level 3: +1¼ of 10 points, 25 % to 37 %." in text
    )


def test_role_with_too_little_rated_or_all_met_names_no_step(words):
    python, sql = make_skill(), make_skill()
    role = make_role(requirements={python: (4, 5), sql: (2, 3)})

    for ratings in ({}, {sql: 1}, {python: 4, sql: 2}):
        text = words(make_visitor(ratings=ratings).get(role.get_absolute_url()))
        assert "What would raise your readiness most" not in text
