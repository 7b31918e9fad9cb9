import pytest
from django.urls import reverse

from scalability.models import (
    CaseTopic,
    Figure,
)
from tests.factories import make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.views.scenes import add_figure, tie, titles

pytestmark = pytest.mark.django_db


# --- Case studies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Keystone pipeline", "Other"]),
        ({"challenge": "ingestion-of-events"}, ["Keystone pipeline"]),
        ({"challenge": "data"}, ["Keystone pipeline"]),
        ({"domain": "mobile"}, ["Other"]),
        ({"challenge": "data", "domain": "mobile"}, []),
    ],
)
def test_case_study_list_filters(client, scene, query, found):
    make_case_study(title="Other", domain="mobile")

    response = client.get(reverse("scalability:case_study_list"), query)

    assert titles(response.content.decode()) == found
    assert ("No case study fits" in response.content.decode()) == (not found)


def test_case_study_list_keeps_the_filters_on_other_pages(client):
    for _ in range(25):
        make_case_study(domain="mobile")

    response = client.get(reverse("scalability:case_study_list"), {"domain": "mobile", "page": 9})

    assert len(response.context["page"]) == 1
    assert 'href="?page=1&amp;domain=mobile"' in response.content.decode()
    assert '<option value="mobile" selected>' in response.content.decode()


def test_case_study_list_answers_htmx_with_the_results_alone(client, scene, words):
    url = reverse("scalability:case_study_list")
    part = client.get(
        url, {"challenge": "data"}, headers={"HX-Request": "true", "HX-Target": "results"}
    )

    assert part.content.decode().strip().startswith('<p id="count" role="status">')
    assert "1 case study found. Show all" in words(part)
    assert titles(part.content.decode()) == ["Keystone pipeline"]


def test_empty_case_study_list_says_where_to_begin(client):
    content = client.get(reverse("scalability:case_study_list")).content.decode()

    assert "No case studies yet" in content
    assert "See the challenges" in content


def test_case_study_shows_figures_with_what_they_count_and_their_source(client, scene):
    scale = add_figure(scene.keystone, Figure.About.SCALE, note="at its peak")
    add_figure(scene.keystone, Figure.About.OUTCOME, value="from several days to under an hour")

    response = client.get(scene.keystone.get_absolute_url())

    content = response.content.decode()
    for words in ("1 trillion", "events per day", "Events", "At its peak", "High confidence"):
        assert words in content
    assert scale.source.title in content
    assert [one.value for one in response.context["outcome"]] == [
        "from several days to under an hour"
    ]


def test_case_study_tells_its_story_in_one_order(client, words):
    size, split = make_topic(title="Size"), make_topic(title="Splitting")
    case = make_case_study(
        body="They sell *books*.",
        result="They sold more.",
        people="Ada did it.",
        lessons="Begin small",
        parts={size: CaseTopic.Part.CHALLENGE, split: CaseTopic.Part.STRATEGY},
    )
    case.parts.filter(topic=size).update(how="Orders filled the disk.")
    case.parts.filter(topic=split).update(how="Orders were split.")
    text = words(client.get(case.get_absolute_url()))
    told = [
        *("They sell books .", "Size Orders filled the disk.", "Splitting Orders were split."),
        *("They sold more.", "Begin small", "The people it took Ada did it."),
    ]

    assert [text.index(one) for one in told] == sorted(text.index(one) for one in told)
    assert "Splitting" not in text[: text.index("Size")]
    assert "Orders filled the disk." in words(client.get(size.get_absolute_url()))


def test_pillar_explains_itself_and_names_what_was_read(client, words):
    pillar = make_pillar(body="It is *hard*.")
    pillar.references.add(make_source(title="A paper"))
    text = words(client.get(pillar.get_absolute_url()))

    assert "It is hard ." in text
    assert "References A paper" in text


def test_case_study_says_which_of_its_challenges_a_strategy_helps_against(client, scene):
    tie(scene.autoscaling, make_topic(title="Not met here"))
    CaseTopic.objects.create(
        case_study=scene.keystone, topic=scene.drift, part=CaseTopic.Part.PRACTICE
    )

    helped = client.get(scene.keystone.get_absolute_url()).context["helped"]

    assert [
        (one.part.topic.title, one.part.part, [tie.challenge.title for tie in one.against])
        for one in helped
    ] == [
        ("Elastic capacity", "strategy", ["Ingestion of events"]),
        ("Drift of models", "practice", []),
    ]


def test_bare_case_study_says_where_to_go_next(client):
    content = client.get(make_case_study().get_absolute_url()).content.decode()

    assert content.count("None listed yet.") == 4
    assert "confidence" not in content
