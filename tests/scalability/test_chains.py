import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from careers.models import Skill
from portal.core.publication import State
from scalability.models import (
    Addresses,
    Figure,
    Relation,
    RuleOfThumb,
    Topic,
)
from tests.factories import make_role, make_skill, make_source
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.ties import make_strategy, make_tie

pytestmark = pytest.mark.django_db


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
