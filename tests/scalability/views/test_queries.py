import re
from itertools import pairwise

import pytest

from scalability.models import (
    CaseTopic,
    Figure,
    Pillar,
    Relation,
)
from tests.factories import make_profile, make_role, make_skill, make_source, make_user
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.views.scenes import PAGES, Scene, add_figure, add_rule, relate, tie

pytestmark = pytest.mark.django_db


# --- Every page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_reader_is_given_no_cookie(client, scene, page):
    response = client.get(scene.url(page))

    assert not response.cookies
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_headings_skip_no_level(client, scene, page):
    levels = [
        int(one) for one in re.findall(r"<h(\d)", client.get(scene.url(page)).content.decode())
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def grow(scene: Scene, times: int) -> None:
    """`times` more rows of everything that a page may show."""
    for _ in range(times):
        people = {
            "skills": [make_skill()],
            "roles": [make_role(requirements={scene.streams: (3, 5)})],
        }
        pillars = [make_pillar(), make_pillar(kind=Pillar.Kind.STRATEGY)]
        challenge, strategy = (make_topic(pillar=pillar, **people) for pillar in pillars)
        make_topic(pillar=scene.data), make_topic(pillar=scene.cloud)
        tie(strategy, challenge), tie(scene.autoscaling, challenge), tie(strategy, scene.ingestion)
        for topic in (scene.ingestion, scene.autoscaling):
            add_rule(topic, rule="A rule.")
            relate(topic, Relation.Kind.NEEDS, challenge), relate(strategy, "supports", topic)
        parts = {
            scene.ingestion: CaseTopic.Part.CHALLENGE,
            scene.autoscaling: CaseTopic.Part.STRATEGY,
        }
        make_case_study(domain=challenge.title, parts=parts)
        for topic, part in ((challenge, CaseTopic.Part.CHALLENGE), (strategy, "strategy")):
            CaseTopic.objects.create(case_study=scene.keystone, topic=topic, part=part)
        for about in Figure.About:
            add_figure(scene.keystone, about)
        for row in (scene.ingestion, scene.autoscaling, scene.keystone):
            row.skills.add(*people["skills"])
            row.roles.add(*people["roles"])
            row.references.add(make_source())


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("hub", 9),
        ("case_study_list", 4),
        ("challenge_pillar", 5),
        ("strategy_pillar", 5),
        ("challenge_topic", 8),
        ("strategy_topic", 8),
        ("case_study", 7),
    ],
)
def test_visitor_costs_as_many_queries_for_one_row_as_for_three(
    client, scene, django_assert_num_queries, page, queries, times
):
    grow(scene, times)

    with django_assert_num_queries(queries):
        client.get(scene.url(page))


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("hub", 11),
        ("case_study_list", 6),
        ("challenge_pillar", 7),
        ("strategy_pillar", 7),
        ("challenge_topic", 12),
        ("strategy_topic", 12),
        ("case_study", 11),
    ],
)
def test_member_costs_no_more_queries_than_the_budget(
    client, scene, django_assert_num_queries, page, queries, times
):
    grow(scene, times)
    member = make_user()
    make_profile(member=member, ratings={scene.streams: 3})
    client.force_login(member)

    with django_assert_num_queries(queries):
        client.get(scene.url(page))
