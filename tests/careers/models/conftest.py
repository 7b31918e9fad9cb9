import pytest

from tests.factories import make_profile, make_user


@pytest.fixture
def mine():
    return make_profile(member=make_user())


@pytest.fixture
def theirs():
    return make_profile()
