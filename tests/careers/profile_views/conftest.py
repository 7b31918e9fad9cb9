import pytest

from tests.factories import make_role, make_skill, make_visitor


@pytest.fixture
def visitor():
    return make_visitor()


@pytest.fixture
def skills():
    """Three skills, two of them asked: by slug."""
    python = make_skill(slug="python", aliases=["Py"])
    writing = make_skill(slug="writing", category="human")
    make_role(slug="engineer", requirements={python: (3, 5), writing: (2, 2)})
    make_role(slug="coder", requirements={python: (4, 5)})
    return {"python": python, "writing": writing, "juggling": make_skill(slug="juggling")}
