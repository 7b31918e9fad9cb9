import pytest
from django.urls import reverse

from scalability.models import (
    CaseTopic,
    Relation,
)
from tests.factories import make_profile, make_skill, make_user
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.views.scenes import add_rule, relate, tie

pytestmark = pytest.mark.django_db


# --- Pillars and topics --------------------------------------------------------------------------


def test_pillar_counts_strategies_and_case_studies_once_each(client, scene):
    again = {scene.ingestion: CaseTopic.Part.CHALLENGE, scene.autoscaling: CaseTopic.Part.STRATEGY}
    twice = make_case_study(parts=again)
    CaseTopic.objects.create(case_study=twice, topic=scene.ingestion, part=CaseTopic.Part.PRACTICE)
    tie(make_topic(pillar=scene.cloud), scene.ingestion)

    topics = client.get(scene.data.get_absolute_url()).context["topics"]

    assert [(one.title, one.strategies, one.cases) for one in topics] == [
        ("Drift of models", 0, 0),
        ("Ingestion of events", 2, 2),
    ]


def test_pillar_without_topics_leads_back(client):
    content = client.get(make_pillar().get_absolute_url()).content.decode()

    assert "No topics yet" in content
    assert "See all pillars" in content


def test_topic_shows_rules_of_thumb_with_formula_basis_confidence_and_source(client):
    topic = make_topic(how_tackled="Buffer it\nReplay it", body="It is **hard**.")
    rule = add_rule(topic, rule="Size by bytes", formula="rate x size", basis="worked out")

    content = client.get(topic.get_absolute_url()).content.decode()

    for words in ("Size by bytes", "rate x size", "Worked out", "medium confidence"):
        assert words in content
    assert rule.source.url in content
    assert "seen 1 November 2026" in content
    assert "<li>Buffer it</li><li>Replay it</li>" in content
    assert "It is <strong>hard</strong>." in content


def test_topic_tells_relations_from_its_own_side(client, scene):
    other = make_topic(title="Features")
    relate(scene.ingestion, Relation.Kind.TRADES_OFF_WITH, other)
    relate(other, Relation.Kind.SUPPORTS, scene.ingestion)

    relations = client.get(scene.ingestion.get_absolute_url()).context["relations"]

    assert [(one.words, one.other.title) for one in relations] == [
        ("is needed by", "Drift of models"),
        ("is supported by", "Features"),
        ("supports", "Drift of models"),
        ("trades off with", "Features"),
    ]


def test_topic_shows_first_what_a_case_study_has_shown_to_work(client, scene, words):
    earlier = make_topic(title="A plan", pillar=scene.cloud)
    tie(earlier, scene.ingestion)

    response = client.get(scene.ingestion.get_absolute_url())

    assert [(one.other.title, one.is_seen) for one in response.context["addresses"]] == [
        ("Elastic capacity", True),
        ("A plan", False),
    ]
    assert "Elastic capacity , seen in a case study A plan" in words(response)


def test_pillar_names_what_helps_against_each_topic(client, scene, words):
    here = words(client.get(scene.data.get_absolute_url()))
    there = words(client.get(scene.cloud.get_absolute_url()))

    assert "1 strategy 1 case study Elastic capacity , seen in a case study" in here
    assert "1 challenge 1 case study Ingestion of events , seen in a case study" in there


@pytest.mark.parametrize(
    ("page", "words", "other"),
    [
        ("challenge_topic", "is addressed by", "Elastic capacity"),
        ("strategy_topic", "addresses", "Ingestion of events"),
    ],
)
def test_topic_tells_how_strategy_and_challenge_are_tied(client, scene, page, words, other):
    response = client.get(scene.url(page))

    assert [(one.words, one.other.title) for one in response.context["addresses"]] == [
        (words, other)
    ]
    assert "Adds machines" in response.content.decode()


def test_bare_topic_says_where_to_go_next(client):
    content = client.get(make_topic().get_absolute_url()).content.decode()

    for name in ("hub", "case_study_list"):
        assert reverse(f"scalability:{name}") in content
    assert content.count("None listed yet.") == 3
    assert "Rules of thumb" not in content
    assert "References" not in content


# --- Own levels ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["challenge_topic", "strategy_topic", "case_study"])
def test_member_sees_own_levels(client, scene, page):
    unrated = make_skill()
    for row in (scene.ingestion, scene.autoscaling, scene.keystone):
        row.skills.add(unrated)
    member = make_user()
    make_profile(member=member, ratings={scene.streams: 3})
    client.force_login(member)

    response = client.get(scene.url(page))

    assert list(response.context["skills"]) == [(unrated, None), (scene.streams, 3)]
    assert "you: 3, independent" in response.content.decode()
    assert "you: not rated" in response.content.decode()


@pytest.mark.parametrize("page", ["challenge_topic", "case_study"])
def test_visitor_without_ratings_is_asked_for_them(client, scene, page):
    content = client.get(scene.url(page)).content.decode()

    assert "you:" not in content
    assert "Rate your skills" in content
