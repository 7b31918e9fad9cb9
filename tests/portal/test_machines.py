"""What programs ask of the site."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from portal.publication import State
from scalability.models import Pillar
from tests.factories import (
    make_case_study,
    make_family,
    make_pillar,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITEMAP = reverse("sitemap")


def test_robots_may_read_all_but_the_curators_door_and_return_links(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert response.content.decode() == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /profile/return/\n"
        "\n"
        "Sitemap: http://testserver/sitemap.xml\n"
    )


def places(response) -> dict[str, str]:
    """Each address of a site map, and its last change or nothing."""
    entries = re.findall(r"<url><loc>([^<]+)</loc>(.*?)</url>", response.content.decode())
    return {address: re.sub(r"<[^>]+>", "", rest) for address, rest in entries}


def test_sitemap_holds_every_published_page_and_no_draft(client):
    rows = []
    for make in (make_role, make_skill, make_resource, make_pillar, make_topic, make_case_study):
        rows.append(make())
        make(state=State.DRAFT)
    make_topic(pillar=make_pillar(state=State.DRAFT))
    response = client.get(SITEMAP)
    role = rows[0]

    assert response["Content-Type"] == "application/xml"
    assert {address.removeprefix("http://testserver") for address in places(response)} == {
        *("/", "/roles/", "/roles/compare/", "/skills/", "/resources/", "/scalability/"),
        *("/scalability/case-studies/", "/about/match/", "/about/balance/", "/about/sources/"),
        reverse("careers:transitions", args=[role.slug]),
        *(row.get_absolute_url() for row in [*rows, *Pillar.objects.published()]),
    }


def test_sitemap_says_when_the_sources_of_a_page_were_last_seen(client):
    topic = make_topic()
    topic.references.add(make_source(seen=date(2026, 1, 2)), make_source(seen=date(2026, 3, 4)))
    found = places(client.get(SITEMAP))

    assert found[f"http://testserver{topic.get_absolute_url()}"] == "2026-03-04"
    assert found["http://testserver/roles/"] == ""


def test_every_address_of_the_sitemap_is_a_page(client):
    make_role(requirements={make_skill(): (3, 4)})
    make_case_study(parts={make_topic(): "challenge"})

    assert {client.get(address).status_code for address in places(client.get(SITEMAP))} == {200}


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_role()
        make_topic()

    with django_assert_num_queries(6):
        client.get(SITEMAP)


def test_manifest_names_the_site_and_icons_that_are_there(client):
    response = client.get("/site.webmanifest")
    manifest = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "AI Career Portal"
    assert client.get(manifest["start_url"]).status_code == 200
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert found
        if icon["type"] == "image/png":
            with Image.open(found) as image:
                assert "{}x{}".format(*image.size) == icon["sizes"]


def test_favicon_is_there_for_those_who_ask_without_reading(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))


def test_card_of_the_site_has_a_mark_for_each_role(client, django_assert_num_queries):
    make_role(state=State.DRAFT)
    empty = client.get(reverse("card"))
    make_role(family=make_family(mark="star"))
    make_role(family=make_family(mark="ring"))
    with django_assert_num_queries(1):
        full = client.get(reverse("card"))

    assert full["Content-Type"] == "image/png"
    assert Image.open(BytesIO(full.content)).size == (1200, 630)
    assert full.content != empty.content
