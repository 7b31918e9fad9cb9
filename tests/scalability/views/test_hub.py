import re

import pytest
from django.urls import reverse

from tests.scalability.factories import make_case_study
from tests.scalability.views.scenes import tie, titles

pytestmark = pytest.mark.django_db


# --- Hub -----------------------------------------------------------------------------------------


def test_hub_shows_pillars_in_two_halves(client, scene):
    response = client.get(reverse("scalability:hub"))

    assert response.context["section"] == "scalability"
    assert response.context["challenges"] == [scene.data]
    assert response.context["strategies"] == [scene.cloud]


def test_hub_marks_what_helps_and_leads_to_the_sentence_that_says_how(client, scene, words):
    tie(scene.autoscaling, scene.drift)

    response = client.get(reverse("scalability:hub"))

    content = response.content.decode()
    marks = re.findall(r'class="(mark[^"]*)"\s+href="([^"]+)"', content)
    assert marks == [
        ("mark", f"{scene.drift.get_absolute_url()}#elastic-capacity"),
        ("mark mark--seen", f"{scene.ingestion.get_absolute_url()}#elastic-capacity"),
    ]
    assert 'id="elastic-capacity"' in client.get(marks[1][1]).content.decode()
    text = words(response)
    assert "Elastic capacity helps against Ingestion of events, seen in a case study" in text
    assert "Elastic capacity helps against Drift of models" in text
    assert "2 in all. 1 of them" in text


def test_hub_counts_where_two_pillars_meet_and_how_many_people_a_topic_takes(client, scene):
    content = client.get(reverse("scalability:hub")).content.decode()

    assert re.findall(r'<td colspan="1">\s*(\d+)', content) == ["1"]
    for topic in (scene.ingestion, scene.autoscaling):
        assert f'href="{topic.get_absolute_url()}#people">1</a>' in content
    assert 'id="people"' in client.get(scene.url("strategy_topic")).content.decode()


def test_hub_tells_the_map_again_as_a_list(client, scene, words):
    text = words(client.get(reverse("scalability:hub")))

    told = text[text.index("The same as a list") :]
    assert "Ingestion of events Elastic capacity (seen in a case study)" in told
    assert "Drift of models No strategy is named yet." in told


def test_hub_names_the_people_that_most_topics_take(client, scene, words):
    text = words(client.get(reverse("scalability:hub")))

    assert "Stream processing 2 topics" in text
    assert "Data engineer 2 topics" in text


def test_hub_follows_one_challenge_to_a_role(client, scene):
    chain = client.get(reverse("scalability:hub")).context["chain"]

    assert [
        chain[f"{end}_title"] for end in ("challenge", "strategy", "case", "skill", "role")
    ] == [
        *("Ingestion of events", "Elastic capacity", "Keystone pipeline"),
        *("Stream processing", "Data engineer"),
    ]


def test_hub_shows_the_first_case_study_of_each_organisation(client):
    make_case_study(title="Second", organisation="Netflix", position=2)
    make_case_study(title="First", organisation="Netflix", position=1)
    make_case_study(title="Third", organisation="Amazon", position=3)

    assert titles(client.get(reverse("scalability:hub")).content.decode()) == ["First", "Third"]


def test_hub_without_content_says_where_to_begin(client):
    content = client.get(reverse("scalability:hub")).content.decode()

    assert "None published yet." in content
    assert "No case study is published yet." in content
    assert reverse("careers:role_list") in content
