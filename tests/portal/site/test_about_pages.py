from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from careers.rules.levels import LEVEL_MEANINGS
from careers.rules.matching import ORDERING_RULE
from careers.rules.score import BANDS, ENOUGH_KNOWN, Band
from portal.core.publication import State
from portal.site.pages.example_match import EXAMPLE, EXAMPLE_UNDEMANDING
from tests.factories import make_occupation, make_pay, make_role, make_skill, make_source
from tests.portal.site.views import BALANCE
from tests.scalability.factories import make_case_study, make_pillar, make_topic

ABOUT_MATCH = reverse("about_match")
TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"


@pytest.mark.django_db
def test_about_match_is_generated_from_the_rule(client, words):
    text = words(client.get(ABOUT_MATCH))
    assert "Pushed together 8¾ of 14 points = 62 %" in text
    bands = [
        f"{band} at least {least.essential} % at least {least.readiness} %"
        for band, least in BANDS.items()
        if band != Band.LONG_WAY
    ]

    assert [one for one in bands if one not in text] == []
    assert "long way anything less anything less" in text
    assert ORDERING_RULE in text
    assert f"Below {ENOUGH_KNOWN} % there is too little to go by" in text
    assert [one for one in LEVEL_MEANINGS.values() if one not in text] == []
    assert f"is {EXAMPLE.score.readiness} %" in text


@pytest.mark.django_db
def test_about_match_works_out_one_need_of_each_kind(client, words):
    text = words(client.get(ABOUT_MATCH))
    example = text.split("An example")[1].split("The same, drawn")[0]

    for kind in (EXAMPLE.matched, EXAMPLE.missing, EXAMPLE.implied, EXAMPLE.unknown):
        assert len(kind) == 1
    assert f"You rated it 3: 5 {TIMES} 3 {OVER} 4 = 3¾ points." in example
    assert "You rated it 3: all 3 points." in example
    assert f"implied by Exploratory data analysis, 3 : 4 {TIMES} 2 {OVER} 4 = 2 points." in example
    assert "unknown and earns no points yet, out of 2." in example
    assert "carry 12 of the 14 of importance, so 85 % of the role is known" in example


@pytest.mark.django_db
def test_about_match_says_how_a_rating_can_lower_a_figure(client, words):
    text = words(client.get(ABOUT_MATCH))

    assert "Raising a rating never lowers a figure." in text
    assert "rated Data visualisation 1, their readiness would go from 62 to 55 %" in text


@pytest.mark.django_db
def test_about_match_adds_up_the_fit_of_jobs_that_are_counted(client, words):
    make_role()
    make_role(state=State.DRAFT)
    make_occupation()
    make_occupation()
    text = words(client.get(ABOUT_MATCH))
    order = text.split("The order of the roles: fit")[1]

    assert "of the 1 roles here and the 2 occupations that people come from" in order
    assert f"Python 40 of 200 32 32 {TIMES} 5 {TIMES} 3 = 480" in order
    assert f"Communication 170 of 200 6 6 {TIMES} 3 {TIMES} 3 = 54" in order
    assert "Together 480 + 54 = 534." in order
    assert "you would be 100 % ready. Its fit is 54, so it comes after" in order
    assert EXAMPLE_UNDEMANDING.score.fit < EXAMPLE.score.fit == 480 + 54


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_about_match_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_role(requirements={make_skill(): (3, 4)})
        make_occupation(typical={make_skill(): 2})

    with django_assert_num_queries(2):
        client.get(ABOUT_MATCH)


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
    parts = text.split("Every role, drawn from its requirements")[1]
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

    assert "1 of 4 scaling topics need both, by the same threshold" in text
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
def test_about_sources_keeps_back_what_a_topic_cites_whose_pillar_is_a_draft(client, words):
    topic = make_topic(pillar=make_pillar(state=State.DRAFT))
    topic.rules_of_thumb.create(
        rule="Double it.", confidence="high", source=make_source(title="Of a hidden rule")
    )

    assert "Of a hidden rule" not in words(client.get(reverse("about_sources")))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_about_sources_costs_the_same_for_more_rows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_pay(role=make_role())

    with django_assert_num_queries(1):
        client.get(reverse("about_sources"))
