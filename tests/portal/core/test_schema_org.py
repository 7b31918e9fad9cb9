"""What pages tell programs, in the words of schema.org."""

import json
import re

import pytest
from django.urls import reverse

from careers.models import Resource
from careers.models.labour import OccupationMatch, Use
from portal.core.publication import State
from portal.core.schema_org import thing
from portal.templatetags.meta import json_ld
from tests.factories import (
    make_family,
    make_pay,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_visitor,
)
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# What a thing of each type has to say at least.
REQUIRED = {
    "WebSite": {"name", "url", "potentialAction"},
    "BreadcrumbList": {"itemListElement"},
    "Occupation": {"name", "description", "url", "responsibilities", "experienceRequirements"},
    "LearningResource": {"name", "description", "url", "inLanguage", "creditText"},
    "DefinedTerm": {"name", "description", "url", "inDefinedTermSet"},
    "Article": {"headline", "description", "mainEntityOfPage", "image", "publisher"},
}


def things(response) -> list[dict]:
    blocks = [json.loads(block) for block in BLOCK.findall(response.content.decode())]
    assert {block["@context"] for block in blocks} <= {"https://schema.org"}
    return blocks


def main(response) -> dict:
    [found] = [one for one in things(response) if one["@type"] != "BreadcrumbList"]
    return found


def trail(response) -> list[tuple[str, str | None]]:
    [found] = [one for one in things(response) if one["@type"] == "BreadcrumbList"]
    items = found["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item.get("item")) for item in items]


def test_every_page_that_tells_something_tells_what_its_type_asks(client):
    skill = make_skill()
    rows = [make_role(requirements={skill: (3, 4)}), skill, make_resource(), make_topic()]
    rows += [make_case_study(), make_pillar()]
    pages = [*(row.get_absolute_url() for row in rows), reverse("home")]
    pages += [reverse("careers:compare"), reverse("careers:transitions", args=[rows[0].slug])]
    pages += [reverse("scalability:case_study_list")]

    for page in pages:
        told = things(client.get(page))
        assert told, page
        for one in told:
            types = one["@type"] if isinstance(one["@type"], list) else [one["@type"]]
            assert types[-1] in REQUIRED
            assert one.keys() >= REQUIRED[types[-1]]


def test_home_says_how_to_search(client):
    site = main(client.get(reverse("home")))
    target = site["potentialAction"]["target"]["urlTemplate"]

    assert target == f"{SITE}/search/?q={{search_term_string}}"
    assert client.get(target.format(search_term_string="python")).status_code == 200


def test_role_is_an_occupation_with_its_skills_and_the_pay_of_its_title(client):
    role = make_role(
        title="Engineer",
        tasks="Builds\nRuns",
        entry_route="By building",
        requirements={make_skill(title="Python"): (4, 5), make_skill(state=State.DRAFT): (1, 1)},
    )
    of_title = {
        "relation": OccupationMatch.OCCUPATION_LISTS_TITLE,
        "fit": "good",
        "use": Use.HEADLINE,
    }
    make_pay(role=role, amount=120_000, p10=80_000, **of_title)
    make_pay(role=role, amount=1, country="GB", **of_title | {"use": Use.BESIDE})
    make_pay(role=role, amount=2, country="CA", **of_title | {"fit": "fair"})
    make_pay(role=role, amount=3, **of_title | {"relation": OccupationMatch.CLOSEST_OCCUPATION})
    make_pay(role=role, amount=4, superseded=True, **of_title)
    told = main(client.get(role.get_absolute_url()))

    assert told["@type"] == "Occupation"
    assert told["name"] == "Engineer"
    assert told["responsibilities"] == ["Builds", "Runs"]
    assert told["experienceRequirements"] == "Junior. By building"
    assert [skill["name"] for skill in told["skills"]] == ["Python"]
    assert told["estimatedSalary"] == [
        {
            "@type": "MonetaryAmountDistribution",
            "name": "Median pay a year, 15-2051 Data Scientists, 2025-05",
            "currency": "USD",
            "duration": "P1Y",
            "percentile10": 80_000,
            "median": 120_000,
        }
    ]
    assert told["occupationLocation"] == [{"@type": "Country", "name": "US"}]


def test_role_without_pay_claims_none(client):
    told = main(client.get(make_role().get_absolute_url()))

    assert not told.keys() & {"estimatedSalary", "occupationLocation", "skills"}


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (Resource.Kind.COURSE, ["Course", "LearningResource"]),
        (Resource.Kind.BOOK, ["Book", "LearningResource"]),
        (Resource.Kind.PAPER, ["ScholarlyArticle", "LearningResource"]),
        (Resource.Kind.VIDEO, ["LearningResource"]),
    ],
)
def test_resource_is_a_learning_resource_of_its_kind(client, kind, types):
    skill = make_skill(title="Python")
    resource = make_resource(kind=kind, by="A school", teaches={skill: (1, 2)}, summary="Short.")
    told = main(client.get(resource.get_absolute_url()))

    assert told["@type"] == types
    assert told["url"] == resource.url
    assert told["mainEntityOfPage"] == SITE + resource.get_absolute_url()
    assert told["creditText"] == "A school"
    assert ("provider" in told) == (kind == Resource.Kind.COURSE)
    assert told["timeRequired"] == "PT12H"
    assert told["isAccessibleForFree"] is True
    assert [one["name"] for one in told["teaches"]] == ["Python"]


@pytest.mark.parametrize(("cost", "said"), [("free", True), ("paid", False), ("freemium", None)])
def test_resource_says_nothing_that_nobody_knows(client, cost, said):
    resource = make_resource(cost=cost, hours_from=None, hours_to=None, year=None)
    told = main(client.get(resource.get_absolute_url()))

    assert told.get("isAccessibleForFree") is said
    assert not told.keys() & {"timeRequired", "datePublished", "teaches"}


@pytest.mark.parametrize(
    ("practice", "said"),
    [("none", "expositive"), ("exercises", "mixed"), ("project", "active"), ("", None)],
)
def test_resource_says_how_one_learns_from_it(client, practice, said):
    told = main(client.get(make_resource(practice=practice).get_absolute_url()))

    assert told.get("interactivityType") == said


def test_skill_is_a_term_and_the_same_as_an_exact_one_of_esco(client):
    exact = make_skill(esco_uri="http://esco.example/1", esco_match="exact")
    close = make_skill(esco_uri="http://esco.example/2", esco_match="close")
    told = main(client.get(exact.get_absolute_url()))

    assert told["sameAs"] == "http://esco.example/1"
    assert told["inDefinedTermSet"]["url"] == SITE + reverse("careers:skill_list")
    assert "sameAs" not in main(client.get(close.get_absolute_url()))


def test_term_has_no_other_names_of_what_it_is_searched_for(client):
    management = make_skill(title="Project management", aliases=["pmp"])
    page = client.get(management.get_absolute_url())

    assert "alternateName" not in main(page)
    assert "Also found as" in page.content.decode()


def test_topic_is_an_article_with_its_sources_and_the_day_they_were_seen(client):
    topic = make_topic(title="Latency", problem="It is slow.")
    topic.references.add(make_source(title="A paper", publisher="A press", year=2020))
    told = main(client.get(topic.get_absolute_url()))

    assert told["headline"] == "Latency"
    assert told["description"] == "It is slow."
    assert told["mainEntityOfPage"]["lastReviewed"] == "2026-11-01"
    assert told["publisher"]["name"] == "AI Career Portal"
    assert not told.keys() & {"author", "datePublished", "dateModified"}
    [cited] = told["citation"]
    assert (cited["name"], cited["creditText"], cited["datePublished"]) == (
        "A paper",
        "A press",
        "2020",
    )


def test_case_study_is_an_article_on_an_organisation_in_its_year(client):
    told = main(client.get(make_case_study(organisation="CERN", year=2012).get_absolute_url()))

    assert told["about"] == {"@type": "Organization", "name": "CERN"}
    assert told["temporalCoverage"] == "2012"
    assert "lastReviewed" not in told["mainEntityOfPage"]


def test_trail_is_that_of_the_breadcrumbs(client):
    role = make_role(title="R & D", family=make_family(slug="building", title="Building"))
    response = client.get(role.get_absolute_url())
    nav = response.content.decode().split('aria-label="Breadcrumb"')[1].split("</nav>")[0]

    assert trail(response) == [
        ("Roles", f"{SITE}/roles/"),
        ("Building", f"{SITE}/roles/?family=building"),
        ("R & D", None),
    ]
    assert re.findall(r'href="([^"]+)">([^<]+)<', nav) == [
        ("/roles/", "Roles"),
        ("/roles/?family=building", "Building"),
    ]
    assert '<li aria-current="page">R &amp; D</li>' in nav


def test_trail_leads_to_pages_that_are_there(client):
    role, topic = make_role(), make_topic()
    pages = [row.get_absolute_url() for row in (role, topic, topic.pillar, make_skill())]
    pages += [reverse("careers:transitions", args=[role.slug])]
    ways = [url for page in pages for _, url in trail(client.get(page)) if url]

    assert {client.get(url).status_code for url in ways} == {200}


def test_trail_of_a_plan_names_the_role():
    role = make_role(title="Engineer")
    address = reverse("careers:plan_detail", args=[role.slug])

    assert [name for name, _ in trail(make_visitor().get(address))] == [
        "Your plan",
        "Engineer",
        "Plan",
    ]


def test_no_word_of_the_content_ends_the_block(client):
    title = "</script><script>alert(1)</script><!-- & 'more'"
    role = make_role(slug="hostile", title=title)
    response = client.get(role.get_absolute_url())

    assert main(response)["name"] == title
    assert "<script>alert" not in response.content.decode()


def test_unknown_properties_are_left_out_and_false_ones_are_not():
    made = thing("Thing", name="", url=None, isAccessibleForFree=False, position=0, skills=[])

    assert made == {"@type": "Thing", "isAccessibleForFree": False, "position": 0}
    assert json.loads(BLOCK.findall(json_ld(made))[0])["position"] == 0
