import pytest

from scalability.models import (
    CaseTopic,
    Pillar,
    Relation,
)
from tests.factories import make_role, make_skill
from tests.scalability.factories import make_case_study, make_pillar, make_topic
from tests.scalability.views.scenes import Scene, relate, tie


@pytest.fixture
def scene() -> Scene:
    data = make_pillar(title="Managing data", slug="data")
    cloud = make_pillar(title="Renting clouds", slug="cloud", kind=Pillar.Kind.STRATEGY)
    streams = make_skill(title="Stream processing")
    engineer = make_role(title="Data engineer", requirements={streams: (3, 5)})
    people = {"skills": [streams], "roles": [engineer]}
    ingestion = make_topic(title="Ingestion of events", pillar=data, **people)
    drift = make_topic(title="Drift of models", pillar=data)
    autoscaling = make_topic(title="Elastic capacity", pillar=cloud, **people)
    parts = {ingestion: CaseTopic.Part.CHALLENGE, autoscaling: CaseTopic.Part.STRATEGY}
    keystone = make_case_study(title="Keystone pipeline", parts=parts, **people)
    tie(autoscaling, ingestion)
    relate(ingestion, Relation.Kind.SUPPORTS, drift)
    relate(drift, Relation.Kind.NEEDS, ingestion)
    return Scene(data, cloud, ingestion, drift, autoscaling, keystone, streams, engineer)
