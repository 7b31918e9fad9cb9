import re
from fractions import Fraction

import pytest
from django.urls import reverse

from portal.publication import State
from tests.factories import make_role, make_skill, make_user, make_visitor

pytestmark = pytest.mark.django_db

MATCHES = reverse("careers:matches")


def sums(response) -> list[tuple[list[Fraction], Fraction, int, int]]:
    """Of each sum on a page: the points of its lines, their sum, what is possible, the percent."""
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
    assert "Nothing rated, nothing claimed" in words(response)
    assert "%" not in words(response)
    assert headings(response) == []


def test_matches_of_ratings_taken_back_claim_nothing(words):
    skill = make_skill()
    make_role(requirements={skill: (3, 5)})
    visitor = make_visitor(ratings={skill: 3})
    visitor.post(reverse("careers:rate"), {f"level-{skill.slug}": ""})

    assert "Nothing rated, nothing claimed" in words(visitor.get(MATCHES))


def test_matches_stand_in_the_order_of_readiness_and_use(headings, words):
    python, sql, law = make_skill(), make_skill(), make_skill()
    make_role(title="Asks little", requirements={python: (1, 5)})
    make_role(title="Asks much", requirements={python: (5, 5), sql: (5, 5)})
    make_role(title="Asks as much", requirements={sql: (5, 5), python: (5, 5)})
    make_role(title="Asks something else", requirements={law: (3, 5)})
    make_role(title="Hidden", state=State.DRAFT, requirements={python: (5, 5)})
    response = make_visitor(ratings={python: 4, sql: 4}).get(MATCHES)

    # Readiness x use: 80 x 8/8, the same, 100 x 1/8; nothing rated of the last.
    assert headings(response) == ["Asks as much", "Asks much", "Asks little", "Asks something else"]
    assert "2 rated skills beside what each of 4 roles asks." in words(response)
    assert "Roles stand in the order of readiness multiplied by use" in words(response)


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


def test_matches_with_too_little_rated_show_no_percentage(words):
    python, sql, law = make_skill(), make_skill(title="SQL"), make_skill(title="Law")
    make_role(requirements={python: (3, 3), sql: (3, 5), law: (3, 4)})
    text = words(make_visitor(ratings={python: 5}).get(MATCHES))

    assert "Not enough rated." in text
    assert "Rate SQL to find out." in text
    assert "%" not in text


def test_matches_show_the_two_parts_before_the_whole(words):
    python, law = make_skill(), make_skill()
    make_role(requirements={python: (4, 4), law: (2, 1)})
    text = words(make_visitor(ratings={python: 3, law: 1}).get(MATCHES))

    assert "Essential skills 75 % Supporting skills 50 % Readiness 70 % close" in text
    assert "It puts 100 % of what you rated to use." in text


def test_matches_name_what_is_matched_missing_and_unknown(words):
    python, sql, law = make_skill(title="Python"), make_skill(title="SQL"), make_skill(title="Law")
    make_role(requirements={python: (3, 3), sql: (3, 5), law: (3, 1)})
    text = words(make_visitor(ratings={python: 5, sql: 0}).get(MATCHES))

    assert "1 matched 1 missing 1 unknown" in text
    assert "Matched Python Missing SQL (0 of 3) Unknown Law" in text


@pytest.mark.parametrize("levels", [(0, 0, 0, 0), (1, 2, 3, 4), (5, 5, 5, 5), (2, 1, 4, 0)])
def test_shown_points_add_up_to_the_shown_percentage(levels):
    skills = [make_skill() for _ in levels]
    demands = [(3, 5), (5, 4), (4, 2), (2, 1)]
    role = make_role(requirements=dict(zip(skills, demands, strict=True)))
    make_role(requirements={skills[0]: (5, 3), skills[1]: (3, 3), make_skill(): (2, 4)})
    visitor = make_visitor(ratings=dict(zip(skills, levels, strict=True)))
    shown = sums(visitor.get(MATCHES)) + sums(visitor.get(role.get_absolute_url()))

    assert len(shown) == 3
    assert [(sum(points), 100 * sum(points) // weight) for points, _, weight, _ in shown] == [
        (total, percent) for _, total, _, percent in shown
    ]


def test_matches_have_pages_of_twelve(headings):
    skill = make_skill()
    for number in range(13):
        make_role(title=f"Role {number:02}", requirements={skill: (3, 3)})
    visitor = make_visitor(ratings={skill: 3})
    second = visitor.get(MATCHES, {"page": 2})

    assert headings(visitor.get(MATCHES)) == [f"Role {number:02}" for number in range(12)]
    assert headings(second) == ["Role 12"]
    assert 'start="13"' in second.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "queries"), [("reader", 0), ("visitor", 7), ("member", 8)])
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
