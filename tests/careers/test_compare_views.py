import re
from fractions import Fraction

import pytest
from django.urls import reverse

from careers.models.role_similarity import vectors
from portal.core.publication import State
from tests.factories import make_outlook, make_pay, make_role, make_skill, make_user, make_visitor
from tests.scalability.factories import make_topic

pytestmark = pytest.mark.django_db

COMPARE = reverse("careers:compare")


def rows(response) -> list[list[str]]:
    """The table of skills that several ask, not alike: a skill, then a cell for each role."""
    return _cells(response, "Skills that more than one role asks, and the level each needs")


def alike(response) -> list[list[str]]:
    return _cells(response, "Skills that all of the roles ask alike")


def own(response) -> dict[str, str]:
    """What each role alone asks."""
    content = response.content.decode().split('class="asked-alone"')[1].split("</div>")[0]
    return {
        _plain(title): _plain(asked)
        for title, asked in re.findall(r"<h4>(.*?)</h4>(.*?)</section>", content, re.DOTALL)
    }


def _cells(response, caption) -> list[list[str]]:
    table = response.content.decode().split(caption)[1]
    body = table.split("<tbody>")[1].split("</tbody>")[0]
    return [
        [_plain(cell) for cell in re.findall(CELL, row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    ]


def _plain(html) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" ,", ",")


CELL = r"<t[hd][^>]*>(.*?)</t[hd]>"


@pytest.fixture
def pair():
    """Two roles that share Python; each asks one skill of its own."""
    python, cloud, sql = (
        make_skill(title="Python"),
        make_skill(title="Cloud"),
        make_skill(title="SQL"),
    )
    engineer = make_role(slug="engineer", requirements={cloud: (2, 5), python: (4, 5)})
    analyst = make_role(slug="analyst", requirements={sql: (3, 3), python: (2, 4)})
    return {"python": python, "cloud": cloud, "sql": sql, "engineer": engineer, "analyst": analyst}


def test_compare_stands_before_the_role_of_that_slug(client, words):
    make_role(slug="compare", title="A role by this slug")

    assert "Choose two to four roles." in words(client.get("/roles/compare/"))


def test_compare_tells_what_one_role_alone_asks_from_what_both_ask(client, pair):
    response = client.get(COMPARE, {"role": ["engineer", "analyst"]})

    assert own(response) == {
        "Engineer": "Cloud level 2",
        "Analyst": "No essential skill that the others do not ask. Supporting: SQL 3",
    }
    assert rows(response) == [["Python", "level 4, essential", "level 2, essential"]]


def test_compare_keeps_the_order_of_the_address(client, pair):
    response = client.get(COMPARE, {"role": ["analyst", "engineer"]})

    assert rows(response)[0] == ["Python", "level 2, essential", "level 4, essential"]
    assert list(own(response)) == ["Analyst", "Engineer"]


def test_compare_folds_what_all_ask_alike_after_what_differs(client, words):
    shared, other = make_skill(title="Shared"), make_skill(title="Other")
    make_role(slug="one", requirements={shared: (3, 5), other: (2, 4)})
    make_role(slug="two", requirements={shared: (3, 4), other: (2, 3)})
    response = client.get(COMPARE, {"role": ["one", "two"]})
    folded = response.content.decode().split("<details")[2].split("</details>")[0]

    assert rows(response) == [["Other", "level 2, essential", "level 2, supporting"]]
    assert alike(response) == [["Shared", "level 3, essential", "level 3, essential"]]
    assert "What is alike: 1 skill" in folded
    assert "Shared" in folded


def test_compare_of_roles_that_ask_the_same_finds_no_difference(client, words):
    asked = {make_skill(): (3, 4)}
    make_role(slug="one", requirements=asked)
    make_role(slug="two", requirements=asked)

    assert "What they ask differently" in (
        text := words(client.get(f"{COMPARE}?role=one&role=two"))
    )
    assert "Levels: 1 aware to 5 leading. Nothing." in text


def test_compare_puts_pay_first_and_names_the_occupation_of_each_figure(client, words, pair):
    make_pay(role=pair["engineer"], amount=135_980)
    make_outlook(role=pair["engineer"], percent_change=34)
    make_outlook(role=pair["analyst"], percent_change=9, occupation="13-1111 Analysts")
    text = words(client.get(COMPARE, {"role": ["engineer", "analyst"]}))
    pay = text[text.index("Pay and outlook") : text.index("The work")]

    assert text.index("Pay and outlook") < text.index("The work") < text.index("How to get in")
    assert "US$135,980 median pay a year, May 2025, A publisher ; +34 % jobs projected" in pay
    assert pay.count("for US 15-2051 Data Scientists") == 1  # one occupation, both figures
    assert "for US 13-1111 Analysts" in pay


def test_compare_shows_way_in_and_topics(client, words, pair):
    make_topic(title="Sharding", roles=[pair["engineer"]])
    make_topic(title="Unseen", roles=[pair["engineer"]], state=State.DRAFT)
    text = words(client.get(COMPARE, {"role": ["engineer", "analyst"]}))

    assert "Pay and outlook no official figure fits no official figure fits" in text
    assert "How to get in Junior. How people usually come in.. Junior." in text
    assert "Where Engineer leads Sharding" in text
    assert "Where Analyst leads No scaling topic names it." in text
    assert "Unseen" not in text


def test_compare_without_a_profile_claims_nothing_of_the_reader(client, words, pair):
    text = words(client.get(COMPARE, {"role": ["engineer", "analyst"]}))

    assert "Your readiness" not in text
    assert "difference in readiness" not in text
    assert "you" not in text.split("What they ask")[1].split("How alike")[0]


def test_compare_shows_the_three_numbers_and_what_the_person_has(words, pair):
    visitor = make_visitor(ratings={pair["python"]: 2, pair["cloud"]: 2, pair["sql"]: 0})
    response = visitor.get(COMPARE, {"role": ["engineer", "analyst"]})

    assert (
        "Your readiness essential 75 %: 75 % close The sum "
        "essential 100 %, supporting 0 %: 57 % stretch The sum" in words(response)
    )
    assert rows(response) == [["Python", "you 2 of 4, essential", "you 2 of 2, essential"]]
    assert own(response)["Engineer"] == "Cloud you 2 of 2"


def test_compare_says_why_one_role_stands_before_the_other(words, pair):
    visitor = make_visitor(ratings={pair["python"]: 2, pair["cloud"]: 2, pair["sql"]: 0})
    for order in (["engineer", "analyst"], ["analyst", "engineer"]):
        response = visitor.get(COMPARE, {"role": order})
        text = words(response)
        table = response.content.decode().split("data-contrast>")[1].split("</table>")[0]
        *parts, total = map(Fraction, re.findall(r'<data value="([^"]+)"', table))

        assert "You are readier for Engineer , 7½ of 10 points, than for Analyst , 4 of 7" in text
        assert parts == [50, 25 - Fraction(400, 7), 0]  # Cloud, Python, all others
        assert sum(parts) == total == 75 - Fraction(400, 7)
        assert "Cloud 5 of 10 = 50.0 % not asked +50.0" in text
        assert "Python 2½ of 10 = 25.0 % 4 of 7 = 57.1 % \N{MINUS SIGN}32.1" in text
        assert "SQL you 0 of 3: 42.9 percentage points" in text


def test_compare_names_the_other_skills_one_by_one(words):
    skills = [make_skill(title=f"Skill {letter}") for letter in "ABCDEF"]
    make_role(slug="all", requirements={skill: (2, 5 - n % 5) for n, skill in enumerate(skills)})
    make_role(slug="one", requirements={skills[0]: (2, 5)})
    response = make_visitor(ratings=dict.fromkeys(skills, 1)).get(COMPARE, {"role": ["all", "one"]})

    assert "1 other skill +2.5" in words(response)
    assert "Skill E: ½ of 20 = 2.5 %, not asked; +2.5" in words(response)
    assert "You are exactly as ready" in words(response)


def test_compare_with_too_little_rated_shows_no_percentage(words, pair):
    response = make_visitor(ratings={pair["sql"]: 3}).get(
        COMPARE, {"role": ["engineer", "analyst"]}
    )

    assert "Too little of Engineer is rated to say." in words(response).replace(" )", ")")
    assert "What to rate" in words(response)
    assert "data-contrast" not in response.content.decode()


def test_compare_of_three_says_nothing_of_why(words, pair):
    make_role(slug="third", requirements={pair["sql"]: (1, 1)})
    visitor = make_visitor(ratings={pair[name]: 2 for name in ("python", "cloud", "sql")})
    text = words(visitor.get(COMPARE, {"role": ["engineer", "analyst", "third"]}))

    assert "difference in readiness" not in text
    assert "Leave out Engineer" in text
    assert "Engineer and Third: share no skill" in text


def test_compare_offers_to_leave_a_role_out(client, pair):
    make_role(slug="third")
    content = client.get(COMPARE, {"role": ["engineer", "analyst", "third"]}).content.decode()

    assert 'href="?role=engineer&amp;role=third"' in content


@pytest.mark.parametrize(
    ("asked", "said", "columns"),
    [
        (["engineer", "nobody", "analyst"], "One of the roles asked for does not exist", 2),
        (["engineer", "hidden", "analyst"], "One of the roles asked for does not exist", 2),
        (["engineer", "\x00", "analyst"], "One of the roles asked for does not exist", 2),
        (["engineer", "engineer", "analyst"], "the duplicate was left out", 2),
        (
            ["engineer", "analyst", "c", "d", "e"],
            "4 roles can be compared at once: E was left out.",
            4,
        ),
        (["engineer", "", "analyst", ""], "Compare roles", 2),
        (["engineer", "engineer"], "Compare Engineer with which?", 0),
        (["engineer"], "Engineer and Analyst", 0),
        (["nobody"], "One of the roles asked for does not exist", 0),
        ([], "Choose two to four roles.", 0),
        (["x" * 3000] * 50, "One of the roles asked for does not exist", 0),
    ],
)
def test_compare_takes_what_it_can_of_a_wrong_question(client, words, pair, asked, said, columns):
    make_role(slug="hidden", title="Unseen", state=State.DRAFT)
    for slug in "cde":
        make_role(slug=slug, requirements={make_skill(): (1, 1)})
    response = client.get(COMPARE, {"role": asked})

    assert response.status_code == 200
    assert said in words(response)
    assert "Unseen" not in words(response)
    assert (
        len(rows(response)[0]) - 1 == columns if columns else "What they ask" not in words(response)
    )


def test_compare_of_one_role_that_is_like_no_other_says_so(client, words):
    make_role(slug="alone", requirements={make_skill(): (1, 1)})

    assert "No other role asks any of its skills." in words(client.get(COMPARE, {"role": "alone"}))


def test_compare_counts_no_hidden_skill(client, pair):
    pair["python"].state = State.DRAFT
    pair["python"].save()
    response = client.get(COMPARE, {"role": ["engineer", "analyst"]})

    assert "Python" not in response.content.decode()


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize(("who", "queries"), [("reader", 9), ("visitor", 14), ("member", 15)])
def test_compare_costs_the_same_for_more_roles(django_assert_num_queries, who, queries, count):
    skills = [make_skill() for _ in range(count)]
    roles = [make_role(requirements=dict.fromkeys(skills, (3, 4))) for _ in skills]
    for role in roles:
        make_pay(role=role)
        make_outlook(role=role)
        make_topic(roles=[role])
    asking = {
        "reader": make_visitor,
        "visitor": lambda: make_visitor(ratings=dict.fromkeys(skills, 2)),
        "member": lambda: make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user()),
    }[who]()
    vectors()  # kept until the content changes

    with django_assert_num_queries(queries):
        asking.get(COMPARE, {"role": [role.slug for role in roles]})
