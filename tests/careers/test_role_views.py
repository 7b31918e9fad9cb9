import re

import pytest
from django.urls import reverse

from careers.models import Equivalent, Outlook, Role, Source
from careers.models.labour import Use
from careers.models.role_similarity import neighbours_of
from portal.core.publication import State
from scalability.models import CaseTopic
from tests.factories import (
    make_case_study,
    make_equivalent,
    make_family,
    make_outlook,
    make_pay,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

KEPT = 9  # queries for what the page of a role keeps of itself until the content changes

LIST = reverse("careers:role_list")
ALL = ["Data engineer", "Research scientist", "Teacher"]


@pytest.fixture
def catalogue():
    """Three roles that every filter tells apart; the skills by their slugs."""
    python, statistics = make_skill(slug="python"), make_skill(slug="statistics")
    building = make_family(slug="building")
    finding = make_family(slug="finding")
    engineer = make_role(
        title="Data engineer",
        family=building,
        aliases=["Pipeline builder"],
        requirements={python: (3, 5)},
        entry_level=Role.EntryLevel.JUNIOR,
    )
    scientist = make_role(
        title="Research scientist",
        family=finding,
        requirements={statistics: (4, 5)},
        entry_level=Role.EntryLevel.SENIOR,
    )
    make_role(
        title="Teacher",
        family=finding,
        purpose="Teaches what engineers forgot.",
        requirements={python: (1, 2)},
        entry_level=Role.EntryLevel.GRADUATE,
    )
    make_pay(role=engineer, amount=100_000)
    make_pay(
        role=scientist,
        amount=150_000,
        occupation="15-1221 Research Scientists",
        use=Use.HEADLINE,
    )
    return {"python": python, "statistics": statistics}


def test_role_list_shows_the_published_roles(client, catalogue, headings):
    make_role(title="Hidden", state=State.DRAFT)
    response = client.get(LIST)

    assert response.status_code == 200
    assert headings(response) == ALL


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ALL),
        ({"q": "research"}, ["Research scientist"]),
        ({"q": "pipeline"}, ["Data engineer"]),
        ({"q": "engineer"}, ["Data engineer", "Teacher"]),
        ({"family": "finding"}, ["Research scientist", "Teacher"]),
        ({"entry": "senior"}, ["Research scientist"]),
        ({"skill": "python"}, ["Data engineer", "Teacher"]),
        ({"sort": "pay"}, ALL),  # of an old link: what else it asks still counts
        ({"sort": "pay", "skill": "python"}, ["Data engineer", "Teacher"]),
        ({"family": "finding", "skill": "python", "q": "forgot"}, ["Teacher"]),
        ({"family": "building", "entry": "senior"}, []),
        ({"unknown": "key"}, ALL),
    ],
)
def test_role_list_holds_what_was_asked_for(client, catalogue, headings, query, found):
    assert headings(client.get(LIST, query)) == found


def test_role_list_names_the_occupation_beside_pay(client, catalogue, words):
    text = words(client.get(LIST, {"q": "research"}))

    assert "US$150,000 median pay a year: US 15-1221 Research Scientists, May 2025" in text
    assert "A publisher" in text


def test_role_list_shows_no_pay_that_is_no_headline(client, catalogue, words):
    text = words(client.get(LIST, {"q": "pipeline"}))

    assert "no single official pay figure" in text
    assert "US$" not in text


def test_role_list_does_not_say_that_an_old_sort_is_wrong(client, catalogue, words):
    assert "Select a valid choice" not in words(client.get(LIST, {"sort": "pay"}))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"family": "nowhere"}, "Select a valid choice. nowhere is not one of"),
        ({"entry": "boss"}, "Select a valid choice. boss is not one of"),
        ({"skill": "magic"}, "Select a valid choice. magic is not one of"),
        ({"sort": "luck"}, "Select a valid choice. luck is not one of"),
        ({"q": "x" * 101}, "at most 100 characters"),
        ({"q": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_role_list_says_what_is_wrong_and_shows_all(
    client, catalogue, headings, words, query, error
):
    response = client.get(LIST, query)

    assert response.status_code == 200
    assert error in words(response)
    assert headings(response) == ALL


def test_role_list_offers_only_what_published_roles_have(client, catalogue, options):
    make_skill(title="Asked by nobody")
    make_family(title="Of no role")
    hidden = make_skill(title="Hidden skill", state=State.DRAFT)
    asked = make_skill(title="Asked by a draft")
    make_role(
        state=State.DRAFT, family=make_family(title="Of drafts"), requirements={asked: (3, 3)}
    )
    make_role(title="Zoologist", family=make_family(title="Zoo"), requirements={hidden: (3, 3)})
    response = client.get(LIST)

    assert options(response, "family") == ["Any family", "Building", "Finding", "Zoo"]
    assert options(response, "skill") == ["Any skill", "Python", "Statistics"]


def test_role_list_by_readiness_puts_the_best_match_first(catalogue, headings, words):
    visitor = make_visitor(ratings={catalogue["statistics"]: 3})
    response = visitor.get(LIST, {"sort": "readiness"})

    assert headings(response) == ["Research scientist", "Data engineer", "Teacher"]
    assert words(response).count("Your readiness 75 % close") == 1
    assert words(response).count("Your readiness: not enough rated") == 2


def test_role_list_by_readiness_keeps_the_filters(catalogue, headings):
    visitor = make_visitor(ratings={catalogue["python"]: 1})
    response = visitor.get(LIST, {"sort": "readiness", "family": "finding"})

    assert headings(response) == ["Teacher", "Research scientist"]


def test_role_list_by_readiness_without_ratings_says_what_to_do(client, catalogue, headings, words):
    response = client.get(LIST, {"sort": "readiness"})

    assert headings(response) == ALL
    assert "Nothing is known of your skills yet" in words(response)
    assert 'class="readiness' not in response.content.decode()


def test_role_list_has_pages_of_24_that_keep_the_filters(client, headings):
    family = make_family(slug="one")
    for number in range(25):
        make_role(title=f"Role {number:02}", family=family)
    first = client.get(LIST, {"family": "one"})
    second = client.get(LIST, {"family": "one", "page": 2})

    assert headings(first) == [f"Role {number:02}" for number in range(24)]
    assert headings(second) == ["Role 24"]
    assert 'href="?page=2&amp;family=one"' in first.content.decode()
    assert headings(client.get(LIST, {"page": "99"})) == ["Role 24"]


def test_role_list_with_nothing_found_shows_the_way_back(client, catalogue, headings):
    response = client.get(LIST, {"q": "astronaut"})

    assert headings(response) == []
    assert 'class="empty"' in response.content.decode()
    assert f'<a class="button" href="{LIST}">' in response.content.decode()


def test_role_list_answers_htmx_with_the_results_alone(client, catalogue, headings):
    part = client.get(LIST, headers={"HX-Request": "true", "HX-Target": "results"})
    whole = client.get(LIST)

    assert headings(part) == headings(whole) == ALL
    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert '<div class="stack" id="results">' in part.content.decode()
    assert "<html" in whole.content.decode()
    results, _, title = part.content.decode().partition("<title>")
    assert results.strip() in whole.content.decode()
    assert title in whole.content.decode()
    assert ["HX-Request" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("rated", "queries"), [(False, 6), (True, 10)])
def test_role_list_costs_the_same_for_more_rows(
    client, django_assert_num_queries, rated, queries, rows
):
    for _ in range(rows):
        skill = make_skill()
        make_pay(role=make_role(requirements={skill: (3, 4)}))
    visitor = make_visitor(ratings={skill: 3}) if rated else client

    with django_assert_num_queries(queries):
        visitor.get(LIST)


def test_source_that_the_text_of_a_role_cites_is_listed_with_its_address(client):
    make_source(slug="act", title="The act", url="https://law.example/act")
    role = make_role(body="It is banned, [they say](/about/sources/#act).")
    html = client.get(role.get_absolute_url()).content.decode()

    assert '<a href="#source-act"' in html
    assert html.split('id="source-act"')[1].index("https://law.example/act") < 100


@pytest.fixture
def engineer():
    """A role with something in every part of its page."""
    python = make_skill(slug="python")
    role = make_role(
        slug="engineer",
        family=make_family(title="Building"),
        purpose="Builds what lasts.",
        tasks="Builds\nMends",
        entry_route="From an apprenticeship",
        body="It is *hard* <script>alert(1)</script>.",
        aliases=["Builder", "Maker"],
        requirements={python: (3, 5), make_skill(slug="writing"): (2, 2)},
    )
    make_equivalent(role=role, code="15-1252.00", title="Software Developers")
    make_equivalent(
        role=role,
        scheme=Equivalent.Scheme.ESCO,
        code="2512.1",
        title="software developer",
        uri="http://data.europa.eu/esco/1",
        match=Equivalent.Match.ALTERNATIVE_LABEL,
        listed_as="engineer of software",
    )
    wages = make_source(title="Survey of wages")
    make_pay(role=role, amount=133_080, p10=80_000, p90=208_620, source=wages)
    make_outlook(
        role=role, annual_openings=129_200, evidence=Outlook.Evidence.SECONDARY_NOTES, source=wages
    )
    make_resource(title="Learn Python", teaches={python: (1, 3)})
    topic = make_topic(title="Slow pipelines", roles=[role])
    make_case_study(title="Faster at last", parts={topic: CaseTopic.Part.CHALLENGE}, roles=[role])
    make_role(title="Neighbour", requirements={python: (2, 2)})
    make_role(title="Stranger", requirements={make_skill(): (5, 5)})
    return role


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
    gap = text[text.rindex("Your gap") : text.rindex("What you would do")]

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
    gap = text[text.rindex("Your gap") : text.rindex("What you would do")]

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
    asking = {
        "reader": lambda: client,
        "visitor": lambda: make_visitor(ratings=dict.fromkeys(skills, 2)),
        "member": lambda: make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user()),
    }[who]()
    neighbours_of(role.name, 4)  # kept until the content changes

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

    assert "Thin evidence: fewer than two of these speak for an employer" in text


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
        "What would raise it most Each skill one level higher, alone, and the match computed anew. "
        "SQL to level 1: +1½ of 10 points, 25 % to 40 %. Resources for SQL "
        "Python to level 3: +1¼ of 10 points, 25 % to 37 %." in text
    )


def test_role_with_too_little_rated_or_all_met_names_no_step(words):
    python, sql = make_skill(), make_skill()
    role = make_role(requirements={python: (4, 5), sql: (2, 3)})

    for ratings in ({}, {sql: 1}, {python: 4, sql: 2}):
        text = words(make_visitor(ratings=ratings).get(role.get_absolute_url()))
        assert "What would raise it most" not in text
