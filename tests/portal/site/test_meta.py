"""What the head of a page says: its name, its one address, and the card that goes with links."""

import re
from html import unescape
from typing import NamedTuple

import pytest
from django.template import Context, Template
from django.urls import reverse

from careers.forms import RoleFilter
from careers.models import Role
from portal.core.palette import DARK, LIGHT
from portal.core.publication import State
from tests.factories import (
    make_family,
    make_occupation,
    make_resource,
    make_role,
    make_skill,
    make_visitor,
)
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


class Head(NamedTuple):
    title: str
    canonical: str | None
    named: dict[str, str]  # the meta elements by their name or property


def head(response) -> Head:
    text = response.content.decode().partition("</head>")[0]
    [title] = re.findall(r"<title>([^<]*)</title>", text)
    metas = re.findall(r'<meta\s+(?:name|property)="([^"]+)"\s+content="([^"]*)"', text)
    links = re.findall(r'<link rel="canonical" href="([^"]+)">', text)
    assert len(links) < 2
    named = {name: unescape(content) for name, content in metas}
    return Head(unescape(title), unescape(links[0]) if links else None, named)


@pytest.fixture
def pages():
    """The address of every kind of public page."""
    skill = make_skill(title="Python", definition="A language. " * 30)
    asked = {skill: (3, 4)}
    roles = [make_role(purpose=f"Purpose number {n}.", requirements=asked) for n in range(2)]
    topic = make_topic()
    rows = [*roles, skill, make_resource(teaches={skill: (1, 2)}), topic, topic.pillar]
    rows += [make_case_study(), *(make_occupation(typical={skill: 2}) for _ in range(2))]
    lists = [
        *("role_list", "compare", "skill_list", "resource_list", "occupation_list", "start"),
        *("profile", "matches", "plan"),
    ]
    return [
        *(row.get_absolute_url() for row in rows),
        *(reverse(f"careers:{name}") for name in lists),
        *(reverse("careers:transitions", args=[role.slug]) for role in roles),
        *(reverse(name) for name in ("home", "about_match", "about_balance", "about_sources")),
        *(reverse("search"), reverse("scalability:hub"), reverse("scalability:case_study_list")),
        *(reverse(f"account_{name}") for name in ("login", "signup", "reset_password")),
    ]


def test_no_two_pages_have_a_title_or_a_description_in_common(client, pages):
    heads = [head(client.get(page)) for page in pages]
    described = [one.named["description"] for one in heads]

    assert len({one.title for one in heads}) == len(pages)
    assert len(set(described)) == len(pages)
    assert [one for one in described if not 0 < len(one) <= 156] == []


def test_every_page_has_one_whole_address_and_a_card_that_is_there(client, pages):
    for page in pages:
        found = head(client.get(page))
        assert found.canonical == found.named["og:url"] == SITE + page
        assert found.title == found.named["og:title"] + " · AI Career Portal"
        assert found.named["og:description"] == found.named["description"]
        assert found.named["twitter:card"] == "summary_large_image"
        assert found.named["og:image:alt"]
        picture = client.get(found.named["og:image"])
        assert picture["Content-Type"] == "image/png"


def test_page_may_be_found(client, pages):
    heads = [client.get(page).content.decode().partition("</head>")[0] for page in pages]

    assert [one for one in heads if "noindex" in one] == []


def test_rows_have_a_card_of_their_own(client):
    rows = [make_role(), make_skill(), make_topic(), make_case_study()]

    assert [head(client.get(row.get_absolute_url())).named["og:image"] for row in rows] == [
        f"{SITE}{row.get_absolute_url()}card.png" for row in rows
    ]


@pytest.mark.parametrize(
    ("asked", "title", "kept"),
    [
        ({}, "AI job roles", ""),
        ({"family": "building"}, "AI job roles: Building", ""),
        ({"q": "role", "entry": "junior", "sort": "pay"}, "AI job roles: role, Junior", ""),
        ({"page": "2"}, "AI job roles, page 2 of 2", "?page=2"),
        ({"page": "99"}, "AI job roles, page 2 of 2", "?page=2"),
        ({"page": "1"}, "AI job roles", ""),
        ({"page": "2", "q": "role"}, "AI job roles: role, page 2 of 2", "?page=2"),
        ({"family": "nobody"}, "AI job roles", ""),
        ({"utm_source": "<there>"}, "AI job roles", ""),
    ],
)
def test_list_says_what_is_asked_and_which_page_it_is(client, asked, title, kept):
    family = make_family(slug="building", title="Building")
    for _ in range(25):
        make_role(family=family)
    found = head(client.get(reverse("careers:role_list"), asked))

    assert found.title == f"{title} · AI Career Portal"
    assert found.canonical == SITE + reverse("careers:role_list") + kept
    assert ("Page 2 of 2." in found.named["description"]) == bool(kept)


def test_comparison_keeps_its_roles_in_its_address(client):
    make_role(slug="one"), make_role(slug="two")
    found = head(client.get(reverse("careers:compare") + "?role=two&role=&role=one&role=no&x=1"))

    assert found.canonical == f"{SITE}/roles/compare/?role=two&role=one"


def test_words_of_a_filter_are_those_of_its_choices():
    make_role(family=make_family(slug="a", title="Ann & Bob"))
    template = Template("{% load meta %}{{ form|in_words }}")

    assert template.render(Context({"form": RoleFilter({"family": "a"})})) == ": Ann &amp; Bob"
    assert template.render(Context({})) == ""


def test_words_of_a_grouped_choice_are_found(client):
    topic = make_topic(title="Latency", pillar=make_pillar(title="Deployment"))
    make_case_study(parts={topic: "challenge"})
    address = reverse("scalability:case_study_list")

    assert head(client.get(address, {"challenge": topic.slug})).title.endswith(
        ": Latency · AI Career Portal"
    )


def test_what_is_written_in_content_stays_words(client):
    title = 'A "quoted" <b>role</b> & more'
    role = make_role(slug="quoted", title=title)
    found = head(client.get(role.get_absolute_url()))

    assert found.title == f"{title} · AI Career Portal"
    assert found.named["og:title"] == title
    assert "<b>" not in client.get(role.get_absolute_url()).content.decode()


def test_description_is_cut_after_a_word(client):
    role = make_role(purpose="Builds systems, " * 20)
    described = head(client.get(role.get_absolute_url())).named["description"]

    assert described.endswith(("systems…", "Builds…"))
    assert len(described) <= 156


def test_colour_of_the_browser_is_the_paper(client):
    text = client.get(reverse("home")).content.decode()
    found = re.findall(r'"theme-color"\s+content="([^"]+)"\s+media="([^"]+)"', text)

    assert found == [
        (LIGHT["paper"], "(prefers-color-scheme: light)"),
        (DARK["paper"], "(prefers-color-scheme: dark)"),
    ]


def test_page_that_is_not_there_has_no_address(client):
    make_role(slug="draft", state=State.DRAFT)
    found = head(client.get(reverse("careers:role_detail", args=["draft"])))

    assert found.title == "Page not found · AI Career Portal"
    assert found.canonical is None
    assert "og:image" not in found.named


def test_private_link_is_told_to_nobody():
    response = make_visitor().get(reverse("careers:return_link_open", args=["no-such-token"]))
    found = head(response)

    assert response["X-Robots-Tag"] == "noindex"
    assert "no-such-token" not in response.content.decode().partition("</head>")[0]
    assert found.canonical is None


def test_empty_site_has_a_head_too(client):
    assert not Role.objects.exists()
    assert head(client.get(reverse("home"))).canonical == f"{SITE}/"


@pytest.mark.parametrize(
    ("asked", "title"),
    [({"q": "<b>"}, "AI job roles: &lt;b&gt;"), ({"page": "2"}, "AI job roles, page 2 of 2")],
)
def test_part_of_a_page_brings_the_title_along(client, asked, title):
    for _ in range(25):
        make_role()
    response = client.get(
        reverse("careers:role_list"), asked, headers={"HX-Request": "true", "HX-Target": "results"}
    )

    assert response.content.decode().endswith(f"<title>{title} · AI Career Portal</title>")
    assert response.content.decode().count("<title>") == 1
