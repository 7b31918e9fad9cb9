import pytest
from django.core.exceptions import ValidationError

from portal.core.publication import State
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Pillar,
    Relation,
    Topic,
)
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.ties import make_strategy, make_tie

pytestmark = pytest.mark.django_db


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_strategy_topic_addresses_a_challenge_topic():
    Addresses(strategy=make_strategy(), challenge=make_topic(), how="It spreads work.").full_clean()


def test_topic_of_a_challenge_pillar_addresses_nothing():
    tie = Addresses(strategy=make_topic(), challenge=make_topic(), how="It spreads work.")

    with pytest.raises(ValidationError) as caught:
        tie.full_clean()

    assert caught.value.messages == ["Only a topic of a strategy pillar can address others."]


def test_topic_of_a_strategy_pillar_is_not_addressed():
    tie = Addresses(strategy=make_strategy(), challenge=make_strategy(), how="It spreads work.")

    with pytest.raises(ValidationError) as caught:
        tie.full_clean()

    assert caught.value.message_dict == {"challenge": ["Choose a topic of a challenge pillar."]}


def test_tie_without_its_ends_is_left_to_the_form():
    Addresses().clean()


def test_ties_that_clean_refuses_are_found():
    good = make_tie(make_strategy(), make_topic())
    bad = [make_tie(make_topic(), make_topic()), make_tie(make_strategy(), make_strategy())]

    found = set(Addresses.objects.not_strategy_to_challenge())

    assert found == set(bad)
    assert good not in found


def test_pillars_stand_in_their_order():
    second = make_pillar(position=2, title="A second")
    first = make_pillar(position=1, title="B first")
    strategy = make_pillar(position=3, kind=Pillar.Kind.STRATEGY)

    assert list(Pillar.objects.all()) == [first, second, strategy]
    assert (first.is_challenge, strategy.is_challenge) == (True, False)


def test_topics_are_published_with_their_pillar():
    shown = make_topic()
    make_topic(state=State.DRAFT)
    make_topic(pillar=make_pillar(state=State.DRAFT))

    assert list(Topic.objects.published()) == [shown]


@pytest.mark.parametrize("topic_count", [1, 3])
def test_pillars_with_topics_take_two_queries(topic_count, django_assert_num_queries):
    pillar = make_pillar()
    shown = [make_topic(pillar=pillar) for _ in range(topic_count)]
    make_topic(pillar=pillar, state=State.DRAFT)

    with django_assert_num_queries(2):
        [row] = Pillar.objects.with_topics()
        topics = list(row.topics.all())

    assert topics == shown


@pytest.mark.parametrize(
    ("query", "found"), [("shard", ["Sharding"]), ("memory", ["Sharding"]), ("harding", [])]
)
def test_search_finds_topics_by_title_and_problem(query, found):
    make_topic(title="Sharding", problem="Memory runs out.")
    make_topic(title="Drift", problem="The world changes.")

    assert titles(Topic.objects.search(query)) == found


@pytest.mark.parametrize(
    ("query", "found"), [("acme", ["Fewer shops"]), ("fewer", ["Fewer shops"]), ("ewer", [])]
)
def test_search_finds_case_studies_by_title_organisation_and_summary(query, found):
    make_case_study(title="Fewer shops", organisation="Acme")
    make_case_study(title="More trains", organisation="Railway")

    assert titles(CaseStudy.objects.search(query)) == found


def test_topics_count_what_is_published_beside_them():
    challenge, strategy, other = make_topic(), make_strategy(), make_strategy()
    make_tie(strategy, challenge)
    make_tie(other, challenge)
    make_tie(make_strategy(state=State.DRAFT), challenge)
    make_case_study(parts={challenge: "challenge", strategy: "strategy"})
    make_case_study(parts={challenge: "challenge"})
    make_case_study(parts={challenge: "challenge"}, state=State.DRAFT)

    rows = Topic.objects.published().with_counts()
    counts = {row.pk: (row.strategies, row.challenges, row.cases) for row in rows}

    assert counts == {challenge.pk: (2, 0, 2), strategy.pk: (0, 1, 1), other.pk: (0, 1, 0)}


def test_topics_are_met_where_a_published_case_study_met_them():
    met, used, unseen = make_topic(), make_strategy(), make_topic()
    make_case_study(parts={met: "challenge", used: "strategy"})
    make_case_study(parts={unseen: "challenge"}, state=State.DRAFT)

    assert list(Topic.objects.met()) == [met]


def test_case_studies_meet_a_topic_or_its_pillar():
    pillar = make_pillar(slug="data")
    topic = make_topic(slug="drift", pillar=pillar)
    meeting = make_case_study(parts={topic: "challenge"})
    make_case_study(parts={topic: "practice"})

    assert list(CaseStudy.objects.meeting("drift")) == [meeting]
    assert list(CaseStudy.objects.meeting("data")) == [meeting]
    assert list(CaseStudy.objects.meeting("nothing")) == []


def test_case_studies_name_each_domain_once():
    for domain in ("retail", "finance", "retail"):
        make_case_study(domain=domain)

    assert list(CaseStudy.objects.domains()) == ["finance", "retail"]


def test_ties_and_parts_are_published_with_both_of_their_ends():
    challenge, strategy = make_topic(), make_strategy()
    hidden = make_topic(state=State.DRAFT)
    shown = make_tie(strategy, challenge)
    make_tie(strategy, hidden)
    relation = Relation.objects.create(topic=challenge, other=strategy, kind="needs", how="Thus.")
    Relation.objects.create(topic=hidden, other=strategy, kind="needs", how="Thus.")
    case_study = make_case_study(parts={challenge: "challenge", hidden: "challenge"})
    make_case_study(parts={challenge: "challenge"}, state=State.DRAFT)

    assert list(Addresses.objects.published()) == [shown]
    assert list(Relation.objects.published()) == [relation]
    parts = CaseTopic.objects.published().by_case_study()
    assert [(part.case_study, part.topic) for part in parts] == [(case_study, challenge)]
