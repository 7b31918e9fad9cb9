import pytest
from django.urls import reverse

from portal.core.publication import State
from scalability.models import Addresses, CaseStudy, Pillar, RuleOfThumb, Topic
from tests.admin_pages import add_page, list_of, page_of
from tests.factories import make_role, make_skill, make_source, make_user
from tests.scalability.factories import make_complete_case_study, make_pillar, make_topic

pytestmark = pytest.mark.django_db


def whole_topic():
    pillar = make_pillar(kind=Pillar.Kind.STRATEGY)
    topic = make_topic(pillar=pillar, body="How.", skills=[make_skill()], roles=[make_role()])
    topic.addresses.create(challenge=make_topic(), how="It helps.")
    topic.relations.create(kind="supports", other=make_topic(), how="It supports it.")
    RuleOfThumb.objects.create(
        topic=topic, rule="Half is enough.", confidence="high", source=make_source()
    )
    topic.references.add(make_source())
    return topic


def whole_pillar():
    return make_pillar(body="Why it is hard.")


MAKERS = {Pillar: whole_pillar, Topic: whole_topic, CaseStudy: make_complete_case_study}


def no_rows(*prefixes):
    return {f"{prefix}-{name}_FORMS": "0" for prefix in prefixes for name in ("TOTAL", "INITIAL")}


def new_topic(pillar, **fields):
    return {
        **no_rows("rules_of_thumb", "addresses", "relations"),
        "title": "New",
        "slug": "new",
        "state": "draft",
        "problem": "Hard.",
        "how_tackled": "One\r\n\r\nTwo",
        "trade_offs": "One",
        **({"pillar": str(pillar.pk)} if pillar else {}),
        **fields,
    }


def addressing(challenge):
    return {
        "addresses-TOTAL_FORMS": "1",
        "addresses-0-challenge": str(challenge.pk),
        "addresses-0-how": "It helps.",
    }


def errors(page):
    return " ".join(map(str, page.context["errors"]))


@pytest.mark.parametrize("model", MAKERS)
def test_every_page_opens_to_a_curator(curator, model):
    row = MAKERS[model]()
    delete = reverse(f"admin:scalability_{model._meta.model_name}_delete", args=[row.pk])
    for page in (list_of(model), f"{list_of(model)}?q=a", add_page(model), page_of(row), delete):
        assert curator.get(page).status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_no_page_opens_to_others(client, model):
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 302
    client.force_login(make_user())
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 302
    client.force_login(make_user(is_staff=True))
    for page in (list_of(model), add_page(model)):
        assert client.get(page).status_code == 403


@pytest.mark.parametrize("number_of_rows", [1, 3])
@pytest.mark.parametrize(("model", "queries"), [(Pillar, 7), (Topic, 8), (CaseStudy, 9)])
def test_one_row_costs_what_three_cost(
    curator, django_assert_num_queries, model, queries, number_of_rows
):
    for _ in range(number_of_rows):
        MAKERS[model]()
    with django_assert_num_queries(queries):
        assert curator.get(list_of(model)).status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_actions_publish_and_take_back(curator, model):
    row = MAKERS[model]()
    for action, is_published in (("take_back", False), ("publish", True)):
        curator.post(list_of(model), {"action": action, "_selected_action": [row.pk]})
        row.refresh_from_db()
        assert row.is_published is is_published


def test_topic_of_an_unpublished_pillar_has_no_link_to_its_page(curator):
    topic = make_topic(pillar=make_pillar(state=State.DRAFT))
    assert 'class="viewsitelink"' not in curator.get(page_of(topic)).text
    assert 'class="viewsitelink"' in curator.get(page_of(make_topic())).text


def test_new_strategy_topic_can_address_a_challenge(curator):
    challenge, strategy = make_topic(), make_pillar(kind=Pillar.Kind.STRATEGY)
    data = new_topic(strategy, **addressing(challenge))
    assert curator.post(add_page(Topic), data).status_code == 302
    topic = Topic.objects.get(slug="new")
    assert topic.addresses.get().challenge == challenge
    assert topic.how_tackled == "One\nTwo"


def test_new_challenge_topic_addresses_nothing(curator):
    data = new_topic(make_pillar(), **addressing(make_topic()))
    page = curator.post(add_page(Topic), data)
    assert "Only a topic of a strategy pillar can address others." in errors(page)
    assert not Addresses.objects.exists()


def test_new_topic_addresses_no_strategy(curator):
    strategy = make_pillar(kind=Pillar.Kind.STRATEGY)
    data = new_topic(strategy, **addressing(make_topic(pillar=strategy)))
    page = curator.post(add_page(Topic), data)
    assert "Choose a topic of a challenge pillar." in errors(page)


def test_new_topic_without_a_pillar_is_asked_for_one(curator):
    page = curator.post(add_page(Topic), new_topic(None, **addressing(make_topic())))
    assert "This field is required." in errors(page)


def test_saved_topic_addresses_challenges_only(curator):
    strategy = make_pillar(kind=Pillar.Kind.STRATEGY)
    topic = make_topic(pillar=strategy)
    data = new_topic(strategy, **addressing(make_topic(pillar=strategy)))
    assert "Choose a topic of a challenge pillar." in errors(curator.post(page_of(topic), data))


def test_addressed_topic_stays_under_a_challenge_pillar(curator):
    strategy = whole_topic()
    challenge = strategy.addresses.get().challenge
    page = curator.post(page_of(challenge), new_topic(strategy.pillar))
    assert "keep it under a challenge pillar" in errors(page)
    assert curator.post(page_of(challenge), new_topic(make_pillar())).status_code == 302


def test_pillar_keeps_its_kind(curator):
    pillar = make_pillar()
    data = {"title": "Other", "kind": "strategy", "summary": "x", "position": "2", "state": "draft"}
    curator.post(page_of(pillar), data)
    pillar.refresh_from_db()
    assert (pillar.title, pillar.kind) == ("Other", "challenge")


def test_topic_that_plays_a_part_twice_is_named(curator):
    topic = make_topic(title="Data quality")
    data = no_rows("figures", "parts") | {"parts-TOTAL_FORMS": "2"}
    for number in (0, 1):
        data |= {f"parts-{number}-topic": topic.pk, f"parts-{number}-part": "challenge"}
    page = curator.post(add_page(CaseStudy), data)
    assert "Data quality, a challenge it met appears twice." in errors(page)
