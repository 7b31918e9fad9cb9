"""What programs ask of the site."""

import re
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.timezone import now
from PIL import Image

from portal.core.publication import State
from scalability.models import Pillar
from tests.factories import (
    make_family,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_user,
    make_visitor,
)
from tests.scalability.factories import make_case_study, make_pillar, make_topic

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
        *(
            "/",
            "/start/",
            "/occupations/",
            "/roles/",
            "/roles/compare/",
            "/skills/",
            "/resources/",
            "/scalability/",
        ),
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

    with django_assert_num_queries(7):
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


def lines_of(response) -> dict[str, list[str]]:
    """The fields of a file of the kind of security.txt."""
    fields: dict[str, list[str]] = {}
    for line in response.text.splitlines():
        name, _, value = line.partition(": ")
        fields.setdefault(name, []).append(value)
    return fields


def test_security_txt_says_whom_to_tell_and_until_when(client, settings):
    settings.DEFAULT_FROM_EMAIL = "Careers <careers@example.org>"
    response = client.get("/.well-known/security.txt")
    fields = lines_of(response)
    expires = datetime.fromisoformat(fields["Expires"][0])

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == ["mailto:careers@example.org"]
    assert fields["Canonical"] == ["http://testserver/.well-known/security.txt"]
    assert timedelta(days=30) < expires - now() < timedelta(days=365)  # RFC 9116 asks for less


def test_security_txt_names_those_whom_the_operator_names(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SITE_URL = "https://careers.example.org"
    fields = lines_of(client.get("/.well-known/security.txt"))

    assert fields["Contact"] == settings.SECURITY_CONTACT
    assert fields["Canonical"] == ["https://careers.example.org/.well-known/security.txt"]


CHANGE = "/.well-known/change-password"


@pytest.mark.parametrize("method", ["get", "head"])
def test_manager_of_passwords_finds_the_form(method):
    member = make_visitor(member=make_user())
    response = getattr(member, method)(CHANGE)

    assert (response.status_code, response["Location"]) == (302, "/accounts/password/change/")
    assert 'name="oldpassword"' in member.get(CHANGE, follow=True).text


def test_somebody_signed_out_comes_to_the_form_over_signing_in(client):
    user = make_user(email="ada@example.com", password="correct horse battery")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    door = client.get(CHANGE, follow=True)
    path = door.redirect_chain[-1][0]
    sent = {"login": user.email, "password": "correct horse battery"}
    sent["next"] = re.search(r'name="next" value="([^"]+)"', door.text)[1]

    assert path == "/accounts/login/?next=/accounts/password/change/"
    assert (
        client.post(path, sent, follow=True).redirect_chain[-1][0] == "/accounts/password/change/"
    )


def test_somebody_without_a_password_comes_to_the_form_that_sets_one():
    user = make_user()
    user.set_unusable_password()
    user.save()
    response = make_visitor(member=user).get(CHANGE, follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/password/set/"


@pytest.mark.parametrize(
    "name",
    [
        # By this one they find out whether a site answers 200 to everything.
        "resource-that-should-not-exist-whose-status-code-should-not-be-200",
        *("change-password/", "passkey-endpoints", "nothing", ""),
    ],
)
def test_what_is_not_well_known_is_not_there(client, name):
    assert client.get(f"/.well-known/{name}").status_code == 404
