import pytest

from tests.factories import make_skill


@pytest.fixture
def python():
    return make_skill(slug="python", title="Python")
