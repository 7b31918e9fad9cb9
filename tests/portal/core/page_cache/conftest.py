import pytest

from portal.core import page_cache
from tests.factories import make_role, make_skill
from tests.portal.core.page_cache.copies import PREPARED


@pytest.fixture(autouse=True)
def _with_copies(settings):
    """The middleware where the site has it, which tests of pages leave out."""
    place = settings.MIDDLEWARE.index("portal.core.middleware.read_once_more")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:place], PREPARED, *settings.MIDDLEWARE[place:]]
    for copies in (page_cache.pages, page_cache.questions):
        copies.clear()


@pytest.fixture
def role():
    return make_role(title="Engineer", requirements={make_skill(title="Python"): (3, 4)})
