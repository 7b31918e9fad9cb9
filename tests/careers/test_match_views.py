import re
from fractions import Fraction
from unicodedata import numeric

import pytest
from django.urls import reverse

from careers.models import Family, Role, Skill
from careers.models.telling import recount_telling
from careers.pages.matches import TIMES
from portal.core.publication import State
from tests.careers.plan_views.plans import plan_of
from tests.factories import (
    make_family,
    make_role,
    make_skill,
    make_user,
    make_visitor,
)

pytestmark = pytest.mark.django_db

MATCHES = reverse("careers:matches")


def amount(written: str) -> Fraction:
    """3⅔ as a number."""
    whole, sign = re.fullmatch(r"(\d*)(.?)", written).groups()
    return Fraction(whole or 0) + (Fraction(numeric(sign)).limit_denominator(60) if sign else 0)


def sums_of_list(response) -> list[tuple[Fraction, int, int]]:
    """Of each sum in the list: its lines added up, the points there are, and the percentage."""
    found = []
    for part in response.content.decode().split('<ul class="sums">')[1:]:
        lines = re.findall(r" = (\S+)</li>", part.split("</ul>")[0])
        whole = re.search(r"of (\d+) points = (\d+)\s%</dd>\s*<dt>Known", part)
        if whole:  # not the sum of the fit
            weight, percent = map(int, whole.groups())
            found.append((sum(map(amount, lines)), weight, percent))
    return found


def sums(response) -> list[tuple[list[Fraction], Fraction, int, int]]:
    """Of each table of a sum: the points of its lines, their sum, what is possible, the percent."""
    return [
        (
            [Fraction(value) for value in re.findall(r'<data value="([^"]+)"', body)],
            Fraction(re.search(r'<data value="([^"]+)"', foot)[1]),
            int(re.search(r">of (\d+)<", foot)[1]),
            int(re.search(r'<data value="(\d+)" data-readiness', rest)[1]),
        )
        for body, foot, rest in re.findall(
            r"data-sum>.*?<tbody>(.*?)</tbody>.*?<tfoot>(.*?)</tfoot>(.*?)</(?:details|section)>",
            response.content.decode(),
            re.DOTALL,
        )
    ]


def test_matches_without_ratings_claim_nothing(client, words, headings):
    make_role(requirements={make_skill(): (3, 5)})
    response = client.get(MATCHES)

    assert response.status_code == 200
    assert "rated any skills yet" in words(response)
    assert "%" not in words(response)
    assert headings(response) == []


def test_matches_of_ratings_taken_back_claim_nothing(words):
    skill = make_skill()
    make_role(requirements={skill: (3, 5)})
    visitor = make_visitor(ratings={skill: 3})
    visitor.post(reverse("careers:ratings_save"), {f"level-{skill.slug}": ""})

    assert "rated any skills yet" in words(visitor.get(MATCHES))


def test_matches_come_in_the_order_of_fit(headings, words):
    python, sql, law = make_skill(), make_skill(), make_skill()
    make_role(title="Asks little", requirements={python: (1, 5)})
    make_role(title="Asks much", requirements={python: (5, 5), sql: (5, 5)})
    make_role(title="Asks as much", requirements={sql: (5, 5), python: (5, 5)})
    make_role(title="Asks something else", requirements={law: (3, 5)})
    make_role(title="Hidden", state=State.DRAFT, requirements={python: (5, 5)})
    response = make_visitor(ratings={python: 4, sql: 4}).get(MATCHES)

    # Importance x levels: 5 x 4 + 5 x 4, the same, 5 x 1; nothing rated of the last.
    assert headings(response) == ["Asks as much", "Asks much", "Asks little", "Asks something else"]
    assert "From 2 skills you rated, the best fit first." in words(response)
    assert "4 roles in all." in words(response)
    assert "Roles come in the order of fit." in words(response)


def test_matches_of_somebody_who_leads_in_all_do_not_begin_with_the_undemanding(headings):
    skills = [make_skill() for _ in range(4)]
    make_role(title="Asks a little of one", requirements={skills[0]: (1, 1)})
    make_role(title="Asks a little of all", requirements=dict.fromkeys(skills, (1, 5)))
    make_role(title="Asks the most of all", requirements=dict.fromkeys(skills, (5, 5)))
    visitor = make_visitor(ratings=dict.fromkeys(skills, 5))

    assert headings(visitor.get(MATCHES)) == [
        "Asks the most of all",
        "Asks a little of all",
        "Asks a little of one",
    ]


def test_skill_that_few_jobs_have_counts_more_than_one_that_all_have(headings, words):
    talking, radar = make_skill(title="Talking"), make_skill(title="Radar")
    for title in ("Clerk", "Guide"):
        make_role(title=title, requirements={talking: (5, 5)})
    make_role(title="Radar engineer", requirements={radar: (3, 3), talking: (1, 1)})
    recount_telling()
    response = make_visitor(ratings={talking: 3, radar: 2}).get(MATCHES)

    assert headings(response) == ["Radar engineer", "Clerk", "Guide"]
    # 10 x ln(1 + 3/1) squared = 19 and 10 x ln(1 + 3/3) squared = 5
    text = words(response).replace(TIMES, "x")
    assert "Radar: 19 x 3 x 2 = 114 Talking: 5 x 1 x 1 = 5 Together 119." in text
    assert "Talking: 5 x 5 x 3 = 75 Together 75." in text


@pytest.mark.parametrize("levels", [(0, 0, 0, 0), (1, 2, 3, 4), (5, 5, 5, 5), (2, 1, 4, 0)])
def test_shown_points_add_up_to_the_shown_percentage(levels):
    skills = [make_skill() for _ in levels]
    demands = [(3, 5), (5, 4), (4, 2), (2, 1)]
    role = make_role(requirements=dict(zip(skills, demands, strict=True)))
    make_role(requirements={skills[0]: (5, 3), skills[1]: (3, 3), make_skill(): (2, 4)})
    visitor = make_visitor(ratings=dict(zip(skills, levels, strict=True)))
    listed = sums_of_list(visitor.get(MATCHES))
    [(lines, total, weight, percent)] = sums(visitor.get(role.get_absolute_url()))

    assert len(listed) == 2
    assert [100 * points // weight for points, weight, _ in listed] == [
        percent for _, _, percent in listed
    ]
    assert (sum(lines), 100 * total // weight) == (total, percent)
    assert (total, weight, percent) in listed


def test_matches_have_pages_of_ten(headings):
    skill = make_skill()
    for number in range(11):
        make_role(title=f"Role {number:02}", requirements={skill: (3, 3)})
    visitor = make_visitor(ratings={skill: 3})
    second = visitor.get(MATCHES, {"page": 2})

    assert headings(visitor.get(MATCHES)) == [f"Role {number:02}" for number in range(10)]
    assert headings(second) == ["Role 10"]
    assert 'start="11"' in second.content.decode()


@pytest.fixture
def market():
    """Three roles that ask the same skill: two families, two entry levels."""
    skill = make_skill(title="Python")
    data, law = make_family(slug="data", title="Data"), make_family(slug="law", title="Law")
    asked = {skill: (4, 5)}
    senior = Role.EntryLevel.SENIOR
    make_role(title="Analyst", family=data, requirements=asked)
    make_role(title="Builder", family=data, requirements=asked, entry_level=senior)
    make_role(title="Clerk", family=law, requirements=asked)
    make_role(title="Draft", family=law, requirements=asked, state=State.DRAFT)
    return make_visitor(ratings={skill: 2})


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["Analyst", "Builder", "Clerk"]),
        ({"family": "data"}, ["Analyst", "Builder"]),
        ({"entry": "senior"}, ["Builder"]),
        ({"country": "US", "pay": "999999"}, ["Analyst", "Builder", "Clerk"]),  # of an old link
        ({"country": "nowhere", "pay": "much", "family": "law"}, ["Clerk"]),
        ({"family": "law", "entry": "senior"}, []),
    ],
)
def test_matches_are_filtered(market, headings, asked, shown):
    assert headings(market.get(MATCHES, asked)) == shown


def test_matches_that_no_role_passes_say_what_to_do(market, words):
    text = words(market.get(MATCHES, {"family": "law", "entry": "senior"}))

    assert "No role found" in text
    assert "%" not in text


def test_matches_with_a_wrong_filter_show_all_and_say_why(market, headings, words):
    response = market.get(MATCHES, {"family": "draft"})

    assert response.status_code == 200
    assert headings(response) == ["Analyst", "Builder", "Clerk"]
    assert "3 roles in all, because the filters weren\u2019t understood." in words(response)
    assert "Select a valid choice. draft is not one of" in words(response)


def test_matches_answer_htmx_with_the_results_alone(market):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    response = market.get(MATCHES, {"family": "law"}, headers=headers)

    assert response.content.decode().strip().startswith('<div class="stack" id="results">')
    assert "HX-Target" in response["Vary"]


def test_matches_keep_their_filters_on_other_pages(market):
    skill = Skill.objects.get(title="Python")
    family = Family.objects.get(slug="law")
    for _ in range(12):
        make_role(family=family, requirements={skill: (4, 5)})
    content = market.get(MATCHES, {"family": "law"}).content.decode()

    assert 'href="?page=2&amp;family=law"' in content


def test_matches_lead_to_the_plan_and_to_compare(market):
    first, *_ = Role.objects.published()
    content = market.get(MATCHES).content.decode()
    compare = reverse("careers:compare")

    assert f'href="{plan_of(first)}"' in content
    assert f'action="{compare}"' in content
    assert f'<input type="checkbox" name="role" value="{first.slug}">' in content


def test_matches_name_the_next_level_that_would_move_most(words):
    python, sql, law = make_skill(title="Python"), make_skill(title="SQL"), make_skill(title="Law")
    make_role(title="Engineer", requirements={python: (4, 5), sql: (2, 3), law: (3, 2)})
    text = words(make_visitor(ratings={python: 2, sql: 0}).get(MATCHES))

    assert "What would move most: SQL, Python" in text
    assert "SQL to level 1: +15.0 percentage points in 1 role" in text  # 3 x 1/2 of 10
    assert "Most in Engineer : 25 % now, 40 % then." in text
    assert "Python to level 3: +12.5 percentage points" in text  # 5 x 1/4 of 10
    assert "Law to level" not in text


def test_matches_where_nothing_moves_say_so(words):
    skill = make_skill()
    make_role(requirements={skill: (3, 5)})

    assert "Nothing that you rated would move them" in words(
        make_visitor(ratings={skill: 3}).get(MATCHES)
    )


def test_matches_lead_on_from_the_present_role(market, words):
    analyst = Role.objects.get(title="Analyst")
    assert "Do you work in one of these roles already?" in words(market.get(MATCHES))
    market.post(reverse("careers:present_role"), {"role": analyst.slug})
    response = market.get(MATCHES)

    assert "You work as: Analyst." in words(response)
    assert reverse("careers:transitions", args=[analyst.slug]) in response.content.decode()
    Role.objects.filter(pk=analyst.pk).update(state=State.DRAFT)
    assert "Analyst" not in words(market.get(MATCHES))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 0), ("visitor", 11), ("member", 12)])
def test_matches_cost_the_same_for_more_rows(django_assert_num_queries, who, queries, rows):
    skills = [make_skill() for _ in range(rows)]
    for _ in skills:
        make_role(requirements=dict.fromkeys(skills, (3, 4)))
    asking = {
        "reader": make_visitor,
        "visitor": lambda: make_visitor(ratings=dict.fromkeys(skills, 2)),
        "member": lambda: make_visitor(ratings=dict.fromkeys(skills, 2), member=make_user()),
    }[who]()

    with django_assert_num_queries(queries):
        asking.get(MATCHES)
