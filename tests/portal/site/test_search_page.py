import re
from urllib.parse import quote

import pytest

from portal.core.publication import State
from portal.models import NothingFound
from tests.factories import make_occupation, make_resource, make_role, make_skill
from tests.portal.site.views import SEARCH, found
from tests.scalability.factories import make_case_study, make_pillar, make_topic

SENT = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def rivers(db):
    """One row of each kind that is found by one word, and a draft of each."""
    for title, state in (("River %s", State.PUBLISHED), ("River draft %s", State.DRAFT)):
        make_role(title=title % "role", state=state)
        make_skill(title=title % "skill", state=state)
        make_occupation(title=title % "keeper", state=state)
        make_topic(title=title % "topic", state=state)
        make_case_study(organisation="Water board", title=title % "case", state=state)
        make_resource(title=title % "book", state=state)
        make_topic(title=title % "shore", pillar=make_pillar(state=State.DRAFT))
    make_role(title="Mountain role")


def test_search_says_what_was_found_and_leads_to_each_kind(client, rivers):
    text = client.get(SEARCH, {"q": "river"}).content.decode()
    leads = re.findall(r'<a href="#(found-[^"]+)">', text)

    assert leads == re.findall(r'<section class="section group" id="([^"]+)">', text)
    assert len(leads) == 6


@pytest.mark.parametrize("query", ["river", "  RIVER ", "riv", "ri\x00ver", "river " * 99])
def test_search_finds_every_kind_by_one_word(client, rivers, query):
    assert found(client.get(SEARCH, {"q": query})) == [
        ("Roles", ["River role"]),
        ("Occupations", ["River keeper"]),
        ("Skills", ["River skill"]),
        ("Scaling topics", ["River topic"]),
        ("Case studies", ["Water board: River case"]),
        ("Resources", ["River book"]),
    ]


def test_search_leaves_out_kinds_without_a_hit(client, rivers):
    assert found(client.get(SEARCH, {"q": "river role"})) == [("Roles", ["River role"])]


@pytest.mark.parametrize("query", ["iver", "%", "_", "'", '"', "\\", "zzzz"])
def test_search_that_finds_nothing_says_the_next_step(client, rivers, query):
    response = client.get(SEARCH, {"q": query})

    assert response.status_code == 200
    assert found(response) == []
    assert 'class="empty"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "offered"),
    [("pyhton", ["Python"]), ("Pyhton lesons", ["Pyhton", "lesons"]), ("hiden", []), ("zzzz", [])],
)
def test_search_as_it_was_typed_offers_other_words(client, query, offered):
    make_skill(title="Python")
    make_skill(title="Hidden", aliases=["Hidden name"], state=State.DRAFT)
    content = client.get(SEARCH, {"q": query, "as": "typed"}).content.decode()

    assert re.findall(r'<a class="tag" href="[^"]+">([^<]+)</a>', content) == offered


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "right", "title"),
    [
        ("pyhton", "python", "Python"),
        ("Kubernetis", "kubernetes", "Containers"),
        ("chat bots", "chatbots", "Talking machines"),
        ("talkingmachines", "talking machines", "Talking machines"),
        ("maths", "mathematics", "Mathematics"),
    ],
)
def test_search_puts_right_what_was_mistyped_and_leads_back(client, words, query, right, title):
    make_skill(title="Python")
    make_skill(title="Mathematics")
    make_skill(title="Containers", aliases=["Kubernetes"])
    make_skill(title="Talking machines", aliases=["Chatbots"])
    page = client.get(SEARCH, {"q": query})

    assert found(page) == [("Skills", [title])]
    assert f"Showing results for {right} . Search instead for {query}" in words(page)
    assert f'href="/search/?q={quote(query)}&amp;as=typed"' in page.text


@pytest.mark.django_db
def test_draft_puts_nothing_right(client, words):
    make_skill(title="Hidden", aliases=["Hidden name"], state=State.DRAFT)
    make_role(title="Something else")

    assert "Showing results" not in words(client.get(SEARCH, {"q": "hiden"}))


def test_search_shows_what_holds_most_of_the_words(client, rivers, words):
    make_role(title="Delta", purpose="Where the river meets the sea.")
    page = client.get(SEARCH, {"q": "mountain river sea"})

    assert found(page)[0] == ("Roles", ["Mountain role", "Delta"])
    assert "Nothing here has all of these words. These have most of them." in words(page)
    assert "See all" not in words(page)


@pytest.mark.django_db
def test_search_shows_each_of_several_roles_that_are_named(client, words):
    for title in ("River keeper", "Lake keeper", "Lake and river keeper"):
        make_role(title=title)
    page = client.get(SEARCH, {"q": "river keeper or lake keeper"})

    [(_, titles)] = found(page)
    assert titles == ["Lake keeper", "River keeper", "Lake and river keeper"]
    assert "Nothing here has all" not in words(page)


def test_search_says_which_word_it_left_out(client, rivers, words):
    page = client.get(SEARCH, {"q": "River role juggling"})

    assert found(page) == [("Roles", ["River role"])]
    assert "Nothing here has “juggling”, so the search left it out." in words(page)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["salary", "how do I delete my account?"])
def test_search_says_which_page_may_be_meant_where_it_finds_no_other(client, words, query):
    page = client.get(SEARCH, {"q": query})

    assert "You may be looking for:" in words(page)
    assert "No page here has these words." in words(page)
    assert not NothingFound.objects.exists()


@pytest.mark.django_db
def test_search_counts_what_it_does_not_find_each_time(client):
    for _ in range(3):
        client.get(SEARCH, {"q": "zzzz"}, headers=SENT)
    client.get(SEARCH, {"q": "zzzz"}, headers=SENT | {"HX-Request": "true"})
    client.head(SEARCH, {"q": "zzzz"}, headers=SENT)
    client.get(SEARCH, {"q": "zzzz"})
    [row] = NothingFound.objects.all()

    assert (row.place, row.text, row.days.get().times) == ("search", "", 3)


def test_search_marks_the_words_that_it_found(client, rivers):
    content = client.get(SEARCH, {"q": "river role"}).content.decode()

    assert "<mark>River</mark> <mark>role</mark></a>" in content


@pytest.mark.django_db
def test_search_escapes_what_it_found_once(client):
    make_role(title="River keeper", purpose="Minds a river's banks & beds.")

    content = client.get("/search/?q=river").text

    assert "Minds a <mark>river</mark>&#x27;s banks &amp; beds." in content


def test_search_answers_htmx_with_what_was_found_and_a_title(client, rivers, words):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = client.get(SEARCH, {"q": "river"}, headers=headers)
    whole = client.get(SEARCH, {"q": "river"})

    assert found(part) == found(whole)
    assert part.content.decode().endswith("<title>Search for river · AI Career Portal</title>")
    assert words(part).startswith("Found")
    assert "Found for “river”: roles (1), occupations (1), skills (1)" in words(part)
    assert whole.content.decode().count("<title>") == 1
    assert ["HX-Target" in response["Vary"] for response in (part, whole)] == [True, True]


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  \x00 "}])
def test_search_without_words_asks_the_database_nothing(client, query, words):
    response = client.get(SEARCH, query)

    assert response.status_code == 200
    assert "One search looks through roles, skills" in words(response)


@pytest.mark.django_db
def test_search_shows_the_query_escaped(client):
    content = client.get(SEARCH, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in content
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in content


@pytest.mark.django_db
def test_search_shows_twelve_of_a_kind_and_says_so(client, words):
    for number in range(13):
        make_role(title=f"River {number:02}")
    response = client.get(SEARCH, {"q": "river"})

    assert found(response) == [("Roles", [f"River {number:02}" for number in range(12)])]
    assert "the first 12. See all roles for “river”" in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"), [("river", 8), ("river topic occupation", 14), ("zz", 2)]
)
def test_search_costs_the_same_for_more_rows(
    client, django_assert_num_queries, rows, query, queries
):
    for number in range(rows):
        make_role(title=f"River role {number}")
        make_skill(title=f"River skill {number}")
        make_occupation(title=f"River occupation {number}")
        make_topic(title=f"River topic {number}")
        make_case_study(title=f"River case {number}")
        make_resource(title=f"River book {number}")

    with django_assert_num_queries(queries):
        client.get(SEARCH, {"q": query})
