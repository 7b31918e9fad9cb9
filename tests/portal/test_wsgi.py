"""A worker that takes requests has loaded what it needs for them."""

from tests.workers import work

IMPORT = """
import json, sys
before = "careers.views.roles" in sys.modules
import portal.wsgi
print(json.dumps([before, "careers.views.roles" in sys.modules]))
"""


def test_worker_loads_all_views_before_the_first_request():
    assert work([IMPORT], {"DATABASE_URL": "sqlite://:memory:"}) == [[False, True]]
