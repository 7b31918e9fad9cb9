import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path, reverse
from django.utils.timezone import localdate

from careers.models import Role
from careers.rules.levels import LEVEL_MEANINGS
from careers.rules.matching import BANDS, ENOUGH_RATED, ORDERING_RULE, Band
from portal.core.publication import State
from portal.site.pages.example_match import EXAMPLE
from portal.urls import urlpatterns as pages
from scalability.models import Addresses, Pillar
from scalability.models.topics import Part
from tests.factories import (
    make_case_study,
    make_family,
    make_pay,
    make_pillar,
    make_resource,
    make_role,
    make_skill,
    make_source,
    make_topic,
    make_user,
    make_visitor,
)

HOME, SEARCH, BALANCE = reverse("home"), reverse("search"), reverse("about_balance")


def fail(_request):
    raise RuntimeError("This view always fails.")


def refuse(_request):
    raise PermissionDenied


urlpatterns = [path("fails", fail), path("refuses", refuse), *pages]


@pytest.mark.django_db
def test_home_says_how_much_there_is(client, words):
    family = make_family(title="Building")
    make_role(family=family)
    make_role(family=family)
    make_pillar(title="Data", kind=Pillar.Kind.CHALLENGE)
    topic = make_topic(pillar=make_pillar(title="Clouds", kind=Pillar.Kind.STRATEGY))
    make_case_study()
    make_resource(teaches={make_skill(): (1, 2)})
    text = words(client.get(HOME))

    assert "2 roles 1 skill 1 resource 1 scaling topic 1 case study" in text
    assert "Building 2" in text
    assert "Challenge Data" in text
    assert "Strategy Clouds" in text
    assert topic.title not in text


def links_on_the_map(response) -> list[tuple[str, str]]:
    """Where each tile leads, and how it is named."""
    tile = r'<a\s+class="tile"\s+href="([^"]+)".*?<title>([^<]+)</title>'
    return re.findall(tile, response.content.decode(), re.DOTALL)


@pytest.mark.django_db
def test_home_draws_every_published_role_and_lists_it(client, words):
    data, law = make_family(title="Data"), make_family(title="Law")
    analyst = make_role(title="Analyst", family=data)
    lawyer = make_role(title="Lawyer", family=law)
    make_role(title="A draft", state=State.DRAFT)
    response = client.get(HOME)

    assert sorted(links_on_the_map(response)) == [
        (analyst.get_absolute_url(), "Analyst, Data"),
        (lawyer.get_absolute_url(), "Lawyer, Law"),
    ]
    listed = words(response).split("The map as a list")[1]
    assert listed.index("Data") < listed.index("Analyst") < listed.index("Lawyer")
    assert "A draft" not in words(response)


@pytest.mark.django_db
def test_home_of_more_roles_than_a_map_can_hold_shows_families_alone(client, words, monkeypatch):
    monkeypatch.setattr("careers.pages.landscape.MOST_TILES", 1)
    make_role(family=make_family(title="Data"), title="Analyst")
    make_role(family=make_family(title="Law"), title="Lawyer")
    response = client.get(HOME)

    assert links_on_the_map(response) == []
    assert "Data 1 Law 1" in words(response)
    assert "Analyst" not in words(response)


@pytest.mark.django_db
def test_home_lets_people_tick_what_they_can_do(client, words):
    python, sql = make_skill(title="Python", slug="python"), make_skill(title="SQL", slug="sql")
    make_skill(title="Chess")
    make_role(requirements={python: (3, 3), sql: (3, 3)})
    make_role(requirements={sql: (3, 3)})
    content = client.get(HOME).content.decode()
    ticks = re.findall(r'<input type="checkbox" name="skill" value="([^"]+)"', content)

    assert ticks[:2] == ["sql", "python"]
    asked = client.get(reverse("careers:profile"), {"skill": ["python", "sql"]})
    assert "2 skills to rate" in words(asked)


@pytest.mark.django_db
def test_home_joins_the_halves_by_a_chain_of_content(client, words):
    skill = make_skill(title="Routing")
    role = make_role(title="Router", requirements={skill: (3, 5)})
    challenge = make_topic(
        title="Traffic jams", pillar=make_pillar(title="Load", kind=Pillar.Kind.CHALLENGE)
    )
    strategy = make_topic(
        title="More lanes",
        pillar=make_pillar(title="Width", kind=Pillar.Kind.STRATEGY),
        skills=[skill],
    )
    Addresses.objects.create(strategy=strategy, challenge=challenge, how="By being wide")
    make_case_study(
        organisation="City",
        title="Ring road",
        parts={challenge: Part.CHALLENGE, strategy: Part.STRATEGY},
        skills=[skill],
        roles=[role],
    )
    text = words(client.get(HOME))

    assert (
        "Challenge Traffic jams is met by Strategy More lanes as done at Case study City Ring road "
        "which took Skill Routing asked by Role Router"
    ) in text


@pytest.mark.django_db
def test_home_shows_the_example_with_the_figures_of_the_rule(client, words):
    text = words(client.get(HOME))

    assert f"{EXAMPLE.score.readiness} %" in text
    assert f"{EXAMPLE.score.rated} % of the role is rated" in text
    assert EXAMPLE.score.band in text


@pytest.mark.django_db
def test_home_of_an_empty_portal_says_the_next_step(client, words):
    make_role(state=State.DRAFT)
    make_pillar(state=State.DRAFT)
    text = words(client.get(HOME))

    assert "0 roles 0 skills 0 resources 0 scaling topics 0 case studies" in text
    assert "No role is published yet." in text
    assert "No pillar is published yet." in text


@pytest.fixture
def trade(db):
    """Skills and the roles that ask them; the last one asks what nobody below rated."""
    python, sql, art = (make_skill(title=title) for title in ("Python", "SQL", "Art"))
    family = make_family(title="Trade")
    make_role(title="Engineer", family=family, requirements={python: (4, 5), sql: (2, 3)})
    make_role(title="Analyst", family=family, requirements={python: (2, 3), sql: (4, 5)})
    make_role(title="Painter", family=family, requirements={art: (3, 5)})
    return {"Python": python, "SQL": sql}


def test_home_shows_somebody_their_best_matches_and_what_would_move_them(trade, words):
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2})
    response = visitor.get(HOME)
    text = words(response)

    # Engineer: 5 x 3 / 4 + 3 of 8 points; Analyst: 3 + 5 x 2 / 4 of 8.
    assert (
        "Your best match Engineer Engineer 84 % Analyst 68 % Painter 0 % rated: rate more" in text
    )
    assert "2 skills rated: rate more" in text
    assert "What would move your best matches most" in text
    assert "Choose a goal" in text
    assert {name for _, name in links_on_the_map(response)} == {
        "Engineer, Trade: 84\N{NO-BREAK SPACE}% ready",
        "Analyst, Trade: 68\N{NO-BREAK SPACE}% ready",
        "Painter, Trade: not enough rated",
    }
    assert "What can you do already?" not in text


def test_home_shows_somebody_their_goals(trade, words):
    analyst = Role.objects.get(title="Analyst")
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2}, goals=[analyst])
    text = words(visitor.get(HOME))

    assert "Your goal Analyst 68 % Open your plan What would move it most" in text


def test_home_of_too_few_ratings_claims_nothing(trade, words):
    visitor = make_visitor(ratings={make_skill(title="Chess"): 3})
    text = words(visitor.get(HOME))

    assert "A few more ratings, and matches show" in text
    assert "Your best match" not in text
    assert "0 % rated: rate more of Analyst" in text


def test_home_finds_the_best_of_more_roles_than_a_map_can_hold(trade, words, monkeypatch):
    monkeypatch.setattr("careers.pages.landscape.MOST_TILES", 1)
    visitor = make_visitor(ratings={trade["Python"]: 3, trade["SQL"]: 2})

    assert "Your best match Engineer Engineer 84 % Analyst 68 %" in words(visitor.get(HOME))


def test_home_of_a_session_without_ratings_is_that_of_a_reader(trade, words):
    assert "What can you do already?" in words(make_visitor(ratings={}).get(HOME))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 12), ("visitor", 13), ("member", 14)])
def test_home_costs_the_same_for_more_rows(client, django_assert_num_queries, who, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    for _ in range(rows):
        make_role(requirements=dict.fromkeys(skills, (3, 4)))
        make_topic()
    ratings = dict.fromkeys(skills, 2)
    asking = {
        "reader": lambda: client,
        "visitor": lambda: make_visitor(ratings=ratings),
        "member": lambda: make_visitor(ratings=ratings, member=make_user()),
    }[who]()

    with django_assert_num_queries(queries):  # the first time after an edit
        asking.get(HOME)
    kept = 9 if who == "reader" else 4
    with django_assert_num_queries(queries - kept):
        asking.get(HOME)


@pytest.fixture
def rivers(db):
    """One row of each kind that is found by one word, and a draft of each."""
    for title, state in (("River %s", State.PUBLISHED), ("River draft %s", State.DRAFT)):
        make_role(title=title % "role", state=state)
        make_skill(title=title % "skill", state=state)
        make_topic(title=title % "topic", state=state)
        make_case_study(organisation="Water board", title=title % "case", state=state)
        make_resource(title=title % "book", state=state)
        make_topic(title=title % "shore", pillar=make_pillar(state=State.DRAFT))
    make_role(title="Mountain role")


def found(response) -> list[tuple[str, list[str]]]:
    """The groups of what was found, each with its rows."""
    sections = re.findall(
        r'<section class="section group".*?</svg>([^<]+)<span[^>]*>\d+\+?</span>(.*?)</section>',
        re.sub(r"</?mark>", "", response.content.decode()),
        re.DOTALL,
    )
    return [
        (title.strip(), re.findall(r'<a href="[^"?]+">([^<]+)</a>', rows))
        for title, rows in sections
    ]


def test_search_says_what_was_found_and_leads_to_each_kind(client, rivers):
    text = client.get(SEARCH, {"q": "river"}).content.decode()
    leads = re.findall(r'<a href="#(found-[^"]+)">', text)

    assert leads == re.findall(r'<section class="section group" id="([^"]+)">', text)
    assert len(leads) == 5


@pytest.mark.parametrize("query", ["river", "  RIVER ", "riv", "ri\x00ver", "river " * 99])
def test_search_finds_every_kind_by_one_word(client, rivers, query):
    assert found(client.get(SEARCH, {"q": query})) == [
        ("Roles", ["River role"]),
        ("Skills", ["River skill"]),
        ("Scaling topics", ["River topic"]),
        ("Case studies", ["Water board: River case"]),
        ("Resources", ["River book"]),
    ]


def test_search_leaves_out_kinds_without_a_hit(client, rivers):
    assert found(client.get(SEARCH, {"q": "river role"})) == [("Roles", ["River role"])]


@pytest.mark.parametrize("query", ["iver", "%", "_", "'", '"', "\\", "river lake"])
def test_search_that_finds_nothing_says_the_next_step(client, rivers, query):
    response = client.get(SEARCH, {"q": query})

    assert response.status_code == 200
    assert found(response) == []
    assert 'class="empty"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("pyhton", ["Python"]),
        ("Kubernetis", ["Kubernetes"]),
        ("python juggling", ["python", "juggling"]),
        ("hiden", []),
        ("zzzz", []),
    ],
)
def test_search_that_finds_nothing_offers_other_words(client, query, offered):
    make_skill(title="Python")
    make_skill(title="Containers", aliases=["Kubernetes"])
    make_skill(title="Hidden", aliases=["Hidden name"], state=State.DRAFT)
    content = client.get(SEARCH, {"q": query}).content.decode()

    assert re.findall(r'<a class="tag" href="[^"]+">([^<]+)</a>', content) == offered


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
    assert "Found for “river”: roles (1), skills (1), scaling topics (1)" in words(part)
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
def test_search_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for number in range(rows):
        make_role(title=f"River role {number}")
        make_skill(title=f"River skill {number}")
        make_topic(title=f"River topic {number}")
        make_case_study(title=f"River case {number}")
        make_resource(title=f"River book {number}")

    with django_assert_num_queries(5):
        client.get(SEARCH, {"q": "river"})


def test_about_match_is_generated_from_the_rule(client, words):
    text = words(client.get(reverse("about_match")))
    assert "Pushed together 6¾ of 12 points = 56 %" in text
    bands = [
        f"{band} at least {least.essential} % at least {least.readiness} %"
        for band, least in BANDS.items()
        if band != Band.LONG_WAY
    ]

    assert [one for one in bands if one not in text] == []
    assert "long way anything less anything less" in text
    assert ORDERING_RULE in text
    assert f"Below {ENOUGH_RATED} % rated" in text
    assert [one for one in LEVEL_MEANINGS.values() if one not in text] == []
    assert f"is {EXAMPLE.score.readiness} %" in text


@pytest.mark.django_db
def test_about_balance_shows_what_each_role_draws_from_either_side(client, words):
    model = make_skill(category="deep-learning")
    system = make_skill(category="infrastructure")
    neither = make_skill(category="governance")
    hidden = make_skill(category="infrastructure", state=State.DRAFT)
    make_role(title="Bridge builder", requirements={model: (3, 4), system: (3, 2), neither: (3, 1)})
    make_role(title="Modeller", requirements={model: (3, 5), hidden: (3, 5)})
    make_role(title="Operator", requirements={system: (3, 5), neither: (1, 2)})
    make_role(title="Lawyer", requirements={neither: (3, 5)})
    make_role(title="A draft", state=State.DRAFT, requirements={model: (3, 5)})
    text = words(client.get(BALANCE))

    assert "1 of 4 roles need both in one person" in text
    parts = text.split("Every role, drawn from what it asks")[1]
    assert [
        shown
        for shown in (
            "Both in one person 1 Each side holds enough of the points to count as needed.",
            "Bridge builder 57 % 4 of 7 28 % 2 of 7",
            "Modeller 100 % 5 of 5 0 % 0 of 5",
            "Operator 0 % 0 of 7 71 % 5 of 7",
            "Lawyer 0 % 0 of 5 0 % 0 of 5",
        )
        if shown not in parts
    ] == []
    assert "A draft" not in text


@pytest.mark.django_db
def test_about_balance_counts_topics_and_cases_that_take_both_sides(client, words):
    model = make_skill(category="deep-learning")
    system = make_skill(category="infrastructure")
    hidden = make_skill(category="infrastructure", state=State.DRAFT)
    neither = [make_skill(category="governance") for _ in range(4)]
    for make in (make_topic, make_case_study):
        make(skills=[model, system])
        make(skills=[model, system, *neither])
        make(skills=[model, hidden])
        make(skills=[model, system], state=State.DRAFT)
        make()
    text = words(client.get(BALANCE))

    assert "1 of 4 scaling topics need both, by the same line" in text
    assert "1 of 4 case studies needed both" in text
    assert text.count("No role at present.") == 4


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_about_balance_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        skill = make_skill()
        make_role(requirements={skill: (3, 4)})
        make_topic(skills=[skill])
        make_case_study(skills=[skill])

    with django_assert_num_queries(6):
        client.get(BALANCE)


@pytest.mark.django_db
def test_source_that_is_due_for_review_is_marked(client, words):
    late = make_source(title="Old survey", review_by=localdate() - timedelta(days=1))
    in_time = make_source(title="New survey", review_by=localdate())
    role = make_role()
    make_pay(role=role, source=late)
    make_pay(role=role, source=in_time)

    for page in (reverse("about_sources"), role.get_absolute_url()):
        text = words(client.get(page))
        marks = text[text.index("Old survey") :].split("New survey")[0]
        assert text.count("due for review since") == marks.count("due for review since") == 1


@pytest.mark.django_db
def test_about_sources_lists_every_source_with_its_date(client, words):
    wages = make_source(title="Survey of wages", publisher="Bureau", year=2025)
    make_pay(role=make_role(), source=wages)
    paper = make_source(title="A paper", publisher="", year=None)
    make_topic().references.add(paper)
    response = client.get(reverse("about_sources"))

    assert "Survey of wages , Bureau (2025), seen 1 November 2026" in words(response)
    assert "A paper , seen 1 November 2026" in words(response)


@pytest.mark.django_db
def test_about_sources_groups_them_by_the_first_subject_that_cites_them(client, words):
    wages, paper = make_source(title="Wages"), make_source(title="Paper")
    role = make_role()
    make_pay(role=role, source=wages)
    role.references.add(wages, paper)
    make_topic().references.add(make_source(title="Sharding"))
    make_case_study().references.add(make_source(title="Keynote"))
    text = words(client.get(reverse("about_sources")))

    listed = text[text.index("4 sources in all.") :]
    parts = [
        *("Case studies Keynote", "Challenges and strategies Sharding"),
        *("Pay and outlook Wages", "What roles ask Paper"),
    ]
    assert [listed.index(part) for part in parts] == sorted(listed.index(part) for part in parts)

    for subject, found in (("Pay and outlook", 1), ("Nonsense", 4)):
        text = words(client.get(reverse("about_sources"), {"subject": subject}))
        assert f"{found} source{'' if found == 1 else 's'} found." in text


@pytest.mark.django_db
def test_about_sources_shows_sixty_a_page(client, words):
    role = make_role()
    for _ in range(61):
        role.references.add(make_source())
    response = client.get(reverse("about_sources"), {"page": 2})

    assert response.content.decode().count('class="source"') == 1
    assert "61 sources in all." in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"), [("", 2), ("wag", 1), ("bureau", 2), ("age", 0), ("bureau wages", 1)]
)
def test_about_sources_finds_them_by_title_and_publisher(client, words, query, found):
    for title in ("Survey of wages", "Outlook"):
        make_pay(role=make_role(), source=make_source(title=title, publisher="Bureau"))
    url, htmx = reverse("about_sources"), {"HX-Request": "true", "HX-Target": "results"}

    for response in (client.get(url, {"q": query}), client.get(url, {"q": query}, headers=htmx)):
        assert response.content.decode().count('class="source"') == found
        assert f"{found} source{'' if found == 1 else 's'}" in words(response)


@pytest.mark.django_db
def test_about_sources_keeps_back_what_only_a_draft_cites(client, words):
    make_pay(role=make_role(state=State.DRAFT), source=make_source(title="Of a draft"))
    make_source(title="Of nothing")

    assert "Of a draft" not in words(client.get(reverse("about_sources")))
    assert "Of nothing" not in words(client.get(reverse("about_sources")))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_about_sources_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_pay(role=make_role())

    with django_assert_num_queries(1):
        client.get(reverse("about_sources"))


def test_livez_answers_without_the_database(client):
    response = client.get("/livez")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


def test_address_of_nothing_says_where_to_go_on(client, words):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in words(response)
    assert f'action="{SEARCH}"' in response.content.decode()
    assert reverse("careers:role_list") in response.content.decode()


@pytest.mark.parametrize(
    ("address", "looked_for"),
    [
        ("/roles/data-enginer/", "data enginer"),
        ("/rolls/ml_ops%20now", "ml_ops now"),
        ("/x/%22%3E%3Cscript%3E", "script"),
        (f"/{'x' * 300}/", "x" * 100),
    ],
)
@pytest.mark.django_db
def test_address_of_nothing_offers_to_search_for_its_words(client, address, looked_for):
    content = client.get(address).content.decode()

    assert re.findall(r'name="q"\s+value="([^"]*)"', content) == [looked_for]


@pytest.mark.urls(__name__)
def test_refusal_is_in_plain_words(client, words):
    response = client.get("/refuses")

    assert response.status_code == 403
    assert "This page is not yours to see You may need to sign in first." in words(response)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_refusal_tells_a_member_which_account_was_refused(words):
    response = make_visitor(member=make_user(email="ada@example.com")).get("/refuses")

    assert response.status_code == 403
    assert "You are signed in as ada@example.com" in words(response)


def test_request_for_another_host_is_not_understood(client, words):
    response = client.get(HOME, headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "The request was not understood" in words(response)
    assert "evil.example" not in response.content.decode()


@pytest.mark.urls(__name__)
def test_fault_of_ours_is_admitted_without_details(words):
    response = Client(raise_request_exception=False).get("/fails")

    assert response.status_code == 500
    assert "Something went wrong The fault is ours" in words(response)
    assert "This view always fails" not in response.content.decode()


EVERY_KIND_OF_ANSWER = [HOME, "/livez", "/nowhere/", "/refuses", "/fails", reverse("admin:index")]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY_KIND_OF_ANSWER)
def test_request_id_is_echoed_or_made(address):
    browser = Client(raise_request_exception=False)
    given = browser.get(address, headers={"X-Request-ID": "given-by-the-proxy"})

    assert given["X-Request-ID"] == "given-by-the-proxy"
    assert re.fullmatch("[0-9a-f]{32}", browser.get(address)["X-Request-ID"])


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("address", EVERY_KIND_OF_ANSWER)
def test_every_answer_is_locked_down(address):
    response = Client(raise_request_exception=False).get(address)
    headers = {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    assert {name: response.headers.get(name) for name in headers} == headers
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "script-src 'self';" in response["Content-Security-Policy"] + ";"
