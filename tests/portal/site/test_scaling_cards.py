from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from portal.core.publication import State
from scalability.models import Addresses, CaseTopic, Figure, Pillar
from tests.factories import make_case_study, make_pillar, make_source, make_topic

pytestmark = pytest.mark.django_db


def topic_card(topic) -> str:
    return reverse("topic_card", args=[topic.slug])


def case_study_card(case_study) -> str:
    return reverse("case_study_card", args=[case_study.slug])


def address(challenge, **fields):
    pillar = make_pillar(kind=Pillar.Kind.STRATEGY)
    strategy = make_topic(pillar=pillar, **fields)
    Addresses.objects.create(strategy=strategy, challenge=challenge, how="So.")
    return strategy


def give_figure(case_study, value: str) -> None:
    case_study.figures.create(
        about=Figure.About.SCALE,
        what="What it counts",
        value=value,
        unit="robots",
        confidence="high",
        source=make_source(),
    )


def test_cards_are_pictures_of_one_size(client):
    challenge = make_topic()
    strategy = address(challenge)
    case_study = make_case_study(parts={challenge: CaseTopic.Part.CHALLENGE})
    give_figure(case_study, "over 1 million")
    answers = [client.get(topic_card(topic)) for topic in (challenge, strategy)]
    answers.append(client.get(case_study_card(case_study)))

    assert {answer["Content-Type"] for answer in answers} == {"image/png"}
    assert {Image.open(BytesIO(one.content)).size for one in answers} == {(1200, 630)}
    assert len({answer.content for answer in answers}) == len(answers)


def test_card_of_a_topic_shows_its_published_links_and_case_studies(client):
    topic = make_topic()
    plain = client.get(topic_card(topic)).content
    address(topic, state=State.DRAFT)
    make_case_study(state=State.DRAFT, parts={topic: CaseTopic.Part.CHALLENGE})
    with_drafts = client.get(topic_card(topic)).content
    address(topic)
    linked = client.get(topic_card(topic)).content
    make_case_study(parts={topic: CaseTopic.Part.CHALLENGE})

    assert with_drafts == plain
    assert len({plain, linked, client.get(topic_card(topic)).content}) == 3


def test_card_of_a_case_study_prefers_figures_that_fit(client):
    """Three have room: the long one gives way to the fourth."""
    with_long, without = (make_case_study(title="One", slug=slug) for slug in ("one", "other"))
    for value in ("1", "2", "3"):
        give_figure(without, value)
    for value in ("a very long figure of ever so many", "1", "2", "3"):
        give_figure(with_long, value)

    assert (
        client.get(case_study_card(with_long)).content
        == client.get(case_study_card(without)).content
    )


def test_draft_has_no_card(client):
    hidden = make_topic(pillar=make_pillar(state=State.DRAFT))

    assert client.get(topic_card(make_topic(state=State.DRAFT))).status_code == 404
    assert client.get(topic_card(hidden)).status_code == 404
    assert client.get(case_study_card(make_case_study(state=State.DRAFT))).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_cards_cost_the_same_for_more_rows(client, django_assert_num_queries, rows):
    topic, case_study = make_topic(), make_case_study()
    for n in range(rows):
        address(topic)
        give_figure(case_study, str(n))

    with django_assert_num_queries(3):
        client.get(topic_card(topic))
    with django_assert_num_queries(2):
        client.get(case_study_card(case_study))
