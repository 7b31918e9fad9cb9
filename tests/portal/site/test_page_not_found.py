"""A page that is not there offers the one that may have been meant, and leads nobody away."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import Profile, ReturnLink
from portal.core.publication import State
from portal.site.page_not_found import PAGES, ROWS, SECRETS, page_of_form
from tests.database_faults import GONE, failing
from tests.factories import make_resource, make_role, make_skill, make_user, make_visitor
from tests.scalability.factories import make_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content():
    """A published row of each kind."""
    return [
        make_skill(title="Python"),
        make_skill(title="Machine learning"),
        make_role(title="Data engineer"),
        make_resource(title="Pro Git"),
        make_topic(title="Data volume", pillar=make_pillar(title="Data")),
        make_case_study(title="Shop", organisation="Dealer"),
    ]


def ask(client, path: str):
    """Django's client would take what stands after two slashes for a host."""
    return client.get("/", PATH_INFO=unquote(path, "latin-1"))


def offered(response) -> list[str]:
    """Where the page leads to, of what may have been meant."""
    assert response.status_code == 404
    asked = re.search(r"Did you mean.*?<form", response.text, re.DOTALL)
    return [unescape(url) for url in re.findall(r'href="([^"]+)"', asked[0])] if asked else []


@pytest.mark.parametrize(
    "path",
    [
        *("/skills/python/).", "/skills/python).", "/skills/python.", "/skills/python/%22"),
        *("/skills/python/&gt;", "//skills//python/", "/SKILLS/PYTHON/"),
        *("/skills/python/index.html", "/skills/python/."),
        *("/skills/python and more", "/skills/python/%20", "/skills/%E2%80%8Bpython/"),
        *("/skills/python/notes/", "/skills/python.html", "/skills/pyhton/", "/skills/pythn/"),
        *("/skills/python/%3Fq=1", "/en/skills/python/", "/skills/python/levels/3/"),
    ],
)  # fmt: skip
def test_page_that_was_meant_comes_first(client, path):
    assert offered(ask(client, path))[0] == "/skills/python/"


AROUND = ["{}).", "{}%22", "{}&gt;", "{}and-more/", "/{}"]


@pytest.mark.parametrize("around", AROUND)
def test_page_is_offered_for_every_kind_of_row(client, content, around):
    pages = [row.get_absolute_url() for row in content]
    pages += [content[4].pillar.get_absolute_url()]
    pages += [reverse(name, args=["data-engineer"]) for name in ("careers:transitions",)]
    pages += [reverse("careers:plan_detail", args=["data-engineer"])]

    assert {page: page in offered(ask(client, around.format(page))) for page in pages} == (
        dict.fromkeys(pages, True)
    )


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"home"}))
@pytest.mark.parametrize("around", AROUND)
def test_page_is_offered_for_every_page_of_which_there_is_one(client, name, around):
    page = reverse(name)

    assert page in offered(ask(client, around.format(page)))


def test_every_page_that_is_offered_is_there(client):
    member = make_visitor(member=make_user())
    answers = {name: member.get(reverse(name)).status_code for name in PAGES}

    assert {name for name, status in answers.items() if status not in {200, 302}} == set()


def test_title_says_what_the_page_is(client, words):
    text = words(client.get("/plan/data-engineer/)."))

    assert "Did you mean one of these? Data engineer Your plan for this role Your plan" in text
    assert "Did you mean this page? Your skills Look for it" in words(client.get("/profile/)."))


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/nowhere/", "/wp-login.php", "/.env", "/static/nothing.css", "/favicon.png"),
        *("//evil.example/", "//evil.example/skills", "/%5C%5Cevil.example/"),
        *("/javascript:alert(1)", "/https://evil.example/"),
    ],
)  # fmt: skip
def test_nothing_is_offered_where_nothing_can_be_meant_and_no_link_leads_away(client, path):
    response = ask(client, f"{path}%22.nothing")

    assert [url for url in offered(response) if not url.startswith("/skills/")] == []
    assert not re.search(r'href="[^"]*(evil|javascript|//)', response.text)
    assert "Location" not in response


def test_drafts_are_not_offered(client):
    make_skill(title="Pythonic", state=State.DRAFT)
    make_topic(title="Hidden", pillar=make_pillar(state=State.DRAFT))

    assert offered(client.get("/skills/pythonic/).")) == ["/skills/python/", "/skills/"]
    assert offered(client.get("/scalability/topics/hidden/).")) == ["/scalability/"]


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
def test_nobody_is_redirected(client, method):
    assert getattr(client, method)("/skills/python/).").status_code == 404


@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_link_that_a_mail_spoilt_is_offered_as_it_was_sent(client, secret):
    given = {
        "careers:return_link_open": ["Zk3_q9xV-bT7mN2wLpR8sY4cH6dJ1fGaQeUiOoWzXy-"],
        "account_confirm_email": ["Mjk:1vQwEr:Hq2Zx8Lm4Vb6Nc1Ks9Jd3Fg7Ty5Ru0Pw-AeIoUyXz"],
        "account_reset_password_from_key": ["2f", "d1abcd-0123456789abcdef0123456789abcdef"],
    }[secret]
    link = reverse(secret, args=given)
    response = ask(client, f"/{link}%22")

    assert offered(response)[0] == link
    assert offered(response).count(link) == len(offered(response)) == 1
    assert 'name="q"\n        value=""' in response.text  # no search is begun with a secret
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("around", ["{}).", "({}", "{}%22", "{}%E2%80%8B", "<{}>"])
def test_return_link_with_signs_around_it_leads_to_the_link(content, around):
    visitor = make_visitor(ratings={content[0]: 3})
    profile = Profile.objects.get()
    token = ReturnLink.objects.make_for(profile)
    spoilt = reverse("careers:return_link_open", args=["TOKEN"]).replace(
        "TOKEN", around.format(token)
    )
    response = Client().get(spoilt)

    assert response["Location"] == reverse("careers:return_link_open", args=[token])
    assert Client().get(spoilt, follow=True).status_code == 200
    assert visitor.post(spoilt, headers={"sec-fetch-site": "same-origin"}).status_code == 404


@pytest.mark.parametrize("token", ["x\u2100y", ")(", "é.", "a b."])
def test_what_is_no_return_link_at_all_leads_nowhere(client, token):
    response = client.get(f"/profile/return/{quote(token)}/")

    assert response.status_code == 404
    assert "This link no longer works" in response.text


def test_page_comes_without_offers_where_the_database_is_away(client):
    with failing(GONE) as failed:
        response = client.get("/skills/python/).")

    assert failed
    assert offered(response) == []


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("path", "most"),
    [("/nowhere/", 0), ("/skills/python/).", 1), ("/skills/pyhton/", 4), ("/a-b-c-d/" * 20, 0)],
)
def test_page_costs_few_queries_whatever_there_is(client, path, most, rows):
    for number in range(rows):
        make_skill(title=f"Pythin {number}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 404

    assert len(asked) <= most


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/profile/rate/", "/profile/"),
        ("/skills/python/note/", "/skills/python/"),
        ("/plan/goals/add/", "/plan/"),
        ("/roles/", "/roles/"),
        ("/static/css/base.css", ""),
    ],
)
def test_address_of_a_form_belongs_to_the_page_above_it(path, page):
    assert page_of_form(path) == page


def test_every_row_has_a_page_of_its_own():
    assert all(reverse(name, args=["a"]) for name in ROWS)
