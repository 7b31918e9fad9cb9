import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.models import Skill
from portal.core.publication import State
from scalability.models import (
    Addresses,
    CaseStudy,
    CaseTopic,
    Figure,
    Pillar,
    Relation,
    RuleOfThumb,
    Topic,
)
from tests.factories import (
    make_case_study,
    make_pillar,
    make_role,
    make_skill,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db


def make_strategy(**fields) -> Topic:
    return make_topic(pillar=make_pillar(kind=Pillar.Kind.STRATEGY), **fields)


def make_tie(strategy: Topic, challenge: Topic) -> Addresses:
    return Addresses.objects.create(strategy=strategy, challenge=challenge, how="It spreads work.")


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_strategy_topic_addresses_a_challenge_topic():
    Addresses(strategy=make_strategy(), challenge=make_topic(), how="It spreads work.").full_clean()


def test_topic_of_a_challenge_pillar_addresses_nothing():
    tie = Addresses(strategy=make_topic(), challenge=make_topic(), how="It spreads work.")

    with pytest.raises(ValidationError) as caught:
        tie.full_clean()

    assert caught.value.messages == ["Only a topic of a strategy pillar addresses others."]


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


def test_ties_are_seen_in_a_case_study_that_met_the_one_and_used_the_other():
    challenge, strategy, practice = make_topic(), make_strategy(), make_strategy()
    used, also_used = make_tie(strategy, challenge), make_tie(practice, challenge)
    make_tie(make_strategy(), challenge)
    case_study = make_case_study(
        parts={challenge: "challenge", strategy: "strategy", practice: "practice"}
    )

    assert set(Addresses.objects.seen_in(case_study)) == {used, also_used}


@pytest.mark.parametrize(
    ("kind", "words", "turned"),
    [
        ("supports", "supports", "is supported by"),
        ("needs", "needs", "is needed by"),
        ("trades-off-with", "trades off with", "trades off with"),
    ],
)
def test_relation_is_told_by_either_of_its_topics(kind, words, turned):
    one, other = make_topic(), make_topic()
    relation = Relation.objects.create(topic=one, other=other, kind=kind, how="Thus.")

    assert relation.told_by(one) == (words, other, "Thus.", False)
    assert relation.told_by(other) == (turned, one, "Thus.", False)
    assert list(Relation.objects.of(one)) == list(Relation.objects.of(other)) == [relation]


def test_help_is_seen_where_one_published_case_study_met_and_used_the_two():
    challenge, strategy, practice, other = (
        make_topic(),
        *(make_strategy(title=title) for title in ("a", "b", "c")),
    )
    for one in (strategy, practice, other):
        make_tie(one, challenge)
    make_case_study(parts={challenge: "challenge", strategy: "strategy", practice: "practice"})
    make_case_study(parts={other: "strategy"})
    make_case_study(parts={challenge: "challenge"})
    make_case_study(parts={challenge: "challenge", other: "strategy"}, state=State.DRAFT)

    seen = {tie.strategy: tie.is_seen for tie in Addresses.objects.with_evidence()}

    assert seen == {strategy: True, practice: True, other: False}


def test_topics_name_the_people_they_take_most_first():
    often, once, never, hidden = (make_skill(title=title) for title in "abcd")
    Skill.objects.filter(pk=hidden.pk).update(state=State.DRAFT)
    engineer, analyst = make_role(title="Engineer"), make_role(title="Analyst")
    make_topic(skills=[often, hidden], roles=[engineer])
    make_topic(skills=[often, once], roles=[engineer, analyst])
    make_topic(skills=[once, never], roles=[analyst], state=State.DRAFT)
    topics = Topic.objects.published()

    skills = [(one, one.topic_count) for one in topics.most_taken_skills()]
    roles = [(one, one.topic_count) for one in topics.most_named_roles()]

    assert skills == [(often, 2), (once, 1)]
    assert roles == [(engineer, 2), (analyst, 1)]
    assert {(one.skill_count, one.role_count) for one in topics.with_people()} == {(1, 1), (2, 2)}


def test_chain_leads_from_challenge_to_role():
    skill, other_skill = make_skill(slug="spark"), make_skill()
    role = make_role(slug="engineer", requirements={skill: (3, 4)})
    challenge = make_topic(slug="volume", skills=[skill])
    strategy = make_strategy(slug="cluster", skills=[skill])
    make_tie(strategy, challenge)
    make_case_study(
        slug="shop",
        parts={challenge: "challenge", strategy: "strategy"},
        skills=[skill, other_skill],
        roles=[role, make_role(requirements={other_skill: (3, 4)})],
    )

    ends = ("challenge", "strategy", "case", "skill", "role")
    chain = Addresses.objects.chain()

    slugs = [chain[f"{end}_slug"] for end in ends]

    assert slugs == ["volume", "cluster", "shop", "spark", "engineer"]


def test_chain_is_of_the_first_case_study_with_one_and_of_the_most_important_need():
    skills = [make_skill() for _ in range(2)]
    little, much = (make_role(requirements={skills[0]: (3, n), skills[1]: (3, 1)}) for n in (2, 5))
    challenge, strategy = make_topic(), make_strategy(skills=skills)
    make_tie(strategy, challenge)
    parts = {challenge: "challenge", strategy: "strategy"}
    make_case_study(parts=parts, skills=skills, position=0)  # nobody's work
    make_case_study(slug="second", parts=parts, skills=skills, roles=[little, much], position=1)
    make_case_study(parts=parts, skills=skills, roles=[much], position=2)
    chain = Addresses.objects.chain()

    assert (chain["case_slug"], chain["role_slug"]) == ("second", much.slug)
    assert chain["skill_slug"] == skills[0].slug


def test_chain_asks_for_no_more_tables_at_once_than_postgresql_plans_in_time():
    with CaptureQueriesContext(connection) as queries:
        test_chain_leads_from_challenge_to_role()
    read = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]

    assert max(len(re.findall(r"FROM|JOIN", sql)) for sql in read) <= 10


@pytest.mark.parametrize("draft", ["skill", "role", "case", "challenge"])
def test_chain_does_not_lead_through_drafts(draft):
    state = dict.fromkeys(("skill", "role", "case", "challenge"), State.PUBLISHED)
    state[draft] = State.DRAFT
    skill = make_skill(state=state["skill"])
    role = make_role(requirements={skill: (3, 4)}, state=state["role"])
    challenge = make_topic(state=state["challenge"])
    strategy = make_strategy(skills=[skill])
    make_tie(strategy, challenge)
    make_case_study(
        parts={challenge: "challenge", strategy: "strategy"},
        skills=[skill],
        roles=[role],
        state=state["case"],
    )

    assert Addresses.objects.chain() is None


def test_rows_say_what_they_are():
    challenge, strategy = make_topic(slug="volume"), make_strategy(slug="cluster")
    case_study = make_case_study(
        slug="shop", title="Fewer shops", organisation="Acme", parts={challenge: "challenge"}
    )
    shared = {"confidence": "high", "source": make_source()}
    figure = Figure(what="Shops closed", value="over 20", unit="shops", about="outcome", **shared)
    relation = Relation(topic=challenge, other=strategy, kind="trades-off-with")

    assert str(challenge.pillar) == challenge.pillar.title
    assert str(make_tie(strategy, challenge)) == "Cluster addresses Volume"
    assert str(relation) == "Volume trades off with Cluster"
    assert str(case_study) == "Acme: Fewer shops"
    assert str(case_study.parts.get()) == "Volume: a challenge it met"
    assert str(figure) == "Shops closed: over 20 shops"
    assert (
        str(RuleOfThumb(rule="Double the data.", topic=challenge, **shared)) == "Double the data."
    )


def test_rows_know_their_address():
    pillar = make_pillar(slug="data")

    assert pillar.get_absolute_url() == "/scalability/data/"
    assert make_topic(slug="drift").get_absolute_url() == "/scalability/topics/drift/"
    assert make_case_study(slug="shop").get_absolute_url() == "/scalability/case-studies/shop/"
