import pytest

from tests.factories import make_role, make_skill, make_visitor


@pytest.fixture
def visitor():
    return make_visitor()


@pytest.fixture
def skills():
    """Four skills by slug: all roles but one ask Python; Dancing is asked by nobody."""
    slugs = ("python", "sql", "law", "dancing")
    return {slug: make_skill(slug=slug) for slug in slugs}


@pytest.fixture
def roles(skills):
    python, sql, law, _ = skills.values()
    return {
        "engineer": make_role(slug="engineer", requirements={python: (4, 5), sql: (2, 3)}),
        "analyst": make_role(slug="analyst", requirements={python: (2, 3), sql: (4, 5)}),
        "lawyer": make_role(slug="lawyer", requirements={law: (4, 5)}),
    }
