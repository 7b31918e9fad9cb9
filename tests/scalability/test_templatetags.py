import pytest

from portal.core.publication import State
from scalability.models import CaseTopic
from scalability.templatetags.scaling import case_studies_of, topics_by_role, topics_of
from tests.factories import make_case_study, make_role, make_skill, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("make", "ties"), [(make_role, "roles"), (make_skill, "skills")])
def test_topics_and_case_studies_are_the_published_ones_by_title(make, ties):
    row = make()
    drift = make_topic(title="Drift", **{ties: [row]})
    cost = make_topic(title="Cost", **{ties: [row]})
    make_topic(title="Unseen", state=State.DRAFT, **{ties: [row]})
    make_topic(title="Of others")
    parts = {drift: CaseTopic.Part.CHALLENGE}
    told = make_case_study(parts=parts, **{ties: [row]})
    make_case_study(state=State.DRAFT, parts=parts, **{ties: [row]})

    assert topics_of(row) == [cost, drift]
    assert list(case_studies_of(row)) == [told]


@pytest.mark.parametrize("rows", [1, 3])
def test_topics_of_many_roles_take_one_query(django_assert_num_queries, rows):
    roles = [make_role() for _ in range(rows)]
    topics = {role: [make_topic(roles=[role])] for role in roles}
    make_topic(roles=roles, state=State.DRAFT)

    with django_assert_num_queries(1):
        assert topics_by_role(roles) == topics
