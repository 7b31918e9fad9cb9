import pytest

from tests.factories import make_resource, make_role, make_skill, make_visitor


@pytest.fixture
def visitor():
    """Somebody with a plan of one step of 40 to 90 hours."""
    python = make_skill(slug="python", title="Python")
    role = make_role(slug="engineer", title="Engineer", requirements={python: (4, 5)})
    make_resource(slug="a-course", teaches={python: (0, 4)}, hours_from=40, hours_to=90)
    return make_visitor(ratings={python: 1}, goals=[role])
