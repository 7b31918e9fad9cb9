import pytest

from careers.models import Equivalent, Outlook
from scalability.models import CaseTopic
from tests.factories import (
    make_equivalent,
    make_family,
    make_outlook,
    make_pay,
    make_resource,
    make_role,
    make_skill,
    make_source,
)
from tests.scalability.factories import make_case_study, make_topic


@pytest.fixture
def engineer():
    """A role with something in every part of its page."""
    python = make_skill(slug="python")
    role = make_role(
        slug="engineer",
        family=make_family(title="Building"),
        purpose="Builds what lasts.",
        tasks="Builds\nMends",
        entry_route="From an apprenticeship",
        body="It is *hard* <script>alert(1)</script>.",
        aliases=["Builder", "Maker"],
        requirements={python: (3, 5), make_skill(slug="writing"): (2, 2)},
    )
    make_equivalent(role=role, code="15-1252.00", title="Software Developers")
    make_equivalent(
        role=role,
        scheme=Equivalent.Scheme.ESCO,
        code="2512.1",
        title="software developer",
        uri="http://data.europa.eu/esco/1",
        match=Equivalent.Match.ALTERNATIVE_LABEL,
        listed_as="engineer of software",
    )
    wages = make_source(title="Survey of wages")
    make_pay(role=role, amount=133_080, p10=80_000, p90=208_620, source=wages)
    make_outlook(
        role=role,
        annual_openings=129_200,
        evidence=Outlook.Provenance.SECONDARY_NOTES,
        source=wages,
    )
    make_resource(title="Learn Python", teaches={python: (1, 3)})
    topic = make_topic(title="Slow pipelines", roles=[role])
    make_case_study(title="Faster at last", parts={topic: CaseTopic.Part.CHALLENGE}, roles=[role])
    make_role(title="Neighbour", requirements={python: (2, 2)})
    make_role(title="Stranger", requirements={make_skill(): (5, 5)})
    return role
